/** Folds verification, rating, closing and looking back. */
import { never } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import { common, workedOn } from './stage.ts';
import type { Event, EventOf, Live, State } from './state.ts';

type Reviewed = EventOf<'verified' | 'rated' | 'ratingEnded' | 'reopened' | 'closed' | 'lookBackCalled' | 'lookedBack' | 'retired'>;

const verified = (item: Live, { asked, endsAt }: EventOf<'verified'>, at: number): State => {
  if (item.stage !== 'reported') return item;
  const { report, opinions } = item;
  const n = item.rounds + 1;
  const round = { n, openedAt: at, endsAt, asked, ratings: {}, endedAt: null, outcome: null };
  return { ...common(item), rounds: n, stage: 'verified', report, opinions, verifiedAt: at, round };
};

const rated = (item: Live, { attitude, result, reason }: EventOf<'rated'>, by: string): State =>
  item.stage === 'verified'
    ? { ...item, round: { ...item.round, ratings: { ...item.round.ratings, [by]: { attitude, result, reason } } } }
    : item;

const reopened = (item: Live, { because, reason, to, clock }: EventOf<'reopened'>, at: number): State =>
  workedOn({ ...item, clock, redos: item.redos + 1, matter: { ...item.matter, due: to } }, { because, text: reason, at });

const closed = (item: Live, { lookBacks }: EventOf<'closed'>, at: number): State => {
  if (item.stage !== 'verified') return item;
  const { report, opinions, verifiedAt, round } = item;
  const planned = lookBacks.map((one) => ({ ...one, called: false }));
  const lookBacksPlanned = item.lookBacksPlanned + planned.length;
  return {
    ...common(item),
    lookBacksPlanned,
    stage: 'closed',
    report,
    opinions,
    verifiedAt,
    round,
    closedAt: at,
    lookBacks: planned,
    retired: false,
  };
};

const lookedBack = (item: Live, { n, next }: EventOf<'lookedBack'>): State => {
  if (item.stage !== 'closed') return item;
  const left = item.lookBacks.filter((one) => one.n !== n);
  return {
    ...item,
    lookBacks: next ? [...left, { ...next, called: false }] : left,
    lookBacksPlanned: item.lookBacksPlanned + (next ? 1 : 0),
  };
};

export const evolveReview = (item: Live, event: Reviewed, { at, by }: Recorded<Event>): State => {
  switch (event.type) {
    case 'verified':
      return verified(item, event, at);
    case 'rated':
      return rated(item, event, by);
    case 'ratingEnded':
      return item.stage === 'verified' ? { ...item, round: { ...item.round, endedAt: at, outcome: event.outcome } } : item;
    case 'reopened':
      return reopened(item, event, at);
    case 'closed':
      return closed(item, event, at);
    case 'lookBackCalled':
      return item.stage === 'closed'
        ? { ...item, lookBacks: item.lookBacks.map((one) => (one.n === event.n ? { ...one, called: true } : one)) }
        : item;
    case 'lookedBack':
      return lookedBack(item, event);
    case 'retired':
      return item.stage === 'closed' ? { ...item, retired: true, lookBacks: [] } : item;
    default:
      return never(event);
  }
};
