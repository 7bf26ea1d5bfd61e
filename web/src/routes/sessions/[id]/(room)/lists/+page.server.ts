import { theHouse } from '#shared/core/house.ts';
import type { PageServerLoad } from './$types';

/** The lists as they stand for this viewer; null before the session opened, and for whoever may not see them. */
export const load: PageServerLoad = async ({ params, locals: { viewer } }) => ({
  lists: await theHouse().view(`checklists/${params.id}`, viewer),
});
