import { hasRole } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { viewer } }) => ({
  pack: theHouse().pack.topics,
  staff: hasRole(viewer, 'admin', 'convener', 'supervisor', 'member', 'officer', 'leader'),
});
