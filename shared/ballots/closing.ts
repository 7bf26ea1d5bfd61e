/**
 * The end of a poll: announced some seconds ahead, so that every screen counts the same seconds down and nobody's ballot is cut off, or at
 * once where the hosts say so.
 */
import { isHouse, type Actor } from '../core/actor.ts';
import type { Deadline } from '../core/kind.ts';
import { refuse } from '../core/refusal.ts';
import type { BallotCommand, CommandOf } from './commands.ts';
import type { EventOf } from './events.ts';
import { resultOf } from './results.ts';
import { changed, withId, type Outcome } from './rule.ts';
import type { Ballots, BallotsState, Poll } from './state.ts';

/**
 * Milliseconds the house waits after the announced moment for ballots that were pressed before it. A secret one leaves a phone up to twelve
 * seconds after its paper was drawn, never in the moment it is filled in, so that nobody can match the two by time.
 */
export const gathering = { counted: 2_000, secret: 14_000 } as const;

const second = 1_000;

const announce = ({ id, closesAt }: Poll, after: number, now: number): Outcome =>
  // Two hosts pressed: the moment everybody was told stands.
  closesAt === null ? [{ type: 'pollClosing', poll: id, closesAt: Math.floor(now / second + after) * second }] : [];

/** The house asks when the moment came; it may have been taken back, or announced anew, since it was set to. */
const isDue = ({ closesAt }: Poll, now: number): boolean => closesAt !== null && now >= closesAt;

export const closePoll = ({ poll: id, after }: CommandOf<'closePoll'>, ballots: Ballots, actor: Actor): Outcome => {
  const poll = withId(ballots.polls, id);
  if (!poll) return refuse('poll-unknown');
  if (poll.stage !== 'open') return refuse('poll-over');
  if (after !== undefined) return announce(poll, after, actor.now);
  if (isHouse(actor) && !isDue(poll, actor.now)) return [];
  // Only the counting knows what the close makes known.
  return ballots.counting === null ? [] : [{ type: 'pollClosed', poll: id, result: resultOf(poll, ballots.counting) }];
};

export const keepPollOpen = ({ poll: id }: CommandOf<'keepPollOpen'>, { polls }: Ballots): Outcome => {
  const poll = withId(polls, id);
  if (!poll) return refuse('poll-unknown');
  if (poll.stage !== 'open') return refuse('poll-over');
  return poll.closesAt === null ? [] : [{ type: 'pollKeptOpen', poll: id }];
};

const closingAt = (ballots: Ballots, id: string, closesAt: number | null): Ballots => ({
  ...ballots,
  polls: changed(ballots.polls, id, (poll) => ({ ...poll, closesAt })),
});

export const pollClosing = (ballots: Ballots, { poll, closesAt }: EventOf<'pollClosing'>): Ballots => closingAt(ballots, poll, closesAt);
export const pollKeptOpen = (ballots: Ballots, { poll }: EventOf<'pollKeptOpen'>): Ballots => closingAt(ballots, poll, null);

/** Papers are drawn that may still become ballots. */
const awaitsPapers = ({ id, form }: Poll, ballots: Ballots): boolean => {
  const box = ballots.counting?.boxes[id];
  return form === 'secret' && box !== undefined && box.ballots.size < box.drawn.size;
};

export const deadlines = (state: BallotsState): readonly Deadline<BallotCommand>[] =>
  state.stage !== 'open'
    ? []
    : state.polls.flatMap((poll) => {
        const { id, stage, closesAt } = poll;
        if (stage !== 'open' || closesAt === null) return [];
        const at = closesAt + (awaitsPapers(poll, state) ? gathering.secret : gathering.counted);
        return [{ at, key: `close-${id}-${closesAt}`, command: { type: 'closePoll', poll: id } as const }];
      });
