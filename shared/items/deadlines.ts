/** What time alone brings. Each is offered until it has come, and its command always brings an event that ends the offer. */
import type { Actor } from '../core/actor.ts';
import { isHouse } from '../core/actor.ts';
import { never, type Deadline, type Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import { running } from './clock.ts';
import type { Command, CommandOf } from './commands.ts';
import { escalate, ladderDeadlines } from './escalating.ts';
import { letterDeadlines } from './letters.ts';
import { endCycle, pairDeadlines } from './pairing.ts';
import { endByTime } from './rating.ts';
import type { Event, Live, RefusalCode, State } from './state.ts';
import { followUpDeadlines } from './supervising.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;
export type Time = CommandOf<
  | 'turnLamp'
  | 'claimOverrun'
  | 'adjudicationOverdue'
  | 'endRating'
  | 'callLookBack'
  | 'callReview'
  | 'escalate'
  | 'callFollowUp'
  | 'letterOverdue'
  | 'endCycle'
>;

const lampDeadlines = ({ stage, lamp, clock }: Live): readonly Deadline<Command>[] => {
  if (!running(stage)) return [];
  const turn = (to: 'yellow' | 'red', at: number): Deadline<Command> => ({
    at,
    key: `lamp:${clock.n}:${to}`,
    command: { type: 'turnLamp', lamp: to, clock: clock.n },
  });
  return [
    ...(lamp === 'green' && clock.yellowAt < clock.redAt ? [turn('yellow', clock.yellowAt)] : []),
    ...(lamp === 'red' ? [] : [turn('red', clock.redAt)]),
  ];
};

const stageDeadlines = (item: Live): readonly Deadline<Command>[] => {
  switch (item.stage) {
    case 'issued':
    case 'inProgress': {
      const { returnAsk } = item;
      if (returnAsk)
        return returnAsk.overdue
          ? []
          : [{ at: returnAsk.answerBy, key: `return:${returnAsk.n}`, command: { type: 'adjudicationOverdue', n: returnAsk.n } }];
      if (item.stage === 'inProgress' || item.claim.overrun) return [];
      return [{ at: item.claim.by, key: `claim:${item.claim.n}`, command: { type: 'claimOverrun', n: item.claim.n } }];
    }
    case 'suspended':
      return item.reviewCalled
        ? []
        : [{ at: item.reviewAt, key: `review:${item.review}`, command: { type: 'callReview', review: item.review } }];
    case 'reported':
      return [];
    case 'verified':
      return item.round.endedAt === null
        ? [{ at: item.round.endsAt, key: `rating:${item.round.n}`, command: { type: 'endRating', round: item.round.n } }]
        : [];
    case 'closed':
      return item.lookBacks
        .filter(({ called }) => !called)
        .map(({ n, at }) => ({ at, key: `look-back:${n}`, command: { type: 'callLookBack', n } }));
    default:
      return never(item);
  }
};

export const deadlines = (state: State): readonly Deadline<Command>[] =>
  state.stage === 'unissued'
    ? []
    : [
        ...lampDeadlines(state),
        ...stageDeadlines(state),
        ...ladderDeadlines(state),
        ...letterDeadlines(state),
        ...followUpDeadlines(state),
        ...pairDeadlines(state),
      ];

const come = (command: Time, item: Live, actor: Actor, occasion: Occasion): readonly Event[] => {
  const { lead } = item.matter;
  switch (command.type) {
    case 'turnLamp':
      return [
        { type: 'lampTurned', lamp: command.lamp },
        { type: 'reminded', because: command.lamp, department: lead },
      ];
    case 'claimOverrun':
      return [{ type: 'reminded', because: 'claim', department: lead }];
    case 'adjudicationOverdue':
      return [{ type: 'reminded', because: 'adjudication', department: null }];
    case 'endRating':
      return item.stage === 'verified' ? endByTime(item, actor, occasion) : [];
    case 'callLookBack':
      return [{ type: 'lookBackCalled', n: command.n }];
    case 'callReview':
      return [{ type: 'reviewCalled', review: command.review }];
    case 'escalate':
      return escalate(command.k, item, actor, occasion);
    case 'callFollowUp':
      return [{ type: 'followUpCalled', n: command.n }];
    case 'letterOverdue':
      return [{ type: 'letterOverdue', n: command.n }];
    case 'endCycle':
      return endCycle(item);
    default:
      return never(command);
  }
};

/** Only what is offered, and not before its time. */
export const byTime = (command: Time, item: Live, actor: Actor, occasion: Occasion): Outcome => {
  if (!isHouse(actor)) return refuse('not-allowed');
  const asked: Readonly<Record<string, unknown>> = command;
  const meant = (offer: Command): boolean => Object.entries(offer).every(([field, value]) => asked[field] === value);
  const offered = deadlines(item).some((one) => one.at <= actor.now && meant(one.command));
  return offered ? come(command, item, actor, occasion) : refuse('not-due');
};
