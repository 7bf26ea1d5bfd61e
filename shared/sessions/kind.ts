import type { Kind } from '../core/kind.ts';
import { archive, veil } from './archive.ts';
import { sessionCommand, type SessionCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { SessionEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { accountOf } from './minutes.ts';
import { reactions } from './reactions.ts';
import { sessionRows } from './read-model.ts';
import type { SessionRefusal, SessionState } from './state.ts';
import { visibility } from './visibility.ts';

export const sessions: Kind<SessionState, SessionCommand, SessionEvent, SessionRefusal> = {
  name: 'sessions',
  version: 2,
  commands: sessionCommand,
  initial: { stage: 'none' },
  decide,
  evolve,
  visibility,
  reactions,
  account: accountOf,
  models: { sessions: sessionRows },
  archive,
  veil,
};
