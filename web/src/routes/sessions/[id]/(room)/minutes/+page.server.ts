import { theHouse } from '#shared/core/house.ts';
import type { PageServerLoad } from './$types';

/** The minutes as they stand for this viewer, once issued; the pencil comes by itself. Null before the session opened. */
export const load: PageServerLoad = async ({ params, locals: { viewer } }) => ({
  lists: await theHouse().view(`checklists/${params.id}`, viewer),
});
