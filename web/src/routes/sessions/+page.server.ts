import { theHouse } from '#shared/core/house.ts';
import type { SessionRow } from '#shared/sessions/read-model.ts';
import type { PageServerLoad } from './$types';

/** Live now, coming (soonest first), held (newest first). */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  const house = theHouse();
  const of = async (stage: string) => {
    const page = await house.rows({ model: 'sessions', index: 'stage', value: stage, limit: 50 }, viewer);
    return page.rows.map(({ id, row }) => ({ id, row: row as SessionRow }));
  };
  const [live, coming, past] = await Promise.all([of('open'), of('preparing'), of('closed')]);
  return { live, coming: coming.toReversed(), past };
};
