import { error, redirect } from '@sveltejs/kit';
import { hasRole } from '#shared/core/actor.ts';
import type { PageServerLoad } from './$types';

/** To what is theirs. */
export const load: PageServerLoad = ({ locals: { viewer } }) => {
  if (viewer.roles.length === 0) error(viewer.id === '' ? 401 : 403);
  if (hasRole(viewer, 'supervisor', 'admin', 'auditor') || viewer.department !== null) redirect(303, '/figures/departments');
  redirect(303, hasRole(viewer, 'member') ? `/figures/members/${viewer.id}` : '/figures/sessions');
};
