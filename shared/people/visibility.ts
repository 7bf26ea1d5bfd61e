import { hasRole, type Actor } from '../core/actor.ts';
import type { Visibility } from '../core/kind.ts';
import type { Personal } from '../core/recorded.ts';
import type { Event, Facts, State } from './state.ts';

const nameOnly = (facts: Facts | null): Facts | null => facts && { name: facts.name };
const masked = (personal: Personal<Facts>): Personal<Facts> => ({ ...personal, facts: nameOnly(personal.facts) });

/** `whole`: administrators and the person themselves. `colleague`: anybody with an office, without the phone number. */
export const visibility: Visibility<State, Event> = {
  audience(state: State, viewer: Actor) {
    if (hasRole(viewer, 'admin')) return 'whole';
    if (state.stage !== 'unknown' && state.id === viewer.id) return 'whole';
    return viewer.roles.length > 0 ? 'colleague' : null;
  },
  see(recorded, audience) {
    if (audience === 'whole') return recorded;
    const { event } = recorded;
    return event.type === 'registered' || event.type === 'renamed'
      ? { ...recorded, event: { ...event, personal: masked(event.personal) } }
      : recorded;
  },
  view(state, audience) {
    return audience === 'whole' || state.stage === 'unknown' ? state : { ...state, facts: nameOnly(state.facts) };
  },
};
