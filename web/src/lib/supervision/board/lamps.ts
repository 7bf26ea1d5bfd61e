/** Lamps by department, area and committee, from sums: how many are overdue, soon due, in time, with others, done. */
import type { Sums } from '#shared/core/wire.ts';

export interface LampLine {
  readonly id: string;
  readonly name: string;
  readonly red: number;
  readonly yellow: number;
  readonly green: number;
  /** Suspended, being verified or rated: the clock stands still. */
  readonly resting: number;
  readonly closed: number;
}

/** Sum of one figure over groups; a group or figure that is not there counts nothing. */
const sum = (sums: Sums, groups: readonly string[], ...figures: readonly string[]): number =>
  groups.reduce((all, group) => figures.reduce((part, figure) => part + (sums[group]?.[figure] ?? 0), all), 0);

export const lampLine = (id: string, name: string, sums: Sums, groups: readonly string[]): LampLine => {
  const [red, yellow] = [sum(sums, groups, 'lamp:red'), sum(sums, groups, 'lamp:yellow')];
  return {
    ...{ id, name, red, yellow },
    green: sum(sums, groups, 'stage:issued', 'stage:inProgress') - red - yellow,
    resting: sum(sums, groups, 'stage:suspended', 'stage:reported', 'stage:verified'),
    closed: sum(sums, groups, 'stage:closed'),
  };
};

export const isEmpty = ({ red, yellow, green, resting, closed }: LampLine): boolean => red + yellow + green + resting + closed === 0;

/** Most overdue first, then most that are soon due; lines without anything are left out. */
export const worstFirst = (lines: readonly LampLine[]): readonly LampLine[] =>
  lines
    .filter((line) => !isEmpty(line))
    .toSorted((a, b) => b.red - a.red || b.yellow - a.yellow || b.green - a.green || (a.id < b.id ? -1 : 1));
