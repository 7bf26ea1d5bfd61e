import { theHouse } from '#shared/core/house.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import type { PageServerLoad } from './$types';

/** What waits for this person's rating; nobody else's is ever given out. */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  const house = theHouse();
  const ratings =
    viewer.id === '' ? { rows: [], next: null } : await house.rows({ model: 'ratings', index: 'rater', value: viewer.id }, viewer);
  return { ratings, rater: viewer.id, departments: await departmentNames(viewer) };
};
