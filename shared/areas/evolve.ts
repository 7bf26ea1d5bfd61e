import { never } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import type { Event, State } from './state.ts';

export const evolve = (state: State, { event }: Recorded<Event>): State => {
  if (event.type === 'established') {
    const { name, supervisors, places } = event;
    return { stage: 'established', name, supervisors, places };
  }
  if (state.stage === 'unknown') return state;
  switch (event.type) {
    case 'renamed':
      return { ...state, name: event.name };
    case 'assigned':
      return { ...state, supervisors: event.supervisors };
    case 'outlined':
      return { ...state, places: event.places };
    case 'retired':
      return { ...state, stage: 'retired' };
    default:
      return never(event);
  }
};
