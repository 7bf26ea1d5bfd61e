/**
 * Sums are kept by the day (level 0) and by blocks of 64 days (level 1), so that the sum up to a day takes at most 63 days and as many blocks as
 * there were, whatever happened in them. An era is what one read goes through: the days of a block; all blocks.
 */
import type { TallyChange, TallyQuery } from './store.ts';

const width = 64;
export const blockOf = (day: number): number => Math.floor(day / width);

interface Kept {
  readonly tally: string;
  readonly level: 0 | 1;
  readonly era: number;
  readonly group: string;
  readonly figure: string;
  /** Day or block. */
  readonly span: number;
  readonly value: number;
}

interface Series {
  readonly tally: string;
  readonly group: string;
  readonly figure: string;
  readonly days: Map<number, number>;
}

const bySpan = (a: readonly [number, number], b: readonly [number, number]): number => a[0] - b[0];
const inOrder = (spans: ReadonlyMap<number, number>): (readonly [number, number])[] =>
  [...spans].filter(([, value]) => value !== 0).sort(bySpan);

/** What is added to each sum, once each and in one order everywhere, so that two writers never wait for each other. */
export const spansOf = (changes: readonly TallyChange[]): readonly Kept[] => {
  const known = new Map<string, Series>();
  for (const { tally, group, figure, day, delta } of changes) {
    const key = `${tally}\n${group}\n${figure}`;
    const series = known.get(key) ?? { tally, group, figure, days: new Map<number, number>() };
    if (series.days.size === 0) known.set(key, series);
    series.days.set(day, (series.days.get(day) ?? 0) + delta);
  }
  const kept: Kept[] = [];
  for (const [, { days, ...of }] of [...known].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const blocks = new Map<number, number>();
    for (const [day, value] of inOrder(days)) {
      const block = blockOf(day);
      kept.push({ ...of, level: 0, era: block, span: day, value });
      blocks.set(block, (blocks.get(block) ?? 0) + value);
    }
    for (const [span, value] of inOrder(blocks)) kept.push({ ...of, level: 1, era: 0, span, value });
  }
  return kept;
};

/** All blocks with days from `since` to `upTo`: looked up one by one, for between them lie all other groups. */
export const blocksOf = (since: number, upTo: number): readonly number[] => {
  const first = blockOf(since);
  return Array.from({ length: Math.max(0, blockOf(upTo) - first + 1) }, (_, n) => first + n);
};

/** First and past-the-last of the groups asked for, when they are asked for by their beginning. U+10FFFF comes after every letter. */
export const groupRange = (groups: TallyQuery['groups']): readonly [string, string] | null =>
  'startingWith' in groups ? [groups.startingWith, `${groups.startingWith}\u{10ffff}`] : null;
