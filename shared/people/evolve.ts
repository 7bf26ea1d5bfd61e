import { never } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import type { Event, State } from './state.ts';

export const evolve = (state: State, { event }: Recorded<Event>): State => {
  if (event.type === 'registered') {
    const { personal, roles, department } = event;
    return { stage: 'active', id: personal.subject, facts: personal.facts, roles, department };
  }
  if (state.stage === 'unknown') return state;
  switch (event.type) {
    case 'rolesSet':
      return { ...state, roles: event.roles };
    case 'departmentSet':
      return { ...state, department: event.department };
    case 'renamed':
      return { ...state, facts: event.personal.facts };
    case 'disabled':
      return { ...state, stage: 'disabled', roles: [] };
    case 'enabled':
      return { ...state, stage: 'active' };
    default:
      return never(event);
  }
};
