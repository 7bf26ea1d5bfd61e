/**
 * Votes explained by where people stand, which nobody knows: of a person at place p the chance to agree with statement s is
 * 1 / (1 + exp(−u)). A pass is half a vote each way. In a cloud u = a_s + b_s·p and people stand evenly over its places: an item response
 * model (Birnbaum 1968). In camps u is free at each place and so is its share of the people: a latent class model (Lazarsfeld and
 * Henry 1968). Marginal likelihood by EM (Bock and Aitkin 1981).
 */
import { solve3 } from './solve.ts';
import type { Row } from './votes.ts';

/** Ridge on the level and the steepness of a statement: few votes prove no cliff. */
const ridge = { level: 0.1, steepness: 0.3 } as const;
/** What a camp is taken to have voted besides, half each way (Krichevsky and Trofimov 1981). */
const besides = 1;
const sweeps = 40;
const newton = 4;
const still = 1e-3;
/** Curvature a Newton step counts with at least, as a share of the votes: no overshooting where all agree. */
const flattest = 0.02;

/** The places of a cloud, two figures each. */
export type Cloud = Float64Array;

interface Model {
  readonly rows: readonly Row[];
  readonly k: number;
  readonly cloud: Cloud | null;
  /** People × places: how likely each stands there. */
  readonly likely: Float64Array;
  readonly share: Float64Array;
  /** Statements × 3: level and steepness in a cloud. */
  readonly line: Float64Array;
  /** Statements × places: logarithm of the chance to agree and to disagree. */
  readonly agree: Float64Array;
  readonly against: Float64Array;
  /** Statements × places: votes there, and those of them in favour. */
  readonly votes: Float64Array;
  readonly inFavour: Float64Array;
}

const gather = ({ rows, k, cloud, likely, share, votes, inFavour }: Model): void => {
  votes.fill(0);
  inFavour.fill(0);
  if (cloud === null) share.fill(0);
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    for (let p = 0; p < k; p += 1) {
      const part = likely[i * k + p]!;
      if (cloud === null) share[p] = share[p]! + part / rows.length;
      if (part < 1e-6) continue;
      for (let j = 0; j < row.length; j += 1) {
        const at = (row[j]! >> 2) * k + p;
        votes[at] = votes[at]! + part;
        inFavour[at] = inFavour[at]! + (part * (row[j]! & 3)) / 2;
      }
    }
  }
};

/** One statement over a cloud: a few Newton steps of its ridge regression on the places. */
const fitLine = ({ k, votes, inFavour, line }: Model, cloud: Cloud, s: number): void => {
  for (let step = 0; step < newton; step += 1) {
    const [a, b, c] = [line[3 * s]!, line[3 * s + 1]!, line[3 * s + 2]!];
    let [u, v, w] = [-ridge.level * a, -ridge.steepness * b, -ridge.steepness * c];
    let [uu, uv, uw, vv, vw, ww] = [ridge.level as number, 0, 0, ridge.steepness as number, 0, ridge.steepness as number];
    for (let p = 0; p < k; p += 1) {
      const [x, y] = [cloud[2 * p]!, cloud[2 * p + 1]!];
      const n = votes[s * k + p]!;
      const agreeing = 1 / (1 + Math.exp(-(a + b * x + c * y)));
      const left = inFavour[s * k + p]! - n * agreeing;
      const bend = n * Math.max(flattest, agreeing * (1 - agreeing));
      [u, v, w] = [u + left, v + left * x, w + left * y];
      [uu, uv, uw] = [uu + bend, uv + bend * x, uw + bend * y];
      [vv, vw, ww] = [vv + bend * x * x, vw + bend * x * y, ww + bend * y * y];
    }
    const [up, right, across] = solve3([uu, uv, uw, vv, vw, ww], [u, v, w]);
    line[3 * s] = a + up;
    line[3 * s + 1] = b + right;
    line[3 * s + 2] = c + across;
  }
};

const fitStatements = (model: Model): void => {
  const { k, cloud, line, votes, inFavour, agree, against } = model;
  for (let s = 0; s < line.length / 3; s += 1) {
    if (cloud !== null) fitLine(model, cloud, s);
    for (let p = 0; p < k; p += 1) {
      const at = s * k + p;
      if (cloud === null) {
        const share = (inFavour[at]! + besides / 2) / (votes[at]! + besides);
        agree[at] = Math.log(share);
        against[at] = Math.log(1 - share);
      } else {
        const u = line[3 * s]! + line[3 * s + 1]! * cloud[2 * p]! + line[3 * s + 2]! * cloud[2 * p + 1]!;
        agree[at] = -Math.log1p(Math.exp(-u));
        against[at] = -Math.log1p(Math.exp(u));
      }
    }
  }
};

/** Where each may stand, given the statements; the logarithm of the chance of all votes. */
const placePeople = ({ rows, k, likely, share, agree, against }: Model): number => {
  const logs = new Float64Array(k);
  let total = 0;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    let highest = -Infinity;
    for (let p = 0; p < k; p += 1) {
      let log = Math.log(share[p]! + 1e-9);
      for (let j = 0; j < row.length; j += 1) {
        const at = (row[j]! >> 2) * k + p;
        const yes = (row[j]! & 3) / 2;
        log += yes * agree[at]! + (1 - yes) * against[at]!;
      }
      logs[p] = log;
      highest = Math.max(highest, log);
    }
    let sum = 0;
    for (let p = 0; p < k; p += 1) sum += Math.exp(logs[p]! - highest);
    const chance = highest + Math.log(sum);
    for (let p = 0; p < k; p += 1) likely[i * k + p] = Math.exp(logs[p]! - chance);
    total += chance;
  }
  return total;
};

const explained = (model: Model): number => {
  let total = -Infinity;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    gather(model);
    fitStatements(model);
    const next = placePeople(model);
    if (Math.abs(next - total) < still) return next;
    total = next;
  }
  return total;
};

const modelOf = (rows: readonly Row[], statements: number, k: number, cloud: Cloud | null, from: ArrayLike<number>): Model => {
  const likely = new Float64Array(rows.length * k);
  for (let i = 0; i < rows.length; i += 1) likely[i * k + from[i]!] = 1;
  const ofAll = (): Float64Array => new Float64Array(statements * k);
  return {
    ...{ rows, k, cloud, likely, share: new Float64Array(k).fill(1 / k), line: new Float64Array(3 * statements) },
    ...{ agree: ofAll(), against: ofAll(), votes: ofAll(), inFavour: ofAll() },
  };
};

/** Logarithm of the chance of all votes at best when people stand in `k` camps. `from`: the camp of each person to begin with. */
export const inCamps = (rows: readonly Row[], statements: number, k: number, from: ArrayLike<number>): number =>
  explained(modelOf(rows, statements, k, null, from));

/** The same when people stand evenly over the places of a cloud. `from`: the place of each to begin with. */
export const inCloud = (rows: readonly Row[], statements: number, cloud: Cloud, from: ArrayLike<number>): number =>
  explained(modelOf(rows, statements, cloud.length / 2, cloud, from));
