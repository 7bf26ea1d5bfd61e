/** A small kind for these tests: secret polls in which everybody signed in may draw one paper. */
import * as v from 'valibot';
import { isHouse, isSomebody } from '#shared/core/actor.ts';
import { id } from '#shared/core/fields.ts';
import { never, type Kind } from '#shared/core/kind.ts';
import { refuse } from '#shared/core/refusal.ts';

const commands = v.variant('type', [
  v.object({ type: v.literal('open'), poll: id }),
  v.object({ type: v.literal('announce'), poll: id, fingerprint: v.string() }),
  v.object({ type: v.literal('draw'), poll: id, blinded: v.string() }),
  v.object({ type: v.literal('cast'), poll: id, choice: v.picklist(['yes', 'no']) }),
  v.object({ type: v.literal('close'), poll: id }),
]);
type Command = v.InferOutput<typeof commands>;

type Event =
  | { readonly type: 'opened'; readonly poll: string }
  | { readonly type: 'announced'; readonly poll: string; readonly fingerprint: string }
  | { readonly type: 'drawn'; readonly poll: string; readonly person: string; readonly blinded: string }
  | { readonly type: 'cast'; readonly poll: string; readonly voter: string; readonly choice: 'yes' | 'no' }
  | { readonly type: 'closed'; readonly poll: string };

interface Poll {
  readonly fingerprint: string | null;
  readonly drawn: Readonly<Record<string, string>>;
  readonly ballots: Readonly<Record<string, 'yes' | 'no'>>;
  readonly over: boolean;
}
export type Polls = Readonly<Record<string, Poll>>;
type Code = 'not-house' | 'nobody' | 'poll-over' | 'not-ready' | 'paper-needed' | 'paper-drawn' | 'already-voted';

const inPoll = (polls: Polls, poll: string, change: (one: Poll) => Poll): Polls => {
  const one = polls[poll];
  return one ? { ...polls, [poll]: change(one) } : polls;
};

export const polls: Kind<Polls, Command, Event, Code> = {
  name: 'polls',
  version: 1,
  commands,
  initial: {},
  decide(command, state, actor, { stream }) {
    if (command.type === 'open') return [{ type: 'opened', poll: command.poll }];
    const poll = state[command.poll];
    if (!poll || poll.over) return refuse('poll-over');
    switch (command.type) {
      case 'announce':
        return isHouse(actor) ? [{ type: 'announced', poll: command.poll, fingerprint: command.fingerprint }] : refuse('not-house');
      case 'draw':
        if (!isSomebody(actor) || actor.paper !== undefined) return refuse('nobody');
        if (poll.fingerprint === null) return refuse('not-ready');
        if (poll.drawn[actor.id] === command.blinded) return [];
        if (poll.drawn[actor.id] !== undefined) return refuse('paper-drawn');
        return [{ type: 'drawn', poll: command.poll, person: actor.id, blinded: command.blinded }];
      case 'cast':
        if (actor.paper !== `${stream}#${command.poll}`) return refuse('paper-needed');
        if (poll.ballots[actor.id]) return refuse('already-voted');
        return [{ type: 'cast', poll: command.poll, voter: actor.id, choice: command.choice }];
      case 'close':
        return [{ type: 'closed', poll: command.poll }];
      default:
        return never(command);
    }
  },
  evolve(state, { event }) {
    switch (event.type) {
      case 'opened':
        return { ...state, [event.poll]: { fingerprint: null, drawn: {}, ballots: {}, over: false } };
      case 'announced':
        return inPoll(state, event.poll, (one) => ({ ...one, fingerprint: event.fingerprint }));
      case 'drawn':
        return inPoll(state, event.poll, (one) => ({ ...one, drawn: { ...one.drawn, [event.person]: event.blinded } }));
      case 'cast':
        return inPoll(state, event.poll, (one) => ({ ...one, ballots: { ...one.ballots, [event.voter]: event.choice } }));
      case 'closed':
        return inPoll(state, event.poll, (one) => ({ ...one, over: true }));
      default:
        return never(event);
    }
  },
  visibility: { audience: () => 'all', see: (recorded) => recorded, view: (state) => state },
  paper: (command) => (command.type === 'draw' ? { key: command.poll, blinded: command.blinded } : null),
  paperKeys: (state) =>
    Object.entries(state)
      .filter(([, { over }]) => !over)
      .map(([poll, { fingerprint }]) => ({
        key: poll,
        fingerprint,
        announce: (told): Command => ({ type: 'announce', poll, fingerprint: told }),
      })),
};
