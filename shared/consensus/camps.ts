/**
 * Two camps, or one even stretch of opinions? Where all statements part the room at the same place, made-up rooms that keep their tallies
 * fall into two camps as well, so that two wholly opposed camps with nobody in between could never stand out among them. So the votes
 * themselves are asked, too: are they likelier when everybody stands at one of two places, or when people stand evenly along a line? The
 * statements are described in the same way both times (see latent.ts); only the share of the first camp is learnt besides.
 *
 * evidence = ln L(two places) − ln L(even line) − ½ ln people
 *
 * (Schwarz 1978: ½ ln n for the one figure more.) Evidence is a logarithm of odds; from 3 on it is called strong (Kass and Raftery 1995).
 */
import { chanceFor, sample } from './chance.ts';
import type { Heaps } from './k-means.ts';
import { likelihood } from './latent.ts';
import type { Row } from './votes.ts';

/**
 * Strong, and a tenth for each person: in a large room even a slight misfit of the line would add up. Measured (20 to 120 rooms of each
 * kind, 20 to 60 people × 8 to 14 statements): all rooms of two camps with nobody in between are found, also when one vote in five is
 * passed. With one vote in ten turned round as well it is 65 to 100 % with 14 statements, 25 to 100 % with 8; with one in five turned round,
 * votes no longer tell camps from a line. Of rooms along an even line, gentle or steep, at most 4 % come so far, of 100 people and more none.
 */
const enough = (people: number): number => Math.max(3, people / 10);
/** Of more people than this, this many are drawn. */
const mostPeople = 100;

const places = 11;
/** Evenly from −√3 to √3: deviation 1, as that of two places at ±1. */
const evenly = Float64Array.from({ length: places }, (_, p) => Math.sqrt(3) * ((2 * p + 1) / places - 1));

/** Where each stands along the line between the two centres, by rank: an eleventh of the people at each place. */
const ranked = (points: Float64Array, { centres }: Heaps, people: Int32Array): Uint8Array => {
  const [x, y] = [centres[2]! - centres[0]!, centres[3]! - centres[1]!];
  const along = Float64Array.from(people, (i) => x * points[2 * i]! + y * points[2 * i + 1]!);
  const from = new Uint8Array(along.length);
  Array.from(along.keys())
    .sort((i, j) => along[i]! - along[j]! || i - j)
    .forEach((i, rank) => (from[i] = Math.floor((places * rank) / along.length)));
  return from;
};

/**
 * How much likelier the votes are with two camps, begun from `heaps` (two of them), than with opinions all along a line; as a share of what
 * is enough.
 */
export const campsEvidence = (rows: readonly Row[], statements: number, points: Float64Array, heaps: Heaps): number => {
  const people = sample(rows.length, mostPeople, chanceFor('camps'));
  const theirs = Array.from(people, (i) => rows[i]!);
  const labels = Uint8Array.from(people, (i) => heaps.labels[i]!);
  const camps = likelihood(theirs, statements, { at: Float64Array.of(-1, 1), learnt: true }, labels);
  const line = likelihood(theirs, statements, { at: evenly, learnt: false }, ranked(points, heaps, people));
  return (camps - line - Math.log(people.length) / 2) / enough(people.length);
};
