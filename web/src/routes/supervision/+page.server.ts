import { error } from '@sveltejs/kit';
import { hasRole } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import type { PageServerLoad } from './$types';

/** Supervisors see all; a convener the items of the sessions they host. */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  if (!hasRole(viewer, 'supervisor', 'admin', 'auditor', 'convener')) error(viewer.id === '' ? 401 : 403);
  const house = theHouse();
  const [desk, departments] = await Promise.all([house.rows({ model: 'desk', limit: 200 }, viewer), departmentNames(viewer)]);
  return { desk, departments, calendar: house.pack.calendar };
};
