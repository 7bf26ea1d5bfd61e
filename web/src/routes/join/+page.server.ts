import { theHouse } from '#shared/core/house.ts';
import { placeFor } from '#web/lib/entrance/place.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { viewer } }) => {
  const code = url.searchParams.get('code') ?? '';
  return { code, place: await placeFor(theHouse(), code, viewer) };
};
