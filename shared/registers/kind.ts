import { hasRole } from '../core/actor.ts';
import type { Kind } from '../core/kind.ts';
import { commands, type Command } from './commands.ts';
import { decide } from './decide.ts';
import { reactions } from './reactions.ts';
import type { Event, RefusalCode, State } from './state.ts';

export const registers: Kind<State, Command, Event, RefusalCode> = {
  name: 'registers',
  version: 1,
  commands,
  initial: { last: 0, numbers: {} },
  decide,
  evolve: (state, { event }) => ({ last: event.number, numbers: { ...state.numbers, [event.for]: event.number } }),
  visibility: {
    audience: (_state, viewer) => (hasRole(viewer, 'admin', 'auditor') ? 'keepers' : null),
    see: (recorded) => recorded,
    view: (state) => state,
  },
  reactions,
};
