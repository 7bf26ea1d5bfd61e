import { error } from '@sveltejs/kit';
import { hasRole } from '#shared/core/actor.ts';
import { dayOf } from '#shared/core/calendar.ts';
import { theHouse } from '#shared/core/house.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import type { PageServerLoad } from './$types';

/** Supervisors see all departments, a department its own. */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  const all = hasRole(viewer, 'supervisor', 'admin', 'auditor');
  if (!all && viewer.department === null) error(viewer.id === '' ? 401 : 403);
  const house = theHouse();
  const today = dayOf(viewer.now);
  const year = Number(today.slice(0, 4));
  const [departments, snapshot] = await Promise.all([departmentNames(viewer), house.view(`snapshots/${year}`, viewer)]);
  return { all, own: viewer.department ?? '', departments, snapshot, today, year, smallCount: house.pack.item.smallCount };
};
