import { error } from '@sveltejs/kit';
import { theHouse } from '#shared/core/house.ts';
import { keepsRecords, type PerformanceRow } from '#shared/performances/read-model.ts';
import type { PersonRow } from '#shared/people/read-model.ts';
import type { PageServerLoad } from './$types';

/** For those who keep such records; a member has their own page. */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  if (!keepsRecords(viewer)) error(viewer.id === '' ? 401 : 403);
  const house = theHouse();
  const [records, people] = await Promise.all([
    house.rows({ model: 'performances', limit: 200 }, viewer),
    house.rows({ model: 'people', limit: 200 }, viewer),
  ]);
  const names = new Map(people.rows.map(({ id, row }) => [id, (row as PersonRow).name]));
  return { members: records.rows.map(({ id, row }) => ({ id, name: names.get(id) ?? '', row: row as PerformanceRow })) };
};
