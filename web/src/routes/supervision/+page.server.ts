import { error } from '@sveltejs/kit';
import { hasRole } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import type { PageServerLoad } from './$types';

/** Supervisors see all; a convener the items of the sessions they host, a paired lead theirs. */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  if (!hasRole(viewer, 'supervisor', 'admin', 'auditor', 'convener', 'leader', 'member')) error(viewer.id === '' ? 401 : 403);
  const house = theHouse();
  const [board, areas, committees, departments] = await Promise.all([
    house.rows({ model: 'board', limit: 200 }, viewer),
    house.rows({ model: 'areas', limit: 200 }, viewer),
    house.rows({ model: 'committees', limit: 200 }, viewer),
    departmentNames(viewer),
  ]);
  return { board, areas, committees, departments, pack: house.pack };
};
