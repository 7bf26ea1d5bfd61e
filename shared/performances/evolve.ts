import { never } from '../core/kind.ts';
import { streamId, type Recorded } from '../core/recorded.ts';
import type { Appeal, Credit, Event, State } from './state.ts';

type Decided = Extract<Event, { type: 'appealDecided' }>;

/** What was missing comes from the decision itself. */
const granted = ({ reason, points }: Decided, appeal: Appeal, state: State, { seq, at }: Recorded<Event>): Credit => ({
  ...{ id: `granted:${appeal.id}`, sort: 'granted', title: reason, times: 1, at },
  source: { stream: streamId('performances', state.person ?? ''), seq },
  points: points ?? 0,
  first: points ?? 0,
});

const decided = (state: State, event: Decided, recorded: Recorded<Event>): State => {
  const { outcome, points, reason } = event;
  const appeal = state.appeals.find(({ id }) => id === event.appeal);
  if (!appeal) return state;
  const appeals = state.appeals.map((one) =>
    one === appeal ? { ...one, decided: { outcome, points, reason, by: recorded.by, at: recorded.at } } : one,
  );
  if (outcome === 'granted') return { ...state, appeals, credits: [...state.credits, granted(event, appeal, state, recorded)] };
  const credits = state.credits.map((one) => (one.id === appeal.credit && points !== null ? { ...one, points } : one));
  return { ...state, appeals, credits };
};

export const evolve = (state: State, recorded: Recorded<Event>): State => {
  const { event, at } = recorded;
  switch (event.type) {
    case 'credited':
      return { ...state, person: event.person, credits: [...state.credits, { ...event.credit, first: event.credit.points }] };
    case 'appealed': {
      const { person, appeal: id, credit, reason } = event;
      return { ...state, person, appeals: [...state.appeals, { id, credit, reason, at, decided: null }] };
    }
    case 'appealDecided':
      return decided(state, event, recorded);
    default:
      return never(event);
  }
};
