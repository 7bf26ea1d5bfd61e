/**
 * Camps, or one even stretch of opinions? The votes themselves are asked: are they likelier when everybody stands in one of the camps that
 * were found, or when people stand evenly over a cloud without any gap (see latent.ts)? Two camps are held against a line, more of them
 * against a square. Made-up rooms alone (see group-test.ts) are wrong about two things:
 *
 * Two wholly opposed camps with nobody in between: rooms that keep their tallies fall into two camps as well, so they could never stand out.
 *
 * Steep statements: a vote hardly ever goes against its place, and people who stand evenly seem to stand in heaps, more than in any room
 * made up with noise.
 */
import { chanceFor, sample } from './chance.ts';
import type { Heaps } from './k-means.ts';
import { inCamps, inCloud, type Cloud } from './latent.ts';
import type { Row } from './votes.ts';

/** Of more people than this, this many are drawn. */
const mostPeople = 100;

/** Evenly from −√3 to √3: deviation 1. */
const evenly = (places: number): readonly number[] => Array.from({ length: places }, (_, p) => Math.sqrt(3) * ((2 * p + 1) / places - 1));
const along = 11;
const line: Cloud = Float64Array.from(evenly(along).flatMap((x) => [x, 0]));
const side = 5;
const square: Cloud = Float64Array.from(evenly(side).flatMap((y) => evenly(side).flatMap((x) => [x, y])));

/** For each figure its rank among all, from 0 to below `parts`, as many at each. */
const ranked = (figures: readonly number[], parts: number): readonly number[] => {
  const ranks = new Array<number>(figures.length);
  Array.from(figures.keys())
    .sort((i, j) => figures[i]! - figures[j]! || i - j)
    .forEach((i, rank) => (ranks[i] = Math.floor((parts * rank) / figures.length)));
  return ranks;
};

/** Along the line between the two centres. */
const onLine = (points: Float64Array, { centres }: Heaps, people: Int32Array): readonly number[] => {
  const [x, y] = [centres[2]! - centres[0]!, centres[3]! - centres[1]!];
  return ranked(
    Array.from(people, (i) => x * points[2 * i]! + y * points[2 * i + 1]!),
    along,
  );
};

const onSquare = (points: Float64Array, people: Int32Array): readonly number[] => {
  const [x, y] = ([0, 1] as const).map((axis) =>
    ranked(
      Array.from(people, (i) => points[2 * i + axis]!),
      side,
    ),
  );
  return x!.map((rank, i) => rank + side * y![i]!);
};

export interface Evidence {
  /**
   * ln L(camps) − ln L(cloud) − ½ (k − 1) ln people, for the shares of the k camps are learnt besides (Schwarz 1978). Below 0 the votes speak
   * against camps.
   */
  readonly odds: number;
  readonly people: number;
}

/** What the votes say for the camps of `heaps`. */
export const evidenceFor = (rows: readonly Row[], statements: number, points: Float64Array, heaps: Heaps): Evidence => {
  const people = sample(rows.length, mostPeople, chanceFor('camps'));
  const theirs = Array.from(people, (i) => rows[i]!);
  const labels = Uint8Array.from(people, (i) => heaps.labels[i]!);
  const cloud =
    heaps.k === 2
      ? inCloud(theirs, statements, line, onLine(points, heaps, people))
      : inCloud(theirs, statements, square, onSquare(points, people));
  const learnt = ((heaps.k - 1) * Math.log(people.length)) / 2;
  return { odds: inCamps(theirs, statements, heaps.k, labels) - cloud - learnt, people: people.length };
};

/**
 * How strong the evidence for two camps is, as a share of what is enough: strong by Kass and Raftery (1995: 3, as a logarithm of odds), and a
 * tenth for each person, since in a large room even a slight misfit of the line would add up. Measured (20 rooms of each kind, 20 to 60
 * people × 8 to 14 statements): all rooms of two camps with nobody in between are found, also when one vote in five is passed.
 */
export const strengthOf = ({ odds, people }: Evidence): number => odds / Math.max(3, people / 10);
