/** What was told, and what was written, by a given instant. */
import type { Moment } from '#shared/core/history.ts';
import type { SummaryAt } from '#shared/core/wire.ts';
import { nextAfter } from './pace.ts';

/** While somebody wrote, as fine as this (milliseconds). */
const grain = 5_000;

/** The instant whose content is shown at `at`: that of the last edit before, or within somebody's writing to the grain. 0 = before all. */
export const stampOf = (moments: readonly Pick<Moment, 'since' | 'until'>[], at: number): number =>
  Math.max(0, ...moments.filter(({ since }) => since <= at).map(({ until }) => (until <= at ? until : Math.floor(at / grain) * grain)));

/** As it was told last by this instant; null = nothing was. */
export const summaryAt = (summaries: readonly SummaryAt[], at: number): unknown => {
  const next = nextAfter(
    summaries.map((one) => one.at),
    at,
  );
  const place = next === null ? summaries.length : summaries.findIndex((one) => one.at === next);
  return summaries[place - 1]?.summary ?? null;
};
