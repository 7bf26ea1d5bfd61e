import { theHouse } from '#shared/core/house.ts';
import type { PageServerLoad } from './$types';

/** What came out of the session; empty until the lists were issued. */
export const load: PageServerLoad = async ({ params, locals: { viewer } }) => ({
  items: await theHouse().rows({ model: 'items-public', index: 'session', value: params.id, limit: 100 }, viewer),
});
