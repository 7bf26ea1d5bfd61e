import type { Actor } from '../core/actor.ts';
import { never, type Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command } from './commands.ts';
import { byTime } from './deadlines.ts';
import { handle } from './handling.ts';
import { amend, issue } from './issuing.ts';
import { judge } from './judging.ts';
import { rate } from './rating.ts';
import type { Event, RefusalCode, State } from './state.ts';

export const decide = (command: Command, state: State, actor: Actor, occasion: Occasion): readonly Event[] | Refusal<RefusalCode> => {
  if (command.type === 'issue') return issue(command, state, actor, occasion);
  if (command.type === 'amend') return amend(command, state, actor, occasion);
  if (state.stage === 'unissued') return refuse('wrong-stage');
  switch (command.type) {
    case 'claim':
    case 'askReturn':
    case 'note':
    case 'reachMilestone':
    case 'askExtension':
    case 'countersign':
    case 'dissent':
    case 'reportDone':
      return handle(command, state, actor, occasion);
    case 'adjudicate':
    case 'decideExtension':
    case 'suspend':
    case 'keepSuspended':
    case 'resume':
    case 'verify':
    case 'sendBack':
    case 'redo':
    case 'close':
    case 'lookBack':
    case 'retire':
      return judge(command, state, actor, occasion);
    case 'rate':
      return rate(command, state, actor, occasion);
    case 'turnLamp':
    case 'claimOverrun':
    case 'adjudicationOverdue':
    case 'endRating':
    case 'callLookBack':
    case 'callReview':
      return byTime(command, state, actor, occasion);
    default:
      return never(command);
  }
};
