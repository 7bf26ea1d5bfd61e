/**
 * The parts of the room in which a statement must hold to be shared: its groups; without groups the two ends of the map; the whole room
 * where it is too small even for ends. Beside them the halves along and across the map, in which nothing shared may be leant against.
 */
import { spreadOf } from './made-up-room.ts';
import type { Row } from './votes.ts';
import type { PartName } from './reason.ts';
import { eigen } from './solve.ts';
import { tallied, type Tallies } from './tallies.ts';

export interface Parts {
  readonly names: readonly PartName[];
  readonly of: Tallies;
  /** Two ends along the map, two across it. Empty in a room that is too small for ends. */
  readonly halves: Tallies;
  /** Everybody, also those who voted little. */
  readonly room: Tallies;
}

/** Fewer people on the map than this have no ends. */
const fewestForEnds = 10;

/** The middle value; of two the upper one. */
const median = (values: Float64Array): number => values.toSorted()[values.length >> 1] ?? 0;

/**
 * 0–3: upper half along the longest stretch of the map +1, across it +2, by the medians of those who voted enough. Found from the people
 * and not from the axes: however the map is turned, its ends are the same.
 */
const quarters = (positions: Float64Array, grouped: Int32Array): Uint8Array => {
  const own = Float64Array.from({ length: 2 * grouped.length }, (_, at) => positions[2 * grouped[at >> 1]! + (at & 1)]!);
  const { xx, xy, yy } = spreadOf(own);
  const { angle } = eigen(xx, xy, yy);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = (i: number): number => cos * positions[2 * i]! + sin * positions[2 * i + 1]!;
  const across = (i: number): number => cos * positions[2 * i + 1]! - sin * positions[2 * i]!;
  const [x, y] = [median(Float64Array.from(grouped, along)), median(Float64Array.from(grouped, across))];
  return Uint8Array.from({ length: positions.length / 2 }, (_, i) => (along(i) >= x ? 1 : 0) + (across(i) >= y ? 2 : 0));
};

const summed = (all: Tallies, sums: readonly (readonly number[])[]): Tallies => {
  const each = all.statements * 3;
  const counts = new Int32Array(sums.length * each);
  const sizes = new Int32Array(sums.length);
  sums.forEach((cells, part) => {
    for (const cell of cells) {
      sizes[part]! += all.sizes[cell]!;
      for (let at = 0; at < each; at += 1) counts[part * each + at]! += all.counts[cell * each + at]!;
    }
  });
  return { parts: sums.length, statements: all.statements, counts, sizes };
};

const quarter = [0, 1, 2, 3] as const;

export interface Room {
  readonly rows: readonly Row[];
  readonly statements: number;
  /** People × 2. */
  readonly positions: Float64Array;
  /** Those who voted enough to be in a group, rising. */
  readonly grouped: Int32Array;
  /** Numbers of the groups in order; none when there are none. */
  readonly names: readonly number[];
  /** Place in `names` of each person, 255 for nobody's. */
  readonly label: Uint8Array;
  readonly small: boolean;
}

/** All votes are counted once, by group and quarter of the map; every part is a sum of such cells. */
export const partsOf = ({ rows, statements, positions, grouped, names, label, small }: Room): Parts => {
  const ends = !small && grouped.length >= fewestForEnds;
  const outside = (names.length + 1) * 4;
  const cell = new Uint8Array(rows.length).fill(outside);
  const where = quarters(positions, grouped);
  for (const i of grouped) cell[i] = Math.min(label[i]!, names.length) * 4 + where[i]!;
  const all = tallied(rows, cell, outside + 1, statements);
  const rowsOf = (quarters: readonly number[]): number[] =>
    Array.from({ length: names.length + 1 }, (_, g) => quarters.map((q) => g * 4 + q)).flat();
  const room = summed(all, [Array.from({ length: outside + 1 }, (_, at) => at)]);
  const halves = summed(all, ends ? [rowsOf([0, 2]), rowsOf([1, 3]), rowsOf([0, 1]), rowsOf([2, 3])] : []);
  if (names.length > 0) {
    const of = summed(
      all,
      names.map((_, g) => quarter.map((q) => g * 4 + q)),
    );
    return { names: names.map((group) => ({ group })), of, halves, room };
  }
  if (!ends) return { names: ['room'], of: room, halves, room };
  return { names: [{ end: 'one' }, { end: 'other' }], of: summed(all, [rowsOf([0, 2]), rowsOf([1, 3])]), halves, room };
};
