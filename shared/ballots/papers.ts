/** Papers of secret polls: each person draws one, and from then on only the paper votes. Nothing here joins the two. */
import type { Actor } from '../core/actor.ts';
import type { StreamId } from '../core/recorded.ts';
import { refuse } from '../core/refusal.ts';
import { sha256 } from '../core/sha-256.ts';
import { choiceIn, sameChoice } from './choices.ts';
import type { BallotCommand, CommandOf } from './commands.ts';
import { emptyBox } from './counting.ts';
import type { EventOf } from './events.ts';
import type { PaperKey } from '../core/kind.ts';
import { mayVote, seatOf } from './rights.ts';
import { changed, counted, withId, type Outcome } from './rule.ts';
import { onShelf, put } from './shelf.ts';
import type { Ballots, BallotsState, Poll } from './state.ts';

/** As it stands in `Actor.paper`. */
export const paperKeyOf = (stream: StreamId, poll: string): string => `${stream}#${poll}`;

const isSecret = ({ form, stage }: Poll): boolean => form === 'secret' && stage === 'open';

/** What signs papers now: one key for each secret poll that is open. */
export const paperKeys = (state: BallotsState): readonly PaperKey<BallotCommand>[] =>
  state.stage === 'none'
    ? []
    : state.polls.filter(isSecret).map(({ id, fingerprint }) => ({
        key: id,
        fingerprint,
        announce: (announced) => ({ type: 'announceKey', poll: id, fingerprint: announced }),
      }));

export const announceKey = ({ poll: id, fingerprint }: CommandOf<'announceKey'>, { polls }: Ballots): Outcome => {
  const poll = withId(polls, id);
  if (!poll) return refuse('poll-unknown');
  if (poll.form !== 'secret') return refuse('no-paper-here');
  if (poll.stage !== 'open') return refuse('poll-over');
  // What everybody was told stands, whoever makes another key.
  return poll.fingerprint === null ? [{ type: 'keyAnnounced', poll: id, fingerprint }] : [];
};

export const drawPaper = ({ poll: id, blinded }: CommandOf<'drawPaper'>, ballots: Ballots, actor: Actor): Outcome => {
  const poll = withId(ballots.polls, id);
  if (!poll) return refuse('poll-unknown');
  if (poll.form !== 'secret') return refuse('no-paper-here');
  if (poll.stage !== 'open') return refuse('poll-over');
  if (poll.fingerprint === null) return refuse('paper-not-ready');
  if (ballots.counting === null) return [];
  const seat = seatOf(ballots, actor.id);
  if (!seat) return refuse('not-seated');
  if (!mayVote(poll, seat.roles)) return refuse('not-entitled');
  const print = sha256(blinded);
  const drawn = onShelf((ballots.counting.boxes[id] ?? emptyBox).drawn, actor.id);
  if (drawn !== undefined) return drawn === print ? [] : refuse('paper-drawn');
  return [{ type: 'paperDrawn', poll: id, person: actor.id, blinded: print }];
};

/** Whoever holds the paper votes once; the roles of a paper nobody knows. */
export const castOnPaper = (command: CommandOf<'castBallot'>, ballots: Ballots, actor: Actor, stream: StreamId): Outcome => {
  const poll = withId(ballots.polls, command.poll);
  if (!poll) return refuse('poll-unknown');
  if (poll.form !== 'secret') return refuse('no-paper-here');
  if (actor.paper === undefined) return refuse('paper-needed');
  if (actor.paper !== paperKeyOf(stream, poll.id)) return refuse('paper-not-for-this');
  if (poll.stage !== 'open') return refuse('poll-over');
  const choice = choiceIn(poll, command.choice);
  if (!choice) return refuse('wrong-choice');
  if (ballots.counting === null) return [];
  const box = ballots.counting.boxes[poll.id] ?? emptyBox;
  const before = onShelf(box.ballots, actor.id);
  if (before) return sameChoice(before.choice, choice) ? [] : refuse('already-voted');
  // Whoever holds the key could make papers that nobody drew: never more ballots than draws, and those stand in the record by person.
  if (box.ballots.size >= box.drawn.size) return refuse('paper-not-for-this');
  return [{ type: 'ballotCast', poll: poll.id, voter: actor.id, choice, roles: [] }];
};

export const keyAnnounced = (ballots: Ballots, { poll, fingerprint }: EventOf<'keyAnnounced'>): Ballots => ({
  ...ballots,
  polls: changed(ballots.polls, poll, (one) => ({ ...one, fingerprint })),
});

export const paperDrawn = (ballots: Ballots, { poll, person, blinded }: EventOf<'paperDrawn'>): Ballots =>
  counted(ballots, (counting) => {
    const box = counting.boxes[poll] ?? emptyBox;
    return { ...counting, boxes: { ...counting.boxes, [poll]: { ...box, drawn: put(box.drawn, person, blinded) } } };
  });
