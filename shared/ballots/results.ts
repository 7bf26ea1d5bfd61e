/** What becomes known of a poll: running figures, and the result at the close. */
import { emptyTally, recount, type ByRole } from './counting.ts';
import type { PollResult } from './events.ts';
import { mayVote } from './rights.ts';
import { entriesOf, onShelf } from './shelf.ts';
import type { Ballot, Ballots, Box, Counting, Poll, Tally, VoterRole } from './state.ts';

/** A role with fewer ballots is not shown: in a hall everybody knows the two experts. */
export const smallRole = 5;
/** Different answers told at the close, and while a poll runs. */
const mostWords = { closed: 300, running: 60 };

/** The most frequent answers; equal ones in the order of their characters. */
const frequent = (words: Iterable<readonly [string, number]>, most: number): Tally['words'] => {
  const all = [...words].filter(([, count]) => count > 0);
  return Object.fromEntries(all.toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, most));
};

export const told = ({ tally, words }: Box, when: keyof typeof mostWords): Tally => ({
  ...tally,
  words: frequent(entriesOf(words), mostWords[when]),
});

/** People that may vote now, and those that did and left since. */
export const entitledIn = (poll: Pick<Poll, 'roles'>, { seats }: Counting, box: Box | undefined): number => {
  let entitled = 0;
  for (const [person, { roles }] of entriesOf(seats))
    if (mayVote(poll, roles) || (box && (onShelf(box.ballots, person) || onShelf(box.drawn, person) !== undefined))) entitled += 1;
  return entitled;
};

/** Ballots of nobody that is shown by role: what the reader finds by taking the shown ones from the whole. */
const remaining = (ballots: Iterable<Ballot>, shown: ReadonlySet<VoterRole>): number => {
  let count = 0;
  for (const { roles } of ballots) if (!roles.some((role) => shown.has(role))) count += 1;
  return count;
};

/** Small roles are left out, and as many others, smallest first, as it takes that the rest is not small either. */
export const shownRoles = (byRole: ByRole, ballots: readonly Ballot[]): ByRole => {
  const roles = (Object.entries(byRole) as [VoterRole, Tally][])
    .filter(([, tally]) => tally.ballots >= smallRole)
    .toSorted(([a, one], [b, other]) => other.ballots - one.ballots || (a < b ? -1 : 1));
  for (let rest = remaining(ballots, new Set(roles.map(([role]) => role))); rest > 0 && rest < smallRole && roles.length > 0;) {
    roles.pop();
    rest = remaining(ballots, new Set(roles.map(([role]) => role)));
  }
  return Object.fromEntries(
    roles.map(([role, tally]) => [role, { ...tally, words: frequent(Object.entries(tally.words), mostWords.closed) }]),
  );
};

/** Short answers are not kept by role: they are counted once, at the close. */
const rolesIn = (poll: Poll, box: Box, ballots: readonly Ballot[]): ByRole => {
  if (poll.method !== 'words') return box.byRole;
  const roles = new Set(ballots.flatMap((ballot) => ballot.roles));
  const of = (role: VoterRole): Tally =>
    recount(
      poll,
      ballots.filter((ballot) => ballot.roles.includes(role)),
    );
  return Object.fromEntries([...roles].map((role) => [role, of(role)]));
};

export const resultOf = (poll: Poll, counting: Counting): PollResult => {
  const box = counting.boxes[poll.id];
  const entitled = entitledIn(poll, counting, box);
  if (!box) return { entitled, tally: emptyTally, byRole: {}, ballots: {} };
  // Sorted by voter: the order of a shelf must not tell who came first.
  const ballots = [...entriesOf(box.ballots)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const cast = ballots.map(([, ballot]) => ballot);
  return {
    entitled,
    tally: told(box, 'closed'),
    byRole: poll.form === 'secret' ? {} : shownRoles(rolesIn(poll, box, cast), cast),
    ballots: poll.form === 'named' ? Object.fromEntries(ballots) : {},
  };
};

export const closings = (ballots: Ballots) =>
  ballots.counting === null
    ? []
    : ballots.polls
        .filter(({ stage }) => stage === 'open')
        .map((poll) => ({ type: 'pollClosed', poll: poll.id, result: resultOf(poll, ballots.counting as Counting) }) as const);
