import { hasRole, type Actor } from '../core/actor.ts';
import type { Visibility } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import type { Event, Joined, State, Topic } from './state.ts';

export const seesEverything = (viewer: Actor): boolean => hasRole(viewer, 'admin', 'convener', 'supervisor', 'auditor');

/**
 * `staff`: everything. `submitter`: their own particulars and receipt, of the others only how many. `public`: what it is about and where it
 * stands, once staff has let it out.
 */
export const visibility: Visibility<State, Event> = {
  audience(state, viewer) {
    if (seesEverything(viewer)) return 'staff';
    if (state.stage === 'unknown') return 'public';
    if (viewer.id !== '' && state.submitter === viewer.id) return 'submitter';
    return state.listed ? 'public' : null;
  },
  see(recorded, audience) {
    return audience === 'staff' ? recorded : masked(recorded, audience === 'submitter');
  },
  view(state, audience) {
    if (audience === 'staff' || state.stage === 'unknown') return state;
    const others: Topic = { ...state, endorsers: [], joined: mapValues(state.joined, bare) };
    return audience === 'submitter' ? others : { ...others, submitter: '', facts: null, receipt: '' };
  },
};

const masked = (recorded: Recorded<Event>, own: boolean): Recorded<Event> => {
  const { event } = recorded;
  switch (event.type) {
    case 'submitted':
      return own ? recorded : { ...recorded, by: '', event: { ...event, receipt: '', personal: { subject: '', facts: null } } };
    case 'endorsed':
      return { ...recorded, by: '', event: { ...event, person: '' } };
    case 'absorbed':
      return { ...recorded, event: { ...event, joined: bare(event.joined) } };
    default:
      return recorded;
  }
};

const bare = ({ as, title, via }: Joined): Joined => ({ as, title, via, receipt: '', submitter: '', endorsers: [] });

const mapValues = <V>(record: Readonly<Record<string, V>>, change: (value: V) => V): Record<string, V> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
