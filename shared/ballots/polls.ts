/** Polls: opened, voted in, closed, withdrawn. */
import { refuse } from '../core/refusal.ts';
import { areOptions, choiceIn, sameChoice } from './choices.ts';
import { closePoll, keepPollOpen, pollClosing, pollKeptOpen } from './closing.ts';
import type { CommandOf, PollCommand } from './commands.ts';
import { emptyBox, emptyTally, withBallotIn } from './counting.ts';
import type { EventOf, PollEvent } from './events.ts';
import { keyAnnounced, announceKey, castOnPaper, drawPaper, paperDrawn } from './papers.ts';
import { entitledIn } from './results.ts';
import { mayVote, seatOf } from './rights.ts';
import { changed, counted, withId, type Deciders, type Evolvers, type Outcome } from './rule.ts';
import { onShelf } from './shelf.ts';
import type { Ballots, Poll } from './state.ts';

const openPoll = (command: CommandOf<'openPoll'>, { polls, counting }: Ballots, poll: string): Outcome => {
  const { title, method, options, form } = command;
  if (!areOptions(command)) return refuse('wrong-options');
  // Two hosts pressed at once: the question stands already.
  if (polls.some((other) => other.stage === 'open' && other.title === title)) return refuse('poll-open');
  const roles = [...new Set(command.roles ?? [])];
  const most = method === 'multiple' ? Math.min(command.most ?? options.length, options.length) : 1;
  const running = form !== 'secret' && (command.running ?? false);
  const entitled = counting ? entitledIn({ roles }, counting, undefined) : 0;
  return [{ type: 'pollOpened', poll, title, method, options, most, form, roles, running, entitled }];
};

const castBallot = (
  command: CommandOf<'castBallot'>,
  ballots: Ballots,
  actor: Parameters<Deciders<PollCommand>['castBallot']>[2],
): Outcome => {
  const poll = withId(ballots.polls, command.poll);
  if (!poll) return refuse('poll-unknown');
  if (poll.stage !== 'open') return refuse('poll-over');
  const choice = choiceIn(poll, command.choice);
  if (!choice) return refuse('wrong-choice');
  if (ballots.counting === null) return [];
  const seat = seatOf(ballots, actor.id);
  if (!seat) return refuse('not-seated');
  if (!mayVote(poll, seat.roles)) return refuse('not-entitled');
  const before = onShelf((ballots.counting.boxes[poll.id] ?? emptyBox).ballots, actor.id);
  if (before && sameChoice(before.choice, choice)) return [];
  return [{ type: 'ballotCast', poll: poll.id, voter: actor.id, choice, roles: seat.roles }];
};

export const pollDeciders: Deciders<PollCommand> = {
  openPoll: (command, ballots, _actor, { id }) => openPoll(command, ballots, id),
  announceKey: (command, ballots) => announceKey(command, ballots),
  drawPaper: (command, ballots, actor) => drawPaper(command, ballots, actor),
  castBallot: (command, ballots, actor, { stream }) =>
    actor.paper !== undefined || withId(ballots.polls, command.poll)?.form === 'secret'
      ? castOnPaper(command, ballots, actor, stream)
      : castBallot(command, ballots, actor),
  closePoll: (command, ballots, actor) => closePoll(command, ballots, actor),
  keepPollOpen: (command, ballots) => keepPollOpen(command, ballots),
  withdrawPoll({ poll: id, reason }, { polls }) {
    const poll = withId(polls, id);
    if (!poll) return refuse('poll-unknown');
    return poll.stage === 'open' ? [{ type: 'pollWithdrawn', poll: id, reason }] : refuse('poll-over');
  },
};

const opened = ({ type: _, poll: id, ...asked }: EventOf<'pollOpened'>, at: number): Poll => ({
  ...{ id, ...asked, stage: 'open', openedAt: at, closesAt: null, closedAt: null, fingerprint: null },
  ...{ ballots: {}, tally: emptyTally, byRole: {}, reason: null },
});

const cast = (ballots: Ballots, { poll: id, voter, choice, roles }: EventOf<'ballotCast'>): Ballots => {
  const poll = withId(ballots.polls, id);
  if (!poll) return ballots;
  return counted(ballots, (counting) => {
    const box = withBallotIn(counting.boxes[id] ?? emptyBox, poll, voter, { choice, roles });
    return { ...counting, boxes: { ...counting.boxes, [id]: box } };
  });
};

const over = (ballots: Ballots, id: string, change: (poll: Poll) => Poll): Ballots => ({
  ...ballots,
  polls: changed(ballots.polls, id, change),
});

export const pollEvolvers: Evolvers<PollEvent> = {
  pollOpened: (ballots, event, { at }) => ({ ...ballots, polls: [...ballots.polls, opened(event, at)] }),
  keyAnnounced,
  paperDrawn,
  ballotCast: cast,
  pollClosing,
  pollKeptOpen,
  pollClosed: (ballots, { poll, result }, { at }) => over(ballots, poll, (one) => ({ ...one, ...result, stage: 'closed', closedAt: at })),
  pollWithdrawn: (ballots, { poll, reason }, { at }) =>
    over(ballots, poll, (one) => ({ ...one, stage: 'withdrawn', reason, closedAt: at })),
};
