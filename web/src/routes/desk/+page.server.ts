import { error } from '@sveltejs/kit';
import { theHouse } from '#shared/core/house.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import type { PageServerLoad } from './$types';

/** For whoever belongs to a department. */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  if (viewer.department === null) error(viewer.id === '' ? 401 : 403);
  const house = theHouse();
  const [desk, departments] = await Promise.all([
    house.rows({ model: 'desk', index: 'department', value: viewer.department, limit: 200 }, viewer),
    departmentNames(viewer),
  ]);
  return { desk, departments, department: viewer.department, calendar: house.pack.calendar };
};
