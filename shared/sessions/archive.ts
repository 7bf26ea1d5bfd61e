/** A session leaves the house with its lists and its votes, once it is over; where people stood in a debate leaves as nobody's. */
import type { ArchiveRule, Veil } from '../core/archive.ts';
import type { SessionEvent } from './events.ts';
import { isHost } from './rights.ts';
import type { SessionState } from './state.ts';

export const archive: ArchiveRule<SessionState> = {
  belongs: (id) => [`checklists/${id}`, `ballots/${id}`],
  over: ({ stage }) => stage === 'closed' || stage === 'cancelled',
  may: (state, viewer) => state.stage !== 'none' && isHost(state, viewer),
};

export const veil: Veil<SessionEvent> = {
  hidden(event) {
    if (event.type !== 'stanceSet') return null;
    const { type, person: who, ...said } = event;
    return { said: { type, ...said }, who, scope: 'stances', group: '' };
  },
  as: (event, who) => (event.type === 'stanceSet' ? { ...event, person: who } : event),
  bare: () => null,
};
