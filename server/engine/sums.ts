/** Sums a decision rests on, read from the store just before it: what the house computed, and no browser. */
import { dayNumber, dayNumberAt } from '#shared/core/calendar.ts';
import type { AnyCommand, AnyKind, Occasion, SumQuery, Sums } from '#shared/core/kind.ts';
import { kindOf, type StreamId } from '#shared/core/recorded.ts';
import type { TallySum } from '../store/store.ts';
import type { Means } from './means.ts';
import { makingOf } from './tallies.ts';

type Ground = Pick<Means, 'store' | 'kinds'>;

const grouped = (found: readonly TallySum[]): Sums => {
  const sums: Record<string, Record<string, number>> = {};
  for (const { group, figure, value } of found) (sums[group] ??= {})[figure] = value;
  return sums;
};

const one = async ({ store, kinds }: Ground, { tally, groups, upTo }: SumQuery, today: number): Promise<Sums> => {
  const kind = Object.values(kinds).find(({ tallies }) => tallies !== undefined && Object.hasOwn(tallies, tally));
  if (!kind) return {};
  const last = upTo === null ? today : Math.min(dayNumber(upTo), today);
  return grouped(await store.tallySums({ tally: makingOf(tally, kind), groups, figures: null, upTo: last }));
};

/** Undefined when this command needs none. `now` in milliseconds: no day after that one is told of. */
export const sumsFor = (ground: Ground, stream: StreamId, command: AnyCommand, now: number): Promise<Occasion['sums']> | undefined => {
  const kind: AnyKind | undefined = ground.kinds[kindOf(stream)];
  const queries = kind?.sums?.(command, stream) ?? [];
  if (queries.length === 0) return undefined;
  const found = queries.map(async (query) => [query.name, await one(ground, query, dayNumberAt(now))] as const);
  return Promise.all(found).then((sums) => Object.fromEntries(sums));
};
