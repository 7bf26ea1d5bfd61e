import type { Kind } from '../core/kind.ts';
import { commands, type Command } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { keepsRecords, performances as rows } from './read-model.ts';
import { initial, type Event, type RefusalCode, type State } from './state.ts';

/** 履职 record, under the person's id. Known to the member and to those who keep such records, and to nobody else. */
export const performances: Kind<State, Command, Event, RefusalCode> = {
  name: 'performances',
  version: 1,
  commands,
  initial,
  decide,
  evolve,
  visibility: {
    audience: ({ person }, viewer) => (keepsRecords(viewer) || (viewer.id !== '' && viewer.id === person) ? 'all' : null),
    see: (recorded) => recorded,
    view: (state) => state,
  },
  models: { performances: rows },
};
