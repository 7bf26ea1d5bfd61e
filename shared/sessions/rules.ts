import type { Rules } from '../core/kind.ts';
import type { SessionCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { SessionEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { SessionRefusal, SessionState } from './state.ts';

/** All that a phone fetches of this kind. */
export const sessionRules: Rules<SessionState, SessionCommand, SessionEvent, SessionRefusal> = {
  name: 'sessions',
  initial: { stage: 'none' },
  decide,
  evolve,
};
