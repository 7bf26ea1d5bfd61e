/**
 * Where the map begins: plain principal components (what was not voted on counts as the mean of its statement), by power iteration with
 * two vectors at once. It is also the whole map of the older recipe.
 */
import { chanceFor, normalFrom } from './chance.ts';
import type { Fit } from './fit.ts';
import type { Row } from './votes.ts';

const rounds = 8;

const means = (rows: readonly Row[], length: number): Float64Array => {
  const [sum, count] = [new Float64Array(length), new Float64Array(length)];
  for (const row of rows)
    for (let j = 0; j < row.length; j += 1) {
      const s = row[j]! >> 2;
      sum[s] = sum[s]! + (row[j]! & 3) - 1;
      count[s] = count[s]! + 1;
    }
  return sum.map((total, s) => (count[s]! > 0 ? total / count[s]! : 0));
};

/** Gram–Schmidt on the two interleaved columns. A column of nothing stays nothing. */
const orthonormal = (v: Float64Array): void => {
  const scaled = (column: 0 | 1): void => {
    let size = 0;
    for (let s = column; s < v.length; s += 2) size += v[s]! * v[s]!;
    const scale = size > 1e-18 ? 1 / Math.sqrt(size) : 0;
    for (let s = column; s < v.length; s += 2) v[s] = v[s]! * scale;
  };
  scaled(0);
  let along = 0;
  for (let s = 0; s < v.length; s += 2) along += v[s]! * v[s + 1]!;
  for (let s = 0; s < v.length; s += 2) v[s + 1] = v[s + 1]! - along * v[s]!;
  scaled(1);
};

/** v ← Xᵀ(X v); z takes X v. */
const turn = (rows: readonly Row[], mean: Float64Array, v: Float64Array, z: Float64Array): Float64Array => {
  const next = new Float64Array(v.length);
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    let [x, y] = [0, 0];
    for (let j = 0; j < row.length; j += 1) {
      const s = row[j]! >> 2;
      const r = (row[j]! & 3) - 1 - mean[s]!;
      x += r * v[2 * s]!;
      y += r * v[2 * s + 1]!;
    }
    z[2 * i] = x;
    z[2 * i + 1] = y;
    for (let j = 0; j < row.length; j += 1) {
      const s = row[j]! >> 2;
      const r = (row[j]! & 3) - 1 - mean[s]!;
      next[2 * s] = next[2 * s]! + r * x;
      next[2 * s + 1] = next[2 * s + 1]! + r * y;
    }
  }
  return next;
};

/** Scores shared evenly between people and statements, as the ridge will have them. */
export const principal = (rows: readonly Row[], active: Uint8Array): Fit => {
  const c = means(rows, active.length).map((mean, s) => mean * active[s]!);
  const normal = normalFrom(chanceFor('axes'));
  let v: Float64Array = Float64Array.from({ length: 2 * active.length }, (_, i) => normal() * active[i >> 1]!);
  const z = new Float64Array(2 * rows.length);
  for (let round = 0; round < rounds; round += 1) {
    orthonormal(v);
    v = turn(rows, c, v, z);
    for (let i = 0; i < v.length; i += 1) v[i] = v[i]! * active[i >> 1]!;
  }
  orthonormal(v);
  turn(rows, c, v, z);
  for (const column of [0, 1]) {
    let size = 0;
    for (let i = column; i < z.length; i += 2) size += z[i]! * z[i]!;
    const scale = size > 1e-18 ? Math.sqrt(Math.sqrt(size)) : 1;
    for (let i = column; i < z.length; i += 2) z[i] = z[i]! / scale;
    for (let s = column; s < v.length; s += 2) v[s] = v[s]! * scale;
  }
  return { z, w: v, c };
};
