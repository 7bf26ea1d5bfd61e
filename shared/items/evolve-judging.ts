/** Folds what supervisors and hosts decided while the item is worked on. */
import { never } from '../core/kind.ts';
import { ownReturns } from './past-state.ts';
import { common, workedOn } from './stage.ts';
import type { EventOf, Live, State } from './state.ts';

type Judged = EventOf<
  'returnUpheld' | 'reassigned' | 'extended' | 'extensionRefused' | 'suspended' | 'reviewCalled' | 'keptSuspended' | 'resumed' | 'sentBack'
>;

const newClaim = (item: Live, by: number) => ({ n: item.claimWindows + 1, by, overrun: false });

/** Final for this department: its window closes, so that nothing can be asked back and forth. */
const returnUpheld = (item: Live, { claimBy }: EventOf<'returnUpheld'>): State => {
  if (item.stage === 'inProgress') return { ...item, returnAsk: null, returnUntil: 0 };
  if (item.stage !== 'issued') return item;
  const claim = claimBy === null ? item.claim : newClaim(item, claimBy);
  return { ...item, returnAsk: null, returnUntil: 0, claim, claimWindows: claim.n };
};

const reassigned = (item: Live, { to, clock, claimBy, returnUntil }: EventOf<'reassigned'>): State => {
  const claim = newClaim(item, claimBy);
  return {
    ...common(item),
    stage: 'issued',
    matter: { ...item.matter, lead: to, cooperating: item.matter.cooperating.filter((department) => department !== to) },
    // Whoever answered for it did so in the department before.
    contact: null,
    clock,
    reassignments: item.reassignments + 1,
    formerLeads: [...item.formerLeads, { department: item.matter.lead, returns: ownReturns(item) }],
    claimWindows: claim.n,
    claim,
    returnUntil,
    returnAsk: null,
  };
};

const extended = (item: Live, { to, clock }: EventOf<'extended'>): State =>
  item.stage === 'inProgress'
    ? { ...item, matter: { ...item.matter, due: to }, clock, extensions: item.extensions + 1, extensionAsk: null }
    : item;

const suspended = (item: Live, { reason, reviewAt }: EventOf<'suspended'>, at: number): State => {
  const review = item.reviews + 1;
  return { ...common(item), stage: 'suspended', reason, since: at, reviewAt, reviewCalled: false, review, reviews: review };
};

const keptSuspended = (item: Live, { reason, reviewAt }: EventOf<'keptSuspended'>): State => {
  const review = item.reviews + 1;
  return item.stage === 'suspended' ? { ...item, reason, reviewAt, reviewCalled: false, review, reviews: review } : item;
};

export const evolveJudging = (item: Live, event: Judged, at: number): State => {
  switch (event.type) {
    case 'returnUpheld':
      return returnUpheld(item, event);
    case 'reassigned':
      return reassigned(item, event);
    case 'extended':
      return extended(item, event);
    case 'extensionRefused':
      return item.stage === 'inProgress' ? { ...item, extensionAsk: null } : item;
    case 'suspended':
      return suspended(item, event, at);
    case 'reviewCalled':
      return item.stage === 'suspended' ? { ...item, reviewCalled: true } : item;
    case 'keptSuspended':
      return keptSuspended(item, event);
    case 'resumed':
      return workedOn({ ...item, clock: event.clock, matter: { ...item.matter, due: event.to } }, null);
    case 'sentBack':
      return workedOn({ ...item, clock: event.clock, sendBacks: item.sendBacks + 1 }, { because: 'sentBack', text: event.reason, at });
    default:
      return never(event);
  }
};
