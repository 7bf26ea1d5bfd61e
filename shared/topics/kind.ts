import type { Kind } from '../core/kind.ts';
import { commands, type Command } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { feed } from './published.ts';
import { reactions } from './reactions.ts';
import { publicTopics, topics as rows } from './read-model.ts';
import type { Event, RefusalCode, State } from './state.ts';
import { visibility } from './visibility.ts';

export const topics: Kind<State, Command, Event, RefusalCode> = {
  name: 'topics',
  version: 1,
  commands,
  initial: { stage: 'unknown' },
  decide,
  evolve,
  visibility,
  reactions,
  models: { topics: rows, 'topics-public': publicTopics },
  feeds: { topics: feed },
};
