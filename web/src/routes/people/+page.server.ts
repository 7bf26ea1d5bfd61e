import { error } from '@sveltejs/kit';
import { hasRole } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import type { PageServerLoad } from './$types';

/** For those who hold an office; only administrators change anything. */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  if (viewer.roles.length === 0) error(viewer.id === '' ? 401 : 403);
  const house = theHouse();
  const [people, departments, areas, committees] = await Promise.all(
    ['people', 'departments', 'areas', 'committees'].map((model) => house.rows({ model, limit: 200 }, viewer)),
  );
  if (!people || !departments || !areas || !committees) error(500);
  return { people, departments, areas, committees, mayChange: hasRole(viewer, 'admin') };
};
