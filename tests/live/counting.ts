/** The smallest kind there is, to see the live layer by itself: a total that people add to; `secret` additions are hidden from guests. */
import * as v from 'valibot';
import type { Kind } from '#shared/core/kind.ts';
import { refuse } from '#shared/core/refusal.ts';
import type { Recorded } from '#shared/core/recorded.ts';

export type State = { readonly total: number; readonly by: readonly string[] };
export type Command = { readonly type: 'add'; readonly n: number; readonly secret?: boolean } | { readonly type: 'addListed' };
export type Event = { readonly type: 'added'; readonly n: number; readonly secret: boolean };

const commands = v.variant('type', [
  v.object({ type: v.literal('add'), n: v.number(), secret: v.exactOptional(v.boolean()) }),
  v.object({ type: v.literal('addListed') }),
]);

export const counting: Kind<State, Command, Event, 'too-much'> = {
  name: 'counting',
  version: 1,
  commands,
  initial: { total: 0, by: [] },
  decide(command, state) {
    if (command.type === 'addListed') throw new Error('needs its document');
    if (state.total + command.n > 100) return refuse('too-much', { left: 100 - state.total });
    return [{ type: 'added', n: command.n, secret: command.secret ?? false }];
  },
  evolve: (state, { event, by }) => ({ total: state.total + event.n, by: [...state.by, by] }),
  visibility: {
    audience: (_state, viewer) => (viewer.id === '' ? 'guests' : 'members'),
    see: (recorded, audience) => (audience === 'guests' && recorded.event.secret ? null : recorded),
    view: (state) => state,
  },
  reads: (command) => (command.type === 'addListed' ? ['list'] : []),
};

export const added = (seq: number, n: number, cause = `other-${seq}`, secret = false): Recorded<Event> => ({
  seq,
  at: 1_000 * seq,
  by: 'somebody',
  cause,
  event: { type: 'added', n, secret },
});
