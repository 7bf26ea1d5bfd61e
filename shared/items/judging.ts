/** What supervisors and hosts decide; never somebody of the lead department. */
import type { Actor } from '../core/actor.ts';
import { dayOf } from '../core/calendar.ts';
import { never, type Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { CommandOf } from './commands.ts';
import { isReporter, mayNotJudge } from './parties.ts';
import { nobodyAsked } from './round.ts';
import type { Event, Live, RefusalCode, Suspended } from './state.ts';
import { closing, redo, reviewing } from './reopening.ts';
import { daysLater, nextClock, relit, resumedDue, within, yearly } from './terms.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;
export type Judging = CommandOf<
  | 'adjudicate'
  | 'decideExtension'
  | 'suspend'
  | 'keepSuspended'
  | 'resume'
  | 'verify'
  | 'sendBack'
  | 'redo'
  | 'close'
  | 'lookBack'
  | 'retire'
>;

const adjudicate = ({ reassignTo, reason }: CommandOf<'adjudicate'>, item: Live, actor: Actor, { pack }: Occasion): Outcome => {
  if ((item.stage !== 'issued' && item.stage !== 'inProgress') || !item.returnAsk) return refuse('no-return-asked');
  const { matter, rules } = item;
  const claimBy = within(pack.calendar, actor.now, rules.claimWithin);
  if (reassignTo === null) return [{ type: 'returnUpheld', reason, claimBy: item.stage === 'issued' ? claimBy : null }];
  if (reassignTo === matter.lead) return refuse('same-department');
  const clock = nextClock(item, pack.calendar);
  const returnUntil = within(pack.calendar, actor.now, rules.returnWithin);
  return [
    { type: 'reassigned', from: matter.lead, to: reassignTo, reason, clock, claimBy, returnUntil },
    ...relit(item.lamp, clock, actor.now),
  ];
};

const decideExtension = ({ grant, reason }: CommandOf<'decideExtension'>, item: Live, actor: Actor, { pack }: Occasion): Outcome => {
  if (item.stage !== 'inProgress' || !item.extensionAsk) return refuse('no-extension-asked');
  if (!grant) return [{ type: 'extensionRefused', reason }];
  const { to } = item.extensionAsk;
  if (to < dayOf(actor.now)) return refuse('day-early');
  const clock = nextClock(item, pack.calendar, { due: to });
  return [{ type: 'extended', from: item.matter.due, to, reason, clock }, ...relit(item.lamp, clock, actor.now)];
};

const resume = (reason: string, item: Suspended, actor: Actor, { pack }: Occasion): Outcome => {
  const from = item.matter.due;
  const to = resumedDue(from, item.since, pack.calendar, actor.now);
  const clock = nextClock(item, pack.calendar, { due: to });
  return [{ type: 'resumed', reason, from, to, clock }, ...relit(item.lamp, clock, actor.now)];
};

const suspending = (command: CommandOf<'suspend' | 'keepSuspended' | 'resume'>, item: Live, actor: Actor, occasion: Occasion): Outcome => {
  const { reason } = command;
  const reviewAt = daysLater(actor.now, yearly);
  if (command.type === 'suspend') {
    if (item.stage !== 'inProgress') return refuse('wrong-stage');
    return item.returnAsk ? refuse('return-open') : [{ type: 'suspended', reason, reviewAt }];
  }
  if (item.stage !== 'suspended') return refuse('wrong-stage');
  if (command.type === 'resume') return resume(reason, item, actor, occasion);
  return item.reviewCalled ? [{ type: 'keptSuspended', reason, reviewAt }] : refuse('not-due');
};

const verifying = (command: CommandOf<'verify' | 'sendBack'>, item: Live, actor: Actor, { pack }: Occasion): Outcome => {
  if (item.stage !== 'reported') return refuse('wrong-stage');
  if (isReporter(item, actor)) return refuse('own-report');
  if (command.type === 'sendBack') {
    const clock = nextClock(item, pack.calendar);
    return [{ type: 'sentBack', reason: command.reason, clock }, ...relit(item.lamp, clock, actor.now)];
  }
  const asked = item.raters?.length ?? 0;
  const endsAt = within(pack.calendar, actor.now, item.rules.ratingDays);
  return [{ type: 'verified', text: command.text, asked, endsAt }, ...(item.raters?.length === 0 ? [nobodyAsked] : [])];
};

export const judge = (command: Judging, item: Live, actor: Actor, occasion: Occasion): Outcome => {
  const not = mayNotJudge(item, actor);
  if (not) return not;
  if ('due' in command && command.due !== null && command.due <= dayOf(actor.now)) return refuse('day-early');
  switch (command.type) {
    case 'adjudicate':
      return adjudicate(command, item, actor, occasion);
    case 'decideExtension':
      return decideExtension(command, item, actor, occasion);
    case 'suspend':
    case 'keepSuspended':
    case 'resume':
      return suspending(command, item, actor, occasion);
    case 'verify':
    case 'sendBack':
      return verifying(command, item, actor, occasion);
    case 'redo':
      return redo(command, item, actor, occasion);
    case 'close':
      return closing(item, actor, occasion);
    case 'lookBack':
    case 'retire':
      return reviewing(command, item, actor, occasion);
    default:
      return never(command);
  }
};
