import { error } from '@sveltejs/kit';
import { theHouse } from '#shared/core/house.ts';
import { keepsRecords } from '#shared/performances/read-model.ts';
import type { PersonRow } from '#shared/people/read-model.ts';
import type { PageServerLoad } from './$types';

/** For the member, and for those who keep such records. */
export const load: PageServerLoad = async ({ locals: { viewer }, params: { id } }) => {
  if (viewer.id !== id && !keepsRecords(viewer)) error(viewer.id === '' ? 401 : 403);
  const house = theHouse();
  const [seen, people] = await Promise.all([house.view(`performances/${id}`, viewer), house.rows({ model: 'people', limit: 200 }, viewer)]);
  const name = people.rows.find((one) => one.id === id)?.row as PersonRow | undefined;
  return { id, name: name?.name ?? '', seen, pack: house.pack };
};
