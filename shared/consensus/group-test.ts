/**
 * Are there groups at all? Nineteen made-up rooms without any: the same people vote on the same statements, every statement keeps its
 * tallies, opinions come from one even cloud with the room's own noise. Each is mapped and divided as the room was. The room has groups
 * when it falls apart clearly more than they do.
 *
 * Even and not Gaussian: of all clouds without a gap this one is the hardest to tell from two camps, so opinions that run evenly from one end
 * to the other are not taken for camps. Trial rooms first make the cloud as wide as the room's own map shows: mapping narrows every cloud.
 *
 * Two opposed camps with nobody in between fall apart no more than a room can, and their tallies make the even rooms fall apart as far. They
 * are groups, too, when the votes themselves speak for two places rather than for a line; and there are none, whatever the made-up rooms say,
 * when the votes are likelier with everybody spread evenly (see camps.ts).
 */
import { positionsOf } from './axes.ts';
import { chanceFor, normalFrom, sample, type Chance } from './chance.ts';
import { evidenceFor, strengthOf, type Evidence } from './camps.ts';
import { bestDivision, type Division } from './clusters.ts';
import { refine, type Fit } from './fit.ts';
import { cloud, columnsOf, madeUp, spreadOf, type Cloud, type Column } from './made-up-room.ts';
import { eigen } from './solve.ts';
import type { Row } from './votes.ts';

export const rooms = 19;
const trials = 3;
const sweeps = 25;
const still = 1e-5;
/** Of more people than this, this many are drawn: enough to tell a gap from none. */
const mostPeople = 300;
/** After so many rooms a hopeless or a plain case need not be followed further. */
const enough = 7;

/**
 * A room to be tested. `number` says which test it is; `seed` makes each draw anew, yet the same for the same votes however they came. Plain
 * data: it may go to another thread.
 */
export interface TestRequest {
  readonly number: number;
  readonly seed: number;
  readonly rows: readonly Row[];
  readonly active: Uint8Array;
  readonly fit: Fit;
}

/** Where a test stands between two slices. */
export interface Testing {
  readonly request: TestRequest;
  /** The best one, that is tested. */
  readonly division: Division | null;
  /** What the votes themselves say for these camps; null until they were asked. */
  readonly evidence: Evidence | null;
  readonly cloud: Cloud;
  readonly columns: readonly Column[];
  readonly trialsLeft: number;
  /** Silhouettes of the rooms made up so far. */
  readonly theirs: readonly number[];
}

export interface TestOutcome {
  readonly number: number;
  /**
   * How far the room's silhouette lies above those of the made-up rooms, in their standard deviations; or the evidence for two camps, with
   * enough of it as high as `shownFrom`, if that is more.
   */
  readonly above: number;
}

/** Groups are shown from here on (1 room in 25 without groups comes so far by chance) … */
export const shownFrom = 1.75;
/** … when a second test says so too (its bar may be lower: it is the same room), … */
export const confirmedFrom = 1.4;
/** … and no more below here: what is in between leaves things as they are. */
export const hiddenBelow = 1;

/** The people that may be in a group, or some of them. */
export const testRequest = (
  { number, seed }: Pick<TestRequest, 'number' | 'seed'>,
  rows: readonly Row[],
  active: Uint8Array,
  fit: Fit,
  grouped: Int32Array,
): TestRequest => {
  const drawn = sample(grouped.length, mostPeople, chanceFor('drawn', seed));
  const people = Array.from(drawn, (at) => grouped[at]!);
  const z = Float64Array.from({ length: 2 * people.length }, (_, at) => fit.z[2 * people[at >> 1]! + (at & 1)]!);
  return { number, seed, rows: people.map((i) => rows[i]!), active, fit: { z, w: fit.w, c: fit.c } };
};

const mapped = ({ active, fit }: TestRequest, rows: readonly Row[], z: Float64Array): Fit =>
  refine(rows, active, { ...fit, z }, sweeps, still);
const clearness = (division: Division | null): number => division?.silhouette ?? -1;

export const startTest = (request: TestRequest): Testing => {
  const fit = mapped(request, request.rows, request.fit.z);
  const wide = Math.sqrt(1.15);
  return {
    request: { ...request, fit },
    division: bestDivision(positionsOf(fit)),
    evidence: null,
    cloud: { spread: spreadOf(fit.z), wide: [wide, wide] },
    columns: columnsOf(request.rows, fit),
    trialsLeft: trials,
    theirs: [],
  };
};

const room = ({ request, cloud: shape, columns }: Testing, number: number): Fit => {
  const chance: Chance = chanceFor('rooms', request.seed * 64 + number);
  const z = cloud(request.rows.length, shape, chance);
  const lengths = request.rows.map((row) => row.length);
  return mapped(request, madeUp(columns, lengths, request.fit.w, z, normalFrom(chance)), z);
};

const widths = (fit: Fit): readonly [number, number] => {
  const { xx, xy, yy } = spreadOf(positionsOf(fit));
  const { large, small } = eigen(xx, xy, yy);
  return [Math.sqrt(large), Math.sqrt(Math.max(small, 1e-12))];
};

/** One trial room: the cloud becomes wider or narrower, so that its map will be as wide as the room's. */
const fitted = (testing: Testing): Cloud => {
  const [ours, theirs] = [widths(testing.request.fit), widths(room(testing, 63 - testing.trialsLeft))];
  const bounded = (ratio: number): number => Math.min(1.5, Math.max(0.7, ratio));
  const { spread, wide } = testing.cloud;
  return { spread, wide: [wide[0] * bounded(ours[0] / theirs[0]), wide[1] * bounded(ours[1] / theirs[1])] };
};

const evidenceOf = ({ request: { rows, fit }, division }: Testing): Evidence =>
  division === null ? { odds: -1, people: rows.length } : evidenceFor(rows, fit.c.length, positionsOf(fit), division);

/** Only of two groups it can be said that they are two ends without a middle. On the scale of `above`. */
const twoCamps = ({ division }: Testing, evidence: Evidence): number => (division?.k === 2 ? shownFrom * strengthOf(evidence) : -1);

/** The votes asked, or one made-up room further: a slice of the work that takes about as long as mapping the room once. */
export const continueTest = (testing: Testing): Testing => {
  const { evidence, trialsLeft, theirs } = testing;
  if (evidence === null) return { ...testing, evidence: evidenceOf(testing) };
  if (trialsLeft > 0) return { ...testing, cloud: fitted(testing), trialsLeft: trialsLeft - 1 };
  return { ...testing, theirs: [...theirs, clearness(bestDivision(positionsOf(room(testing, theirs.length))))] };
};

const aboveOf = ({ division, theirs }: Testing): number => {
  const mean = theirs.reduce((sum, one) => sum + one, 0) / theirs.length;
  const variance = theirs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (theirs.length - 1);
  return (clearness(division) - mean) / Math.max(1e-6, Math.sqrt(variance));
};

/** The answer, once it is plain. */
export const outcomeOf = (testing: Testing): TestOutcome | null => {
  const { request, division, evidence, theirs } = testing;
  const { number } = request;
  if (clearness(division) <= 0) return { number, above: -1 };
  if (evidence === null) return null;
  if (evidence.odds < 0) return { number, above: -1 };
  const camps = twoCamps(testing, evidence);
  if (camps >= shownFrom) return { number, above: camps };
  if (theirs.length < enough) return null;
  const above = aboveOf(testing);
  return theirs.length >= rooms || above < 0.3 || above > 4 ? { number, above: Math.max(above, camps) } : null;
};

/** The whole test at once. */
export const groupTest = (request: TestRequest): TestOutcome => {
  let testing = startTest(request);
  for (;;) {
    const outcome = outcomeOf(testing);
    if (outcome !== null) return outcome;
    testing = continueTest(testing);
  }
};
