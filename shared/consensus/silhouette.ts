/**
 * How clearly heaps stand apart (Rousseeuw 1987): for each point (b − a) / max(a, b), a its mean distance within its heap, b that to the
 * next heap; the mean over all points. 1: apart, 0: one cloud. At most `most` points are looked at, evenly drawn.
 */
import { chanceFor, sample } from './chance.ts';
import type { Heaps } from './k-means.ts';

const most = 300;

/** Distances between all points, upper half row by row: worked out once for all ways to divide the same points. */
export interface Distances {
  readonly chosen: Int32Array;
  readonly between: Float32Array;
}

export const distancesOf = (points: Float64Array): Distances => {
  const count = points.length / 2;
  const chosen = count <= most ? Int32Array.from({ length: count }, (_, i) => i) : sample(count, most, chanceFor('silhouette'));
  const size = chosen.length;
  const between = new Float32Array((size * (size - 1)) / 2);
  let at = 0;
  for (let i = 0; i < size; i += 1) {
    const [x, y] = [points[2 * chosen[i]!]!, points[2 * chosen[i]! + 1]!];
    for (let j = i + 1; j < size; j += 1) {
      const [dx, dy] = [x - points[2 * chosen[j]!]!, y - points[2 * chosen[j]! + 1]!];
      between[at++] = Math.sqrt(dx * dx + dy * dy);
    }
  }
  return { chosen, between };
};

export const silhouette = ({ chosen, between }: Distances, { k, labels }: Heaps): number => {
  const size = chosen.length;
  const own = Uint8Array.from(chosen, (i) => labels[i]!);
  const [sums, counts] = [new Float64Array(size * k), new Int32Array(k)];
  let at = 0;
  for (let i = 0; i < size; i += 1) {
    const [mine, base] = [own[i]!, i * k];
    counts[mine] = counts[mine]! + 1;
    for (let j = i + 1; j < size; j += 1) {
      const distance = between[at++]!;
      sums[base + own[j]!] = sums[base + own[j]!]! + distance;
      sums[j * k + mine] = sums[j * k + mine]! + distance;
    }
  }
  let total = 0;
  for (let i = 0; i < size; i += 1) {
    const mine = own[i]!;
    if (counts[mine]! < 2) continue;
    const a = sums[i * k + mine]! / (counts[mine]! - 1);
    let b = Infinity;
    for (let g = 0; g < k; g += 1) if (g !== mine && counts[g]! > 0) b = Math.min(b, sums[i * k + g]! / counts[g]!);
    if (b < Infinity) total += (b - a) / Math.max(a, b, 1e-12);
  }
  return size > 0 ? total / size : 0;
};
