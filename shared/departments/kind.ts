import type { Kind } from '../core/kind.ts';
import { commands, type Command } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { departments as rows } from './read-model.ts';
import type { Event, RefusalCode, State } from './state.ts';

export const departments: Kind<State, Command, Event, RefusalCode> = {
  name: 'departments',
  version: 1,
  commands,
  initial: { stage: 'unknown' },
  decide,
  evolve,
  /** Nothing here is hidden from anybody. */
  visibility: { audience: () => 'everybody', see: (recorded) => recorded, view: (state) => state },
  models: { departments: rows },
};
