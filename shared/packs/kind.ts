import type { Kind } from '../core/kind.ts';
import { commands, type Command } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { Event, RefusalCode, State } from './state.ts';

/** The rules of the place, kept in the record version by version. There is one stream: `packs/main`. */
export const packs: Kind<State, Command, Event, RefusalCode> = {
  name: 'packs',
  version: 1,
  commands,
  initial: { stage: 'file' },
  decide,
  evolve,
  /** Whoever holds an office works by these rules and may read them. */
  visibility: {
    audience: (_state, viewer) => (viewer.roles.length > 0 ? 'staff' : null),
    see: (recorded) => recorded,
    view: (state) => state,
  },
};
