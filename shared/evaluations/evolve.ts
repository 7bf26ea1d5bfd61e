import { never } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import type { Event, State } from './state.ts';

export const evolve = (state: State, { event, at }: Recorded<Event>): State => {
  if (event.type === 'begun') return { stage: 'scoring', yardstick: event.yardstick, scores: {}, conclusions: [], reopened: null };
  if (state.stage === 'none') return state;
  switch (event.type) {
    case 'scored': {
      const { indicator, scorer, points, reason } = event;
      const scores = { ...state.scores, [indicator]: { ...state.scores[indicator], [scorer]: { points, reason, at } } };
      return { ...state, scores };
    }
    case 'concluded': {
      const { day, results, total } = event;
      return { ...state, stage: 'concluded', conclusions: [...state.conclusions, { day, results, total, at }] };
    }
    case 'reopened':
      return { ...state, stage: 'scoring', reopened: { reason: event.reason, at } };
    default:
      return never(event);
  }
};
