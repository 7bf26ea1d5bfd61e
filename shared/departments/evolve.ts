import { never } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import type { Event, State } from './state.ts';

export const evolve = (state: State, { event }: Recorded<Event>): State => {
  switch (event.type) {
    case 'established':
      return { stage: 'established', name: event.name, shortName: event.shortName };
    case 'renamed':
      return state.stage === 'unknown' ? state : { ...state, name: event.name, shortName: event.shortName };
    case 'retired':
      return state.stage === 'unknown' ? state : { ...state, stage: 'retired' };
    default:
      return never(event);
  }
};
