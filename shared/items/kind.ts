import type { Kind } from '../core/kind.ts';
import { commands, type Command } from './commands.ts';
import { deadlines } from './deadlines.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { desk, itemsPublic, ratings } from './read-model.ts';
import { initial, type Event, type RefusalCode, type State } from './state.ts';
import { visibility } from './visibility.ts';

export const items: Kind<State, Command, Event, RefusalCode> = {
  name: 'items',
  version: 1,
  commands,
  initial,
  decide,
  evolve,
  visibility,
  deadlines,
  models: { desk, 'items-public': itemsPublic, ratings },
};
