import { hasRole } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import type { PageServerLoad } from './$types';

/** Everybody sees what was let out; those who screen see everything that came in. */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  const house = theHouse();
  const staff = hasRole(viewer, 'admin', 'convener', 'supervisor', 'auditor');
  const [listed, all] = await Promise.all([
    house.rows({ model: 'topics-public', index: 'listed', value: 'yes' }, viewer),
    staff ? house.rows({ model: 'topics', limit: 200 }, viewer) : null,
  ]);
  return { listed, all, pack: house.pack.topics };
};
