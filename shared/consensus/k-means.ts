/** Points on the map into k heaps (Lloyd), started by chance (k-means++) or from where they were. */
import type { Chance } from './chance.ts';

export interface Heaps {
  readonly k: number;
  /** Of each point. */
  readonly labels: Uint8Array;
  /** k × 2. */
  readonly centres: Float64Array;
}

const most = 40;

const square = (points: Float64Array, i: number, centres: Float64Array, g: number): number =>
  (points[2 * i]! - centres[2 * g]!) ** 2 + (points[2 * i + 1]! - centres[2 * g + 1]!) ** 2;

const nearest = (points: Float64Array, i: number, centres: Float64Array): number => {
  let [best, least] = [0, Infinity];
  for (let g = 0; 2 * g < centres.length; g += 1) {
    const distance = square(points, i, centres, g);
    if (distance < least) [best, least] = [g, distance];
  }
  return best;
};

/** Means of the heaps; a heap that lost everybody keeps its centre. */
export const centresOf = (points: Float64Array, labels: Uint8Array, before: Float64Array): Float64Array => {
  const [centres, counts] = [new Float64Array(before.length), new Float64Array(before.length / 2)];
  for (let i = 0; i < labels.length; i += 1) {
    const g = labels[i]!;
    centres[2 * g] = centres[2 * g]! + points[2 * i]!;
    centres[2 * g + 1] = centres[2 * g + 1]! + points[2 * i + 1]!;
    counts[g] = counts[g]! + 1;
  }
  return centres.map((sum, at) => (counts[at >> 1]! > 0 ? sum / counts[at >> 1]! : before[at]!));
};

/** Each to the nearest centre. */
export const allotted = (points: Float64Array, centres: Float64Array): Uint8Array => {
  const labels = new Uint8Array(points.length / 2);
  for (let i = 0; i < labels.length; i += 1) labels[i] = nearest(points, i, centres);
  return labels;
};

/**
 * Lloyd's rounds from these labels until nobody moves. With `loyalty` below 1 a point leaves its heap only for a centre that is nearer than
 * `loyalty` times the distance to its own.
 */
export const settled = (points: Float64Array, from: Heaps, loyalty = 1): Heaps => {
  const labels = Uint8Array.from(from.labels);
  let centres = centresOf(points, labels, from.centres);
  for (let round = 0; round < most; round += 1) {
    let moved = false;
    for (let i = 0; i < labels.length; i += 1) {
      const g = nearest(points, i, centres);
      if (g === labels[i]! || square(points, i, centres, g) >= loyalty * loyalty * square(points, i, centres, labels[i]!)) continue;
      labels[i] = g;
      moved = true;
    }
    if (!moved) break;
    centres = centresOf(points, labels, centres);
  }
  return { k: from.k, labels, centres };
};

/** First centres far apart: each next one with a chance that grows with its squared distance to those chosen (Arthur and Vassilvitskii). */
const spread = (points: Float64Array, k: number, chance: Chance): Float64Array => {
  const count = points.length / 2;
  const centres = new Float64Array(2 * k);
  const distances = new Float64Array(count).fill(Infinity);
  let chosen = Math.floor(chance() * count);
  for (let g = 0; g < k; g += 1) {
    centres.set(points.subarray(2 * chosen, 2 * chosen + 2), 2 * g);
    let total = 0;
    for (let i = 0; i < count; i += 1) {
      distances[i] = Math.min(distances[i]!, square(points, i, centres, g));
      total += distances[i]!;
    }
    let left = chance() * total;
    for (chosen = 0; chosen < count - 1 && (left -= distances[chosen]!) > 0; chosen += 1);
  }
  return centres;
};

export const started = (points: Float64Array, k: number, chance: Chance): Heaps => {
  const centres = spread(points, k, chance);
  return settled(points, { k, labels: allotted(points, centres), centres });
};

/** The fewest people of any heap. */
export const smallest = ({ k, labels }: Heaps): number => {
  const counts = new Int32Array(k);
  for (const g of labels) counts[g] = counts[g]! + 1;
  return Math.min(...counts);
};

/** Σ of squared distances to the own centre. */
export const scatter = (points: Float64Array, { labels, centres }: Heaps): number => {
  let sum = 0;
  for (let i = 0; i < labels.length; i += 1) sum += square(points, i, centres, labels[i]!);
  return sum;
};
