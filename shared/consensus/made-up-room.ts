/** A room without groups that looks like the real one otherwise: what a room is compared with to tell whether it has groups. */
import type { Chance } from './chance.ts';
import type { Fit } from './fit.ts';
import { eigen } from './solve.ts';
import type { Row } from './votes.ts';

/** Middle and covariance of points. */
export interface Spread {
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

export interface Cloud {
  readonly spread: Spread;
  /** How much wider than the spread, along its longer and its shorter axis. */
  readonly wide: readonly [number, number];
}

export const spreadOf = (points: Float64Array): Spread => {
  const n = Math.max(1, points.length / 2);
  let [x, y, xx, xy, yy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < points.length; i += 2) {
    x += points[i]! / n;
    y += points[i + 1]! / n;
  }
  for (let i = 0; i < points.length; i += 2) {
    const [dx, dy] = [points[i]! - x, points[i + 1]! - y];
    xx += (dx * dx) / n;
    xy += (dx * dy) / n;
    yy += (dy * dy) / n;
  }
  return { x, y, xx, xy, yy };
};

/** Opinions spread evenly along both axes of the cloud. People × 2. */
export const cloud = (people: number, { spread: { x, y, xx, xy, yy }, wide }: Cloud, chance: Chance): Float64Array => {
  const { large, small, angle } = eigen(xx, xy, yy);
  // An even stretch from −√3 to √3 has deviation 1.
  const [p, q] = [wide[0] * Math.sqrt(3 * large), wide[1] * Math.sqrt(3 * Math.max(small, 0))];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const z = new Float64Array(2 * people);
  for (let i = 0; i < z.length; i += 2) {
    const [along, across] = [p * (2 * chance() - 1), q * (2 * chance() - 1)];
    z[i] = x + cos * along - sin * across;
    z[i + 1] = y + sin * along + cos * across;
  }
  return z;
};

/** One statement of the real room: who voted on it and at which place of his row, its tallies, the deviation of what the map leaves over. */
export interface Column {
  readonly who: Uint32Array;
  readonly at: Uint16Array;
  /** Against, passes, for. */
  readonly tally: readonly [number, number, number];
  readonly deviation: number;
}

export const columnsOf = (rows: readonly Row[], { z, w, c }: Fit): readonly Column[] => {
  const filled = Array.from(c, () => ({ who: [] as number[], at: [] as number[], tally: [0, 0, 0] as [number, number, number], left: 0 }));
  rows.forEach((row, i) => {
    for (let j = 0; j < row.length; j += 1) {
      const s = row[j]! >> 2;
      const mark = (row[j]! & 3) as 0 | 1 | 2;
      const column = filled[s]!;
      column.who.push(i);
      column.at.push(j);
      column.tally[mark] += 1;
      column.left += (mark - 1 - c[s]! - w[2 * s]! * z[2 * i]! - w[2 * s + 1]! * z[2 * i + 1]!) ** 2;
    }
  });
  return filled.map(({ who, at, tally, left }) => ({
    who: Uint32Array.from(who),
    at: Uint16Array.from(at),
    tally,
    deviation: Math.sqrt(left / Math.max(1, who.length)),
  }));
};

/** Votes of people at `z`: on each statement the keenest agree and the least keen disagree, as many as in the real room. */
export const madeUp = (
  columns: readonly Column[],
  lengths: readonly number[],
  w: Float64Array,
  z: Float64Array,
  normal: Chance,
): readonly Row[] => {
  const made = lengths.map((length) => new Uint16Array(length));
  columns.forEach(({ who, at, tally, deviation }, s) => {
    const keen = new Float64Array(who.length);
    for (let j = 0; j < keen.length; j += 1)
      keen[j] = w[2 * s]! * z[2 * who[j]!]! + w[2 * s + 1]! * z[2 * who[j]! + 1]! + deviation * normal();
    const order = keen.toSorted();
    const passes = order[tally[0]] ?? Infinity;
    const agrees = order[tally[0] + tally[1]] ?? Infinity;
    for (let j = 0; j < keen.length; j += 1) made[who[j]!]![at[j]!] = s * 4 + (keen[j]! >= agrees ? 2 : keen[j]! >= passes ? 1 : 0);
  });
  return made;
};
