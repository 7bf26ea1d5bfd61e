import type { Kind } from '../core/kind.ts';
import { commands, type Command } from './commands.ts';
import { asked } from './concluding.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { evaluations as rows } from './read-model.ts';
import { initial, type Event, type RefusalCode, type State } from './state.ts';
import { visibility } from './visibility.ts';

/** 质效评估 of a session, under the session's id. */
export const evaluations: Kind<State, Command, Event, RefusalCode> = {
  name: 'evaluations',
  version: 1,
  commands,
  initial,
  decide,
  evolve,
  visibility,
  sums: (command, stream) => (command.type === 'begin' || command.type === 'conclude' ? asked(stream) : []),
  models: { evaluations: rows },
};
