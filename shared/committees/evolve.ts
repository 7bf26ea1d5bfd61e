import { never } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import type { Event, State } from './state.ts';

export const evolve = (state: State, { event }: Recorded<Event>): State => {
  if (event.type === 'established') {
    const { name, members, departments } = event;
    return { stage: 'established', name, members, departments };
  }
  if (state.stage === 'unknown') return state;
  switch (event.type) {
    case 'renamed':
      return { ...state, name: event.name };
    case 'assigned':
      return { ...state, members: event.members };
    case 'paired':
      return { ...state, departments: event.departments };
    case 'retired':
      return { ...state, stage: 'retired' };
    default:
      return never(event);
  }
};
