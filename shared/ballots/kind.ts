import type { Kind } from '../core/kind.ts';
import { deadlines } from './closing.ts';
import { ballotCommand, type BallotCommand } from './commands.ts';
import type { BallotEvent } from './events.ts';
import { opinions } from './opinions.ts';
import { paperKeys } from './papers.ts';
import { reactions } from './reactions.ts';
import { ballotRules } from './rules.ts';
import type { BallotRefusal, BallotsState } from './state.ts';
import { veil } from './veil.ts';
import { visibility } from './visibility.ts';

export const ballots: Kind<BallotsState, BallotCommand, BallotEvent, BallotRefusal> = {
  ...ballotRules,
  version: 3,
  commands: ballotCommand,
  visibility,
  reactions,
  deadlines,
  opinions,
  paper: (command) => (command.type === 'drawPaper' ? { key: command.poll, blinded: command.blinded } : null),
  paperKeys,
  veil,
};
