/** `staff`: supervisors, administrators, auditors. `office`: whoever else holds an office knows the yardstick and what was concluded, not who scored. */
import { hasRole } from '../core/actor.ts';
import type { Visibility } from '../core/kind.ts';
import type { Event, State } from './state.ts';

export const visibility: Visibility<State, Event> = {
  audience(_state, viewer) {
    if (hasRole(viewer, 'supervisor', 'admin', 'auditor')) return 'staff';
    return viewer.roles.length > 0 ? 'office' : null;
  },
  see: (recorded, audience) => (audience === 'staff' || recorded.event.type !== 'scored' ? recorded : null),
  view: (state, audience) => (audience === 'staff' || state.stage === 'none' ? state : { ...state, scores: {} }),
};
