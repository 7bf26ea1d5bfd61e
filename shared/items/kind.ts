import type { Kind } from '../core/kind.ts';
import { commands, type Command } from './commands.ts';
import { deadlines } from './deadlines.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { board } from './board.ts';
import { feed } from './feed.ts';
import { ledger } from './ledger.ts';
import { prints } from './prints.ts';
import { progress } from './progress.ts';
import { outcomes, papers } from './judging-rows.ts';
import { desk, itemsPublic, ratings } from './read-model.ts';
import { initial, type Event, type RefusalCode, type State } from './state.ts';
import { reactions } from './reactions.ts';
import { tallies } from './tallies.ts';
import { visibility } from './visibility.ts';

export const items: Kind<State, Command, Event, RefusalCode> = {
  name: 'items',
  version: 3,
  commands,
  initial,
  decide,
  evolve,
  visibility,
  deadlines,
  reactions,
  models: { desk, board, 'items-public': itemsPublic, ratings, papers, outcomes },
  tallies,
  documents: { progress },
  prints,
  ledgers: { items: ledger },
  feeds: { items: feed },
};
