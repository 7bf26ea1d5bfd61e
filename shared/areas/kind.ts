import type { Kind } from '../core/kind.ts';
import { commands, type Command } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { areas as rows } from './read-model.ts';
import type { Event, RefusalCode, State } from './state.ts';
import { visibility } from './visibility.ts';

/** 片区: the part of a district that some supervisors look after. */
export const areas: Kind<State, Command, Event, RefusalCode> = {
  name: 'areas',
  version: 1,
  commands,
  initial: { stage: 'unknown' },
  decide,
  evolve,
  visibility,
  models: { areas: rows },
};
