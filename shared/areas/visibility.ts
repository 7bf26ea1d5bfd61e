import type { Visibility } from '../core/kind.ts';
import type { Event, State } from './state.ts';

/** `staff`: everybody with an office. `public`: name and places, without who supervises. */
export const visibility: Visibility<State, Event> = {
  audience: (_state, viewer) => (viewer.roles.length > 0 ? 'staff' : 'public'),
  see(recorded, audience) {
    const { event } = recorded;
    if (audience === 'staff') return recorded;
    if (event.type === 'assigned') return null;
    return event.type === 'established' ? { ...recorded, event: { ...event, supervisors: [] } } : recorded;
  },
  view: (state, audience) => (audience === 'staff' || state.stage === 'unknown' ? state : { ...state, supervisors: [] }),
};
