/** Folds verification, rating, closing and looking back. */
import { never } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import type { LookBack, PlannedLookBack } from './judging-state.ts';
import { evolvePapers, ratedThemselves } from './papers.ts';
import { withPastRound } from './past-state.ts';
import { common, workedOn } from './stage.ts';
import type { Event, EventOf, Live, State } from './state.ts';

type Reviewed = EventOf<
  | 'verified'
  | 'rated'
  | 'paperEntered'
  | 'paperCountersigned'
  | 'paperRejected'
  | 'papersLapsed'
  | 'ratingEnded'
  | 'reopened'
  | 'closed'
  | 'lookBackCalled'
  | 'lookedBack'
  | 'retired'
>;

const verified = (item: Live, { asked, endsAt }: EventOf<'verified'>, at: number): State => {
  if (item.stage !== 'reported') return item;
  const { report, opinions } = item;
  const n = item.rounds + 1;
  const round = { n, openedAt: at, endsAt, asked, ratings: {}, papers: {}, endedAt: null, outcome: null };
  return { ...common(item), rounds: n, stage: 'verified', report, opinions, verifiedAt: at, round };
};

const rated = (item: Live, { attitude, result, reason }: EventOf<'rated'>, by: string): State =>
  item.stage === 'verified'
    ? {
        ...item,
        round: {
          ...item.round,
          ratings: { ...item.round.ratings, [by]: { attitude, result, reason } },
          papers: ratedThemselves(item.round, by),
        },
      }
    : item;

const reopened = (item: Live, { because, reason, to, clock }: EventOf<'reopened'>, at: number): State => {
  const pastRounds = withPastRound(item.pastRounds, 'round' in item ? item.round.outcome : null);
  const matter = { ...item.matter, due: to };
  return workedOn({ ...item, clock, redos: item.redos + 1, matter, pastRounds }, { because, text: reason, at });
};

const uncalled = ({ n, at, because = ['scheduled'] }: PlannedLookBack): LookBack => ({ n, at, because, called: false });

const closed = (item: Live, { lookBacks }: EventOf<'closed'>, at: number): State => {
  if (item.stage !== 'verified') return item;
  const { report, opinions, verifiedAt, round } = item;
  const planned = lookBacks.map(uncalled);
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

const lookedBack = (before: Live, { n, next, finding }: EventOf<'lookedBack'>): State => {
  const item: Live = { ...before, lookedBack: before.lookedBack + 1, relapses: before.relapses + (finding === 'rebound' ? 1 : 0) };
  if (item.stage !== 'closed') return item;
  const left = item.lookBacks.filter((one) => one.n !== n);
  return {
    ...item,
    lookBacks: next ? [...left, uncalled(next)] : left,
    lookBacksPlanned: item.lookBacksPlanned + (next ? 1 : 0),
  };
};

export const evolveReview = (item: Live, event: Reviewed, { at, by }: Recorded<Event>): State => {
  switch (event.type) {
    case 'verified':
      return verified(item, event, at);
    case 'rated':
      return rated(item, event, by);
    case 'paperEntered':
    case 'paperCountersigned':
    case 'paperRejected':
    case 'papersLapsed':
      return item.stage === 'verified' ? { ...item, round: evolvePapers(item.round, event, at, by) } : item;
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
