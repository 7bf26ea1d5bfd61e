/** The order in which a host reads statements. Pure. */
import type { MarkTally, Statement } from '#shared/ballots/state.ts';
import { admitted, votesOf } from './next.ts';

export const orders = ['most', 'agree', 'split', 'newest'] as const;
export type Order = (typeof orders)[number];

/** Laplace's rule, so that 1 of 1 does not stand above 18 of 20. */
const agreed = ({ agree, disagree }: MarkTally): number => (agree + 1) / (agree + disagree + 2);
/** 1 where as many agree as disagree, 0 where all are of one mind or nobody marked. */
const divided = (tally: MarkTally): number => {
  const most = Math.max(tally.agree, tally.disagree);
  return most === 0 ? 0 : (Math.min(tally.agree, tally.disagree) / most) * (1 - 1 / (votesOf(tally) + 1));
};

const rank: Readonly<Record<Order, (tally: MarkTally) => number>> = { most: votesOf, agree: agreed, split: divided, newest: () => 0 };

/** Admitted ones; equal ones newest first. */
export const statementsIn = (
  order: Order,
  statements: readonly Statement[],
  figures: (statement: string) => MarkTally,
): readonly Statement[] => {
  const by = rank[order];
  return admitted(statements).toSorted((a, b) => by(figures(b.id)) - by(figures(a.id)) || b.at - a.at || (a.id < b.id ? -1 : 1));
};
