/**
 * The groups as people see them. Nothing may flip: heaps go on from where they were, a person changes only to a centre that is clearly
 * nearer, another division must be clearly better for a while, and names follow the members.
 */
import { bestDivision, fewest, type Division } from './clusters.ts';
import { settled, smallest, type Heaps } from './k-means.ts';
import { distancesOf, silhouette } from './silhouette.ts';

/** A centre must be this much nearer than a person's own for him to change. */
const loyalty = 0.9;
const better = 0.03;
const ticks = 4;

export interface Grouping {
  /** In order of id: who was grouped when these were made, and where. */
  readonly people: readonly string[];
  readonly labels: Uint8Array;
  readonly k: number;
  readonly centres: Float64Array;
  /** Of each heap: its number for good. A number is never given to another group. */
  readonly names: readonly number[];
  /** How many ticks in a row another division was clearly better. */
  readonly challenged: number;
}

const unlabelled = 255;

const permutations = (items: readonly number[]): readonly (readonly number[])[] =>
  items.length < 2 ? [items] : items.flatMap((one) => permutations(items.filter((other) => other !== one)).map((rest) => [one, ...rest]));

/**
 * Names for new heaps: those of the old ones with which they share most people, over all ways to hand the names on; the rest are new,
 * from `free` on. `old` is the label of each person before, 255 for nobody's.
 */
export const namesFor = (heaps: Heaps, old: Uint8Array, names: readonly number[], free: number): readonly number[] => {
  const shared = Array.from({ length: heaps.k }, () => new Array<number>(names.length).fill(0));
  heaps.labels.forEach((g, i) => {
    if (old[i]! !== unlabelled) shared[g]![old[i]!]! += 1;
  });
  // Old places and empty ones are dealt out to the new heaps.
  const places = Array.from({ length: Math.max(heaps.k, names.length) }, (_, place) => place);
  let [best, most]: [readonly number[], number] = [[], -1];
  for (const dealt of permutations(places)) {
    let sum = 0;
    for (let g = 0; g < heaps.k; g += 1) sum += shared[g]![dealt[g]!] ?? 0;
    if (sum > most) [best, most] = [dealt, sum];
  }
  let next = free;
  return shared.map((row, g) => {
    const from = best[g]!;
    return (row[from] ?? 0) > 0 ? names[from]! : next++;
  });
};

/** First labels: from the largest heap to the smallest, so that group 0 is the largest. */
const largestFirst = ({ k, labels, centres }: Heaps): Heaps => {
  const counts = new Int32Array(k);
  for (const g of labels) counts[g]! += 1;
  const order = Array.from(counts, (_, g) => g).sort((a, b) => counts[b]! - counts[a]! || centres[2 * a]! - centres[2 * b]!);
  const place = new Uint8Array(k);
  order.forEach((g, at) => (place[g] = at));
  return {
    k,
    labels: labels.map((g) => place[g]!),
    centres: Float64Array.from(order.flatMap((g) => [centres[2 * g]!, centres[2 * g + 1]!])),
  };
};

export interface Grouped {
  readonly people: readonly string[];
  /** People × 2. */
  readonly points: Float64Array;
}

/** The division that is best now, named after `before` (if any). `free` is the first number never used. */
export const dividedAnew = ({ people, points }: Grouped, before: Grouping | null, old: Uint8Array, free: number): Grouping | null => {
  const found = bestDivision(points);
  if (found === null) return null;
  const { k, labels, centres } = largestFirst(found);
  const names = namesFor({ k, labels, centres }, old, before?.names ?? [], free);
  return { people, k, labels, centres, names, challenged: 0 };
};

/** Everybody stays with his group, newcomers go to the nearest. */
const goneOn = (points: Float64Array, before: Grouping, old: Uint8Array): Heaps => {
  const labels = Uint8Array.from(old);
  const known = Array.from(old.keys()).filter((i) => old[i] !== unlabelled);
  const centres = Float64Array.from(before.centres);
  const counts = new Int32Array(before.k);
  const sums = new Float64Array(2 * before.k);
  for (const i of known) {
    const g = old[i]!;
    counts[g]! += 1;
    sums[2 * g]! += points[2 * i]!;
    sums[2 * g + 1]! += points[2 * i + 1]!;
  }
  for (let at = 0; at < sums.length; at += 1) if (counts[at >> 1]! > 0) centres[at] = sums[at]! / counts[at >> 1]!;
  labels.forEach((label, i) => {
    if (label !== unlabelled) return;
    let least = Infinity;
    for (let g = 0; g < before.k; g += 1) {
      const distance = (points[2 * i]! - centres[2 * g]!) ** 2 + (points[2 * i + 1]! - centres[2 * g + 1]!) ** 2;
      if (distance < least) [labels[i], least] = [g, distance];
    }
  });
  return settled(points, { k: before.k, labels, centres }, loyalty);
};

const clearnessOf = (points: Float64Array, heaps: Heaps): number =>
  smallest(heaps) < Math.min(3, fewest(heaps.labels.length)) ? -1 : silhouette(distancesOf(points), heaps);

/** One tick further. `old` is the label before of each of the people now, 255 for those who had none. */
export const goOn = (now: Grouped, before: Grouping, old: Uint8Array, free: number): Grouping => {
  const heaps = goneOn(now.points, before, old);
  const challenger: Division | null = bestDivision(now.points);
  const challenged = challenger !== null && challenger.silhouette > clearnessOf(now.points, heaps) + better ? before.challenged + 1 : 0;
  if (challenger !== null && challenged >= ticks) {
    const anew = largestFirst(challenger);
    return { people: now.people, ...anew, names: namesFor(anew, heaps.labels, before.names, free), challenged: 0 };
  }
  return { people: now.people, k: heaps.k, labels: heaps.labels, centres: heaps.centres, names: before.names, challenged };
};
