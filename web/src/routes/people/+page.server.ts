import { error } from '@sveltejs/kit';
import { hasRole } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import type { PageServerLoad } from './$types';

/** For those who hold an office; only administrators change anything. */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  if (viewer.roles.length === 0) error(viewer.id === '' ? 401 : 403);
  const house = theHouse();
  const [people, departments] = await Promise.all([
    house.rows({ model: 'people', limit: 200 }, viewer),
    house.rows({ model: 'departments', limit: 200 }, viewer),
  ]);
  return { people, departments, mayChange: hasRole(viewer, 'admin') };
};
