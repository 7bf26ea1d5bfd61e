/**
 * Which statement a person is shown next. The weights are those of `shared/consensus/routing.ts` as far as a phone can know them: it has the
 * figures of the room and nobody's votes, so the spread over the map is left out. The draw is each person's own, so that every statement is
 * somebody's first one, and the same until the figures change.
 */
import type { Mark, MarkTally, Statement } from '#shared/ballots/state.ts';
import { chanceFor } from '#shared/consensus/chance.ts';

const none: MarkTally = { agree: 0, disagree: 0, pass: 0 };
export const votesOf = ({ agree, disagree, pass }: MarkTally): number => agree + disagree + pass;

const weight = (tally: MarkTally): number => {
  const votes = votesOf(tally);
  return (1 - tally.pass / (votes + 1)) * (1 + 8 * 2 ** (-votes / 5));
};

/** What can be marked at all, whoever wrote it. */
export const admitted = (statements: readonly Statement[]): readonly Statement[] => statements.filter((one) => one.stage === 'admitted');

/** Those without a mark of mine, the next one first (weighted draw without putting back: Efraimidis and Spirakis 2006). */
export const unmarked = (
  statements: readonly Statement[],
  marks: Readonly<Record<string, Mark>>,
  figures: Readonly<Record<string, MarkTally>>,
  person: string,
): readonly Statement[] =>
  admitted(statements)
    .filter((one) => marks[one.id] === undefined)
    .map((one) => ({ one, key: chanceFor(`${person} ${one.id}`)() ** (1 / weight(figures[one.id] ?? none)) }))
    .toSorted((a, b) => b.key - a.key || (a.one.id < b.one.id ? -1 : 1))
    .map(({ one }) => one);
