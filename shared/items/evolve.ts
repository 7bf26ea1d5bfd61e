import type { Personal, Recorded } from '../core/recorded.ts';
import { evolveHandling } from './evolve-handling.ts';
import { evolveJudging } from './evolve-judging.ts';
import { evolveReview } from './evolve-review.ts';
import { evolveSupervising, settled } from './evolve-supervising.ts';
import { unhandled } from './handling-state.ts';
import { nothingPast } from './past-state.ts';
import { evolveOutcome } from './outcomes.ts';
import type { Common, Contact, Event, EventOf, Live, State } from './state.ts';

const contactOf = (personal: Personal | undefined): Contact | null =>
  personal ? { subject: personal.subject, name: personal.facts?.['name'] ?? null, phone: personal.facts?.['phone'] ?? null } : null;

const issued = (event: EventOf<'issued'>): State => {
  const { matter, rules, hosts, raters, clock, claimBy, returnUntil, personal } = event;
  const common: Common = {
    matter,
    rules,
    contact: contactOf(personal),
    hosts,
    raters,
    clock,
    lamp: 'green',
    lastActAt: matter.issuedAt,
    reminders: 0,
    reassignments: 0,
    extensions: 0,
    redos: 0,
    returnAsks: 0,
    claimWindows: 1,
    rounds: 0,
    lookBacksPlanned: 0,
    reviews: 0,
    pictures: { before: null, after: null },
    firstDue: matter.due,
    sendBacks: 0,
    lookedBack: 0,
    relapses: 0,
    outcomes: [],
    ...unhandled,
    ...nothingPast,
    proposers: event.proposers ?? [],
    area: event.area ?? null,
  };
  return { ...common, stage: 'issued', claim: { n: 1, by: claimBy, overrun: false }, returnUntil, returnAsk: null };
};

const reminded = (item: Live, { because }: EventOf<'reminded'>): State => {
  const one = { ...item, reminders: item.reminders + 1 };
  if (because === 'claim') return one.stage === 'issued' ? { ...one, claim: { ...one.claim, overrun: true } } : one;
  if (because !== 'adjudication' || (one.stage !== 'issued' && one.stage !== 'inProgress') || !one.returnAsk) return one;
  return { ...one, returnAsk: { ...one.returnAsk, overdue: true } };
};

const amended = (item: Live, { field, value, clock }: EventOf<'amended'>): State => ({
  ...item,
  matter: { ...item.matter, [field]: value },
  clock: clock ?? item.clock,
});

export const evolve = (state: State, recorded: Recorded<Event>): State => {
  const { event } = recorded;
  if (event.type === 'issued') return issued(event);
  // Nothing happens to an item before it is issued; a stream that says so is read as nothing.
  return state.stage === 'unissued' ? state : settled(state, happened(state, event, recorded), recorded);
};

const happened = (state: Live, event: Exclude<Event, EventOf<'issued'>>, recorded: Recorded<Event>): State => {
  const { at } = recorded;
  switch (event.type) {
    case 'amended':
      return amended(state, event);
    case 'lampTurned':
      return { ...state, lamp: event.lamp };
    case 'reminded':
      return reminded(state, event);
    case 'claimed':
    case 'returnAsked':
    case 'noted':
    case 'milestoneReached':
    case 'countersigned':
    case 'dissented':
    case 'extensionAsked':
    case 'reportedDone':
      return evolveHandling(state, event, at);
    case 'returnUpheld':
    case 'reassigned':
    case 'extended':
    case 'extensionRefused':
    case 'suspended':
    case 'reviewCalled':
    case 'keptSuspended':
    case 'resumed':
    case 'sentBack':
      return evolveJudging(state, event, at);
    case 'verified':
    case 'rated':
    case 'paperEntered':
    case 'paperCountersigned':
    case 'paperRejected':
    case 'papersLapsed':
    case 'ratingEnded':
    case 'reopened':
    case 'closed':
    case 'lookBackCalled':
    case 'lookedBack':
    case 'retired':
      return evolveReview(state, event, recorded);
    case 'outcomeRecorded':
    case 'outcomeWithdrawn':
      return evolveOutcome(state, event, at);
    default:
      return evolveSupervising(state, event, recorded);
  }
};
