/** 建章立制: rules that an item left behind. Recorded by those who judge it or by its lead department, withdrawn with a reason, never deleted. */
import { hasRole, type Actor } from '../core/actor.ts';
import { never, type Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { CommandOf } from './commands.ts';
import type { InstitutionalOutcome } from './judging-state.ts';
import { leads } from './parties.ts';
import type { Event, EventOf, Live, RefusalCode, State } from './state.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;
export type Instituting = CommandOf<'recordOutcome' | 'withdrawOutcome'>;

const mayInstitute = (item: Live, actor: Actor): boolean =>
  hasRole(actor, 'supervisor', 'admin') || item.hosts.includes(actor.id) || leads(item, actor);

const solved = (item: Live): boolean => item.stage === 'reported' || item.stage === 'verified' || item.stage === 'closed';

const same = (one: InstitutionalOutcome, { title, text, day, scope, link }: CommandOf<'recordOutcome'>): boolean =>
  one.withdrawn === null && one.title === title && one.text === text && one.day === day && one.scope === scope && one.link === link;

export const institute = (command: Instituting, item: Live, actor: Actor, { id }: Occasion): Outcome => {
  if (!mayInstitute(item, actor)) return refuse('not-allowed');
  if (command.type === 'withdrawOutcome') {
    const meant = item.outcomes.find((one) => one.id === command.outcome);
    if (!meant) return refuse('unknown-outcome');
    return meant.withdrawn ? refuse('unchanged') : [{ type: 'outcomeWithdrawn', outcome: meant.id, reason: command.reason }];
  }
  // What may be withdrawn at any time can be recorded only once the matter is done as far as the department can tell.
  if (!solved(item)) return refuse('wrong-stage');
  if (item.outcomes.some((one) => same(one, command))) return refuse('unchanged');
  const { title, text, day, scope, link } = command;
  return [{ type: 'outcomeRecorded', outcome: id, title, text, day, scope, link }];
};

export const evolveOutcome = (item: Live, event: EventOf<'outcomeRecorded' | 'outcomeWithdrawn'>, at: number): State => {
  switch (event.type) {
    case 'outcomeRecorded': {
      const { outcome: id, title, text, day, scope, link } = event;
      return { ...item, outcomes: [...item.outcomes, { id, title, text, day, scope, link, recordedAt: at, withdrawn: null }] };
    }
    case 'outcomeWithdrawn':
      return {
        ...item,
        outcomes: item.outcomes.map((one) => (one.id === event.outcome ? { ...one, withdrawn: { reason: event.reason, at } } : one)),
      };
    default:
      return never(event);
  }
};
