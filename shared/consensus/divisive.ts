/**
 * Where the parts part: the widest gap of (for − against) / (votes + 2) between two of them is at least 0.5, and the difference is no chance
 * (two shares compared, one finding in ten may be false). That everybody feels strongly is no divide.
 */
import { apart, beyond, findings } from './evidence.ts';
import { clearestFirst, countsOf, partTallies, type Listed } from './listed.ts';
import type { Parts } from './parts.ts';
import { votesOf, type Tally } from './tallies.ts';

const widest = 0.5;
const rate = 0.1;
/** Of either part: with fewer nothing could be said about it. */
const fewest = 5;

const lean = (one: Tally): number => (one.for - one.against) / (votesOf(one) + 2);

interface Gap {
  readonly statement: number;
  readonly for: number;
  readonly against: number;
  readonly gap: number;
  /** That it is chance. */
  readonly chance: number;
}

const gapOf = (parts: Parts, statement: number): Gap | null => {
  const all = partTallies(parts, statement);
  const heard = all.map((_, part) => part).filter((part) => votesOf(all[part]!) >= fewest && parts.of.sizes[part]! >= fewest);
  const order = heard.sort((a, b) => lean(all[b]!) - lean(all[a]!) || a - b);
  const [high, low] = [order[0], order.at(-1)];
  if (high === undefined || low === undefined || high === low) return null;
  const [p, q] = [all[high]!, all[low]!];
  const chance = Math.min(beyond(apart(p.for, votesOf(p), q.for, votesOf(q))), beyond(apart(q.against, votesOf(q), p.against, votesOf(p))));
  return { statement, for: high, against: low, gap: lean(p) - lean(q), chance: Math.min(1, 2 * chance) };
};

/** Score: half the gap, 0.25 to 1. */
export const divisiveIn = (parts: Parts, statements: readonly number[]): readonly Listed[] => {
  const gaps = statements.flatMap((statement) => gapOf(parts, statement) ?? []);
  const real = findings(
    gaps.map(({ chance }) => chance),
    rate,
  );
  const found = gaps.filter(({ gap }, i) => gap >= widest && real[i]!);
  return clearestFirst(
    found.map(({ statement, gap, for: high, against: low }) => ({
      statement,
      score: gap / 2,
      reason: { code: 'divisive', for: countsOf(parts, high, statement), against: countsOf(parts, low, statement) },
    })),
  );
};
