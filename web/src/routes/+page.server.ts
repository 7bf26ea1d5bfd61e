import { theHouse } from '#shared/core/house.ts';
import type { RowPage } from '#shared/core/wire.ts';
import { figures } from '#web/lib/home/figures.ts';
import type { PageServerLoad } from './$types';

const findable = ['items-public', 'topics-public', 'sessions'] as const;

/** What is live, what comes, the loop in figures, and what was searched for. A model that is not there has no rows. */
export const load: PageServerLoad = async ({ locals: { viewer }, url }) => {
  const house = theHouse();
  const text = url.searchParams.get('q')?.trim().slice(0, 80) ?? '';
  const sessions = (stage: string): Promise<RowPage> => house.rows({ model: 'sessions', index: 'stage', value: stage, limit: 100 }, viewer);
  const [live, next, counted, ...found] = await Promise.all([
    sessions('open'),
    sessions('preparing'),
    figures(house),
    ...(text === '' ? [] : findable.map((model) => house.rows({ model, text, limit: 20 }, viewer))),
  ]);
  return {
    text,
    live: live.rows.slice(0, 8),
    // Rows come with the latest date first; people ask what is next.
    next: [...next.rows].reverse().slice(0, 5),
    figures: counted,
    found: found.flatMap((page, n) => page.rows.map((one) => ({ ...one, model: findable[n] ?? 'sessions' }))),
  };
};
