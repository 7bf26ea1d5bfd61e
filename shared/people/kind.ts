import type { Kind } from '../core/kind.ts';
import { commands, type Command } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { people as rows } from './read-model.ts';
import type { Event, RefusalCode, State } from './state.ts';
import { visibility } from './visibility.ts';

export const people: Kind<State, Command, Event, RefusalCode> = {
  name: 'people',
  version: 1,
  commands,
  initial: { stage: 'unknown' },
  decide,
  evolve,
  visibility,
  models: { people: rows },
};
