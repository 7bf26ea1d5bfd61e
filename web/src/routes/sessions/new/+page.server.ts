import { hasRole } from '#shared/core/actor.ts';
import { dayOf, startOfDay } from '#shared/core/calendar.ts';
import { theHouse } from '#shared/core/house.ts';
import type { PageServerLoad } from './$types';

const halfHour = 1_800_000;

/** The next half hour, so that a session can be called for right now. */
const soon = (now: number): { readonly day: string; readonly time: string } => {
  const at = Math.ceil(now / halfHour) * halfHour;
  const minutes = (at - startOfDay(dayOf(at))) / 60_000;
  const two = (n: number): string => String(n).padStart(2, '0');
  return { day: dayOf(at), time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
};

/** Topics that were selected and wait for a session. */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  const house = theHouse();
  const may = hasRole(viewer, 'convener', 'admin');
  const page = may ? await house.rows({ model: 'topics', index: 'state', value: 'selected', limit: 100 }, viewer) : null;
  return {
    may,
    pack: house.pack,
    from: soon(viewer.now),
    topics: (page?.rows ?? []).map(({ id, row }) => ({ id, title: String(row['title'] ?? ''), place: String(row['place'] ?? '') })),
  };
};
