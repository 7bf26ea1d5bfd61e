import { theHouse } from '#shared/core/house.ts';
import type { PersonRow } from '#shared/people/read-model.ts';
import type { PageServerLoad } from './$types';

/** Staff who can be seated by name. */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  const page = await theHouse().rows({ model: 'people', limit: 200 }, viewer);
  return { people: page.rows.map(({ id, row }) => ({ id, row: row as PersonRow })) };
};
