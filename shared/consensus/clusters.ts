/** The best way to divide the points: 2 to 5 heaps, several starts each, the clearest by silhouette. */
import { chanceFor, sample } from './chance.ts';
import { allotted, scatter, settled, smallest, started, type Heaps } from './k-means.ts';
import { distancesOf, silhouette } from './silhouette.ts';

const ks = [2, 3, 4, 5] as const;
const starts = 8;
/** More points than this are searched by a sample; all are then allotted and settled. */
const searched = 200;

export interface Division extends Heaps {
  readonly silhouette: number;
}

/** A heap of fewer people is chance, not a group. */
export const fewest = (people: number): number => Math.max(3, Math.ceil(people * 0.05));

/** Distinct ways into k heaps that are all large enough, the tightest first. */
const divisions = (points: Float64Array, k: number): readonly Heaps[] => {
  const chance = chanceFor('clusters', k);
  const least = fewest(points.length / 2);
  const found = new Map<number, Heaps>();
  for (let start = 0; start < starts; start += 1) {
    const heaps = started(points, k, chance);
    if (smallest(heaps) >= least) found.set(Math.round(scatter(points, heaps) * 1e9), heaps);
  }
  return [...found].sort(([a], [b]) => a - b).map(([, heaps]) => heaps);
};

/** Silhouettes are dear: in a large room only the tightest are judged by theirs. */
const judged = (people: number): number => (people <= 150 ? starts : 2);

const bestAmong = (points: Float64Array): Division | null => {
  const distances = distancesOf(points);
  let best: Division | null = null;
  for (const k of ks)
    for (const heaps of divisions(points, k).slice(0, judged(points.length / 2))) {
      const clear = silhouette(distances, heaps);
      if (best === null || clear > best.silhouette + 1e-9) best = { ...heaps, silhouette: clear };
    }
  return best;
};

const some = (points: Float64Array, chosen: Int32Array): Float64Array =>
  Float64Array.from({ length: 2 * chosen.length }, (_, at) => points[2 * chosen[at >> 1]! + (at & 1)]!);

/** Null when the points fall into no two heaps that are large enough. */
export const bestDivision = (points: Float64Array): Division | null => {
  const count = points.length / 2;
  if (count < 2 * fewest(count)) return null;
  if (count <= searched) return bestAmong(points);
  const found = bestAmong(some(points, sample(count, searched, chanceFor('search'))));
  if (found === null) return null;
  const heaps = settled(points, { ...found, labels: allotted(points, found.centres) });
  return smallest(heaps) < fewest(count) ? null : { ...heaps, silhouette: silhouette(distancesOf(points), heaps) };
};
