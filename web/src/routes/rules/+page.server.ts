import { error } from '@sveltejs/kit';
import { hasRole } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import type { PersonRow } from '#shared/people/read-model.ts';
import type { PageServerLoad } from './$types';

/** For whoever holds an office; only administrators change anything. `file`: what decides until something is adopted. */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  if (viewer.roles.length === 0) error(viewer.id === '' ? 401 : 403);
  const house = theHouse();
  const [seen, people] = await Promise.all([house.view('packs/main', viewer), house.rows({ model: 'people', limit: 200 }, viewer)]);
  const names = Object.fromEntries(people.rows.map(({ id, row }) => [id, (row as PersonRow).name]));
  return { seen, pack: house.pack, names, mayChange: hasRole(viewer, 'admin') };
};
