import type { Kind } from '../core/kind.ts';
import { commands, type Command } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { committees as rows } from './read-model.ts';
import type { Event, RefusalCode, State } from './state.ts';
import { visibility } from './visibility.ts';

/** 专委会: members who supervise the departments it is paired with. */
export const committees: Kind<State, Command, Event, RefusalCode> = {
  name: 'committees',
  version: 1,
  commands,
  initial: { stage: 'unknown' },
  decide,
  evolve,
  visibility,
  models: { committees: rows },
};
