import type { Rules } from '../core/kind.ts';
import type { BallotCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { BallotEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { BallotRefusal, BallotsState } from './state.ts';

/** All that a phone fetches of this kind. */
export const ballotRules: Rules<BallotsState, BallotCommand, BallotEvent, BallotRefusal> = {
  name: 'ballots',
  initial: { stage: 'none' },
  decide,
  evolve,
};
