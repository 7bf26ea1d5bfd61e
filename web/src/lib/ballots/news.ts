/** What happened between two looks at the mass actions, as sentences. Pure. */
import type { Ballots, Own, Poll, Statement } from '#shared/ballots/state.ts';
import type { ballotPhone } from '#web/lib/words/ballots/phone.ts';
import { linesOf } from './result.ts';

export interface Glance {
  readonly marking: boolean;
  readonly polls: readonly Poll[];
  readonly statements: readonly Statement[];
}

export interface News {
  /** Of two with one key only the later one is said. */
  readonly key: string;
  readonly text: string;
  readonly urgent: boolean;
}

type Words = (typeof ballotPhone)['zh'];

export const glanceAt = ({ marking, polls }: Ballots, { statements }: Own): Glance => ({ marking, polls, statements });

const ofPoll = (poll: Poll, words: Words): string => {
  if (poll.stage === 'open') return words.began(poll.title);
  if (poll.stage === 'withdrawn') return words.gone(poll.title);
  const first = linesOf(poll, poll.tally).find((one) => one.leads);
  return first ? words.endedWith(poll.title, first.text) : words.ended(poll.title);
};

/** A close was announced, or taken back. */
const closing = (before: readonly Poll[], now: readonly Poll[], words: Words): readonly News[] =>
  now.flatMap((poll): readonly News[] => {
    const was = before.find(({ id }) => id === poll.id);
    if (poll.stage !== 'open' || was?.stage !== 'open' || (was.closesAt === null) === (poll.closesAt === null)) return [];
    const text = poll.closesAt === null ? words.goesOn(poll.title) : words.closing(poll.title);
    return [{ key: `poll-${poll.id}`, text, urgent: true }];
  });

export const newsBetween = (before: Glance, now: Glance, words: Words): readonly News[] => {
  const polls = now.polls
    .filter((poll) => before.polls.find((one) => one.id === poll.id)?.stage !== poll.stage)
    .map((poll): News => ({ key: `poll-${poll.id}`, text: ofPoll(poll, words), urgent: poll.stage === 'open' }));
  const marking: readonly News[] =
    before.marking === now.marking
      ? []
      : [{ key: 'marking', text: now.marking ? words.markingBegan : words.markingEnded, urgent: now.marking }];
  const statements = now.statements
    .filter((one) => one.stage !== 'held' && before.statements.some((other) => other.id === one.id && other.stage === 'held'))
    .map(({ id, stage, text, reason }): News => ({
      key: `statement-${id}`,
      text: stage === 'admitted' ? words.admitted(text) : words.excluded(text, reason ?? ''),
      urgent: false,
    }));
  return [...polls, ...closing(before.polls, now.polls, words), ...marking, ...statements];
};
