/** Sums of items as the pages of staff take them. */
import type { Day } from '#shared/core/calendar.ts';
import type { TallyAnswer } from '#shared/core/wire.ts';
import { getJson } from '#web/lib/live/http.ts';

const prefix = 'department:';
export const groupOf = (department: string): string => (department === '' ? '' : `${prefix}${department}`);
export const departmentOf = (group: string): string => group.slice(prefix.length);

const query = (tally: string, given: Readonly<Record<string, string>>): string =>
  `/api/tallies/${tally}?${new URLSearchParams(given).toString()}`;

/** All departments this viewer may know of; null = could not be read. */
export const readDepartments = (upTo: Day): Promise<TallyAnswer | null> => getJson<TallyAnswer>(query('items', { groups: prefix, upTo }));

/** One department, or all together, with the twelve months before. */
export const readSeries = (upTo: Day, department: string): Promise<TallyAnswer | null> => {
  const since = `${Number(upTo.slice(0, 4)) - 1}-${upTo.slice(5, 7)}-01`;
  return getJson<TallyAnswer>(query('items', { group: groupOf(department), upTo, since, by: 'month' }));
};

/** What an evaluation is computed from, as it stands now. */
export const readGround = async (session: string) => {
  const group = `session:${session}`;
  const [held, lived] = await Promise.all(['sessions', 'items'].map((tally) => getJson<TallyAnswer>(query(tally, { group }))));
  return held && lived ? { session: held.sums[group] ?? {}, items: lived.sums[group] ?? {} } : null;
};
