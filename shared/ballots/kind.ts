import type { Kind } from '../core/kind.ts';
import { ballotCommand, type BallotCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { BallotEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { opinions } from './opinions.ts';
import { paperKeys } from './papers.ts';
import { reactions } from './reactions.ts';
import type { BallotRefusal, BallotsState } from './state.ts';
import { veil } from './veil.ts';
import { visibility } from './visibility.ts';

export const ballots: Kind<BallotsState, BallotCommand, BallotEvent, BallotRefusal> = {
  name: 'ballots',
  version: 1,
  commands: ballotCommand,
  initial: { stage: 'none' },
  decide,
  evolve,
  visibility,
  reactions,
  opinions,
  paper: (command) => (command.type === 'drawPaper' ? { key: command.poll, blinded: command.blinded } : null),
  paperKeys,
  veil,
};
