/**
 * Votes explained by places on a line: of person at x, the chance to agree with statement s is 1 / (1 + exp(−(a_s + b_s·x))). A pass is half
 * a vote each way. Where each person stands is not known; `places` says where one may stand. With two places this is a latent class
 * model (Lazarsfeld and Henry 1968), with many an item response model (Birnbaum 1968; marginal likelihood by EM: Bock and Aitkin 1981).
 */
import type { Row } from './votes.ts';

/** Ridge on the level and the steepness of a statement: few votes prove no cliff. */
const ridge = { level: 0.1, steepness: 0.3 } as const;
const sweeps = 40;
const newton = 4;
const still = 1e-3;
/** Curvature a Newton step counts with at least, as a share of the votes: no overshooting where all agree. */
const flattest = 0.02;

/** Where people may stand. */
export interface Places {
  readonly at: Float64Array;
  /** Whether the share of people at each place is learnt; else all are as many. */
  readonly learnt: boolean;
}

interface Model {
  readonly rows: readonly Row[];
  readonly places: Places;
  /** People × places: how likely each stands there. */
  readonly likely: Float64Array;
  readonly share: Float64Array;
  /** Of each statement: level and steepness. */
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** Statements × places: logarithm of the chance to agree and to disagree. */
  readonly agree: Float64Array;
  readonly against: Float64Array;
  /** Statements × places: votes there, and those of them in favour. */
  readonly votes: Float64Array;
  readonly inFavour: Float64Array;
  /** Of each person: logarithm of the chance of all his votes. */
  readonly chance: Float64Array;
}

const gather = ({ rows, places, likely, share, votes, inFavour }: Model): void => {
  const k = places.at.length;
  votes.fill(0);
  inFavour.fill(0);
  if (places.learnt) share.fill(0);
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    for (let p = 0; p < k; p += 1) {
      const part = likely[i * k + p]!;
      if (places.learnt) share[p] = share[p]! + part / rows.length;
      if (part < 1e-6) continue;
      for (let j = 0; j < row.length; j += 1) {
        const at = (row[j]! >> 2) * k + p;
        votes[at] = votes[at]! + part;
        inFavour[at] = inFavour[at]! + (part * (row[j]! & 3)) / 2;
      }
    }
  }
};

/** One statement: a few Newton steps of its ridge regression on the places. */
const fitStatement = ({ places, votes, inFavour, a, b }: Model, s: number): void => {
  const k = places.at.length;
  let [level, steep] = [a[s]!, b[s]!];
  for (let step = 0; step < newton; step += 1) {
    let [u, v] = [-ridge.level * level, -ridge.steepness * steep];
    let [uu, uv, vv] = [ridge.level as number, 0, ridge.steepness as number];
    for (let p = 0; p < k; p += 1) {
      const x = places.at[p]!;
      const n = votes[s * k + p]!;
      const agreeing = 1 / (1 + Math.exp(-(level + steep * x)));
      const left = inFavour[s * k + p]! - n * agreeing;
      const bend = n * Math.max(flattest, agreeing * (1 - agreeing));
      u += left;
      v += left * x;
      uu += bend;
      uv += bend * x;
      vv += bend * x * x;
    }
    const scale = 1 / (uu * vv - uv * uv);
    level += scale * (vv * u - uv * v);
    steep += scale * (uu * v - uv * u);
  }
  a[s] = level;
  b[s] = steep;
};

const fitStatements = (model: Model): void => {
  const { places, a, b, agree, against } = model;
  const k = places.at.length;
  for (let s = 0; s < a.length; s += 1) {
    fitStatement(model, s);
    for (let p = 0; p < k; p += 1) {
      const u = a[s]! + b[s]! * places.at[p]!;
      agree[s * k + p] = -Math.log1p(Math.exp(-u));
      against[s * k + p] = -Math.log1p(Math.exp(u));
    }
  }
};

/** Where each may stand, given the statements; the logarithm of the chance of all votes. */
const placePeople = ({ rows, places, likely, share, agree, against, chance }: Model): number => {
  const k = places.at.length;
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
    chance[i] = highest + Math.log(sum);
    for (let p = 0; p < k; p += 1) likely[i * k + p] = Math.exp(logs[p]! - chance[i]!);
    total += chance[i]!;
  }
  return total;
};

/** Logarithm of the chance of all votes at best. `from`: the place of each person to begin with. */
export const likelihood = (rows: readonly Row[], statements: number, places: Places, from: Uint8Array): number => {
  const k = places.at.length;
  const likely = new Float64Array(rows.length * k);
  from.forEach((p, i) => (likely[i * k + p] = 1));
  const ofAll = (): Float64Array => new Float64Array(statements * k);
  const model: Model = {
    ...{ rows, places, likely, share: new Float64Array(k).fill(1 / k), chance: new Float64Array(rows.length) },
    ...{ a: new Float64Array(statements), b: new Float64Array(statements) },
    ...{ agree: ofAll(), against: ofAll(), votes: ofAll(), inFavour: ofAll() },
  };
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
