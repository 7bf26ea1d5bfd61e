import { theHouse } from '#shared/core/house.ts';
import { placeFor } from '#web/lib/entrance/place.ts';
import type { PageServerLoad } from './$types';

/** The short address in the QR. */
export const load: PageServerLoad = async ({ params: { code }, locals: { viewer } }) => ({
  code,
  place: await placeFor(theHouse(), code, viewer),
});
