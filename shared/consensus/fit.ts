/**
 * The map: v ≈ c_s + w_s·z_i for every vote v of person i on statement s, two axes, no offset of a person. Ridge 1.5 on w and z and 0.5 on
 * c keeps those near the middle who said little. Alternating least squares: all z given w, then all w and c given z.
 */
import type { Row } from './votes.ts';
import { solve3 } from './solve.ts';

export const ridge = { axes: 1.5, level: 0.5 } as const;

export interface Fit {
  /** People × 2. */
  readonly z: Float64Array;
  /** Statements × 2. 0 for those that are not on the map, so that votes on them move nobody. */
  readonly w: Float64Array;
  /** The level of each statement. */
  readonly c: Float64Array;
}

/** What a row says about its person given the statements: the matrix [a b; b d] and the right side (u, v) of his equations. */
export interface Equations {
  a: number;
  b: number;
  d: number;
  u: number;
  v: number;
}

export const equationsOf = (row: Row, w: Float64Array, c: Float64Array, to: Equations): Equations => {
  let [a, b, d, u, v] = [ridge.axes as number, 0, ridge.axes as number, 0, 0];
  for (let j = 0; j < row.length; j += 1) {
    const entry = row[j]!;
    const s = entry >> 2;
    const r = (entry & 3) - 1 - c[s]!;
    const x = w[2 * s]!;
    const y = w[2 * s + 1]!;
    a += x * x;
    b += x * y;
    d += y * y;
    u += x * r;
    v += y * r;
  }
  to.a = a;
  to.b = b;
  to.d = d;
  to.u = u;
  to.v = v;
  return to;
};

/** For each statement: Σx, Σy, Σx², Σxy, Σy², Σvx, Σvy, Σ1, Σv over those who voted on it. */
const sums = 9;

const gather = (row: Row, x: number, y: number, to: Float64Array): void => {
  const [xx, xy, yy] = [x * x, x * y, y * y];
  for (let j = 0; j < row.length; j += 1) {
    const entry = row[j]!;
    const at = (entry >> 2) * sums;
    const mark = (entry & 3) - 1;
    to[at] = to[at]! + x;
    to[at + 1] = to[at + 1]! + y;
    to[at + 2] = to[at + 2]! + xx;
    to[at + 3] = to[at + 3]! + xy;
    to[at + 4] = to[at + 4]! + yy;
    to[at + 5] = to[at + 5]! + mark * x;
    to[at + 6] = to[at + 6]! + mark * y;
    to[at + 7] = to[at + 7]! + 1;
    to[at + 8] = to[at + 8]! + mark;
  }
};

/** New w and c from the gathered sums; how far w moved, as a share of its size. */
const solveStatements = (sum: Float64Array, active: Uint8Array, w: Float64Array, c: Float64Array): number => {
  let [moved, size] = [0, 1e-12];
  for (let s = 0; s < active.length; s += 1) {
    if (active[s] === 0) continue;
    const at = s * sums;
    const [x, y] = [sum[at]!, sum[at + 1]!];
    const [level, right, up] = solve3(
      [sum[at + 7]! + ridge.level, x, y, sum[at + 2]! + ridge.axes, sum[at + 3]!, sum[at + 4]! + ridge.axes],
      [sum[at + 8]!, sum[at + 5]!, sum[at + 6]!],
    );
    moved += (right - w[2 * s]!) ** 2 + (up - w[2 * s + 1]!) ** 2;
    size += right * right + up * up;
    w[2 * s] = right;
    w[2 * s + 1] = up;
    c[s] = level;
  }
  return moved / size;
};

/** People placed by the statements alone: one half of a sweep. */
export const placeAll = (rows: readonly Row[], w: Float64Array, c: Float64Array, z: Float64Array, sum: Float64Array | null): void => {
  const e: Equations = { a: 0, b: 0, d: 0, u: 0, v: 0 };
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    equationsOf(row, w, c, e);
    const scale = 1 / (e.a * e.d - e.b * e.b);
    const x = scale * (e.d * e.u - e.b * e.v);
    const y = scale * (e.a * e.v - e.b * e.u);
    z[2 * i] = x;
    z[2 * i + 1] = y;
    if (sum !== null) gather(row, x, y, sum);
  }
};

/** `sweeps` at most, ending when w moves by less than `still` (a share of its squared size). What is given stays as it was. */
export const refine = (rows: readonly Row[], active: Uint8Array, from: Fit, sweeps: number, still: number): Fit => {
  const [z, w, c] = [Float64Array.from(from.z), Float64Array.from(from.w), Float64Array.from(from.c)];
  const sum = new Float64Array(active.length * sums);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    sum.fill(0);
    placeAll(rows, w, c, z, sum);
    if (solveStatements(sum, active, w, c) < still) break;
  }
  placeAll(rows, w, c, z, null);
  return { z, w, c };
};
