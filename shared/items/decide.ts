import type { Actor } from '../core/actor.ts';
import { never, type Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command, CommandOf } from './commands.ts';
import { byTime, type Time } from './deadlines.ts';
import { handle } from './handling.ts';
import { amend, issue } from './issuing.ts';
import { judge } from './judging.ts';
import { letter } from './letters.ts';
import { institute } from './outcomes.ts';
import { lead } from './pairing.ts';
import { paper } from './papers.ts';
import { rate } from './rating.ts';
import { reply } from './replying.ts';
import { routing } from './routing.ts';
import { supervising } from './supervising.ts';
import type { Event, Live, RefusalCode, State } from './state.ts';

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
    case 'enterPaper':
    case 'countersignPaper':
    case 'rejectPaper':
      return paper(command, state, actor, occasion);
    case 'recordOutcome':
    case 'withdrawOutcome':
      return institute(command, state, actor, occasion);
    default:
      return besides(command, state, actor, occasion);
  }
};

type Besides = Supervising | Time;
type Supervising = CommandOf<
  | 'route'
  | 'signReport'
  | 'sendBackDraft'
  | 'reply'
  | 'sendLetter'
  | 'answerLetter'
  | 'assignArea'
  | 'supervise'
  | 'pair'
  | 'unpair'
  | 'act'
>;

/** What goes on beside the way from claim to closing. */
const besides = (command: Besides, state: Live, actor: Actor, occasion: Occasion): readonly Event[] | Refusal<RefusalCode> => {
  switch (command.type) {
    case 'route':
    case 'signReport':
    case 'sendBackDraft':
      return routing(command, state, actor);
    case 'reply':
      return reply(command, state, actor, occasion);
    case 'sendLetter':
    case 'answerLetter':
      return letter(command, state, actor, occasion);
    case 'assignArea':
    case 'supervise':
      return supervising(command, state, actor);
    case 'pair':
    case 'unpair':
    case 'act':
      return lead(command, state, actor);
    case 'escalate':
    case 'callFollowUp':
    case 'letterOverdue':
    case 'endCycle':
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
