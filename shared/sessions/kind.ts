import type { Kind } from '../core/kind.ts';
import { archive, veil } from './archive.ts';
import { sessionCommand, type SessionCommand } from './commands.ts';
import type { SessionEvent } from './events.ts';
import { accountOf } from './minutes.ts';
import { feed } from './published.ts';
import { reactions } from './reactions.ts';
import { sessionRows } from './read-model.ts';
import { sessionRules } from './rules.ts';
import type { SessionRefusal, SessionState } from './state.ts';
import { tallies } from './tallies.ts';
import { visibility } from './visibility.ts';

export const sessions: Kind<SessionState, SessionCommand, SessionEvent, SessionRefusal> = {
  ...sessionRules,
  version: 3,
  commands: sessionCommand,
  visibility,
  reactions,
  account: accountOf,
  models: { sessions: sessionRows },
  tallies,
  feeds: { sessions: feed },
  archive,
  veil,
};
