/**
 * `host` sees everything; `room` (everybody seated, and the departments that sign or take part) no phone number and no anonymous
 * proposer; `public` nothing until the lists are issued, then rows by their publicity and no person at all.
 */
import { hasRole, type Actor } from '../core/actor.ts';
import type { Visibility } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import { holds } from './decide.ts';
import { initial, type Contact, type Event, type FrozenResponsibility, type FrozenSuggestion, type State } from './state.ts';

const involved = (state: State, department: string | null): boolean =>
  department !== null &&
  (state.stage === 'signing' || state.stage === 'issued') &&
  state.responsibilities.some(({ lead, cooperating }) => lead === department || cooperating.includes(department));

const audience = (state: State, viewer: Actor): string | null => {
  if (hasRole(viewer, 'admin', 'supervisor', 'auditor') || holds(state, viewer, 'host', 'recorder', 'convener')) return 'host';
  if (state.seats[viewer.id] || involved(state, viewer.department)) return 'room';
  return state.stage === 'issued' ? 'public' : null;
};

// ── room ────────────────────────────────────────────────────────────────────────────────────────

const unnamed = (rows: readonly FrozenSuggestion[]): readonly FrozenSuggestion[] =>
  rows.map((row) => (row.anonymous ? { ...row, proposer: null } : row));

const roomSees = (recorded: Recorded<Event>): Recorded<Event> | null => {
  const { event } = recorded;
  switch (event.type) {
    case 'proposed':
    case 'issued':
      return { ...recorded, event: { ...event, suggestions: unnamed(event.suggestions) } };
    case 'contactGiven': {
      const { subject, facts } = event.personal;
      const name = facts?.['name'];
      return { ...recorded, event: { ...event, personal: { subject, facts: facts === null ? null : name === undefined ? {} : { name } } } };
    }
    case 'proposerNamed':
      return event.anonymous ? null : recorded;
    default:
      return recorded;
  }
};

const without = (contacts: Readonly<Record<string, Contact>>, rows: readonly string[]): Readonly<Record<string, Contact>> =>
  Object.fromEntries(Object.entries(contacts).filter(([row]) => !rows.includes(row)));

const roomView = (state: State): State => {
  if (state.stage !== 'signing' && state.stage !== 'issued') return state;
  const anonymous = state.suggestions.filter((row) => row.anonymous).map(({ id }) => id);
  const contacts = Object.fromEntries(Object.entries(state.contacts).map(([row, contact]) => [row, { ...contact, phone: null }]));
  return { ...state, suggestions: unnamed(state.suggestions), contacts, proposers: without(state.proposers, anonymous) };
};

// ── public ──────────────────────────────────────────────────────────────────────────────────────

const nobodyNamed = (rows: readonly FrozenSuggestion[]): readonly FrozenSuggestion[] => rows.map((row) => ({ ...row, proposer: null }));

const published = (row: FrozenResponsibility): FrozenResponsibility | null => {
  if (row.publicity === 'internal') return null;
  return row.publicity === 'public'
    ? row
    : { ...row, task: '', criterion: '', cooperating: [], milestones: [], suggestions: [], sources: [] };
};
const publishedRows = (rows: readonly FrozenResponsibility[]): readonly FrozenResponsibility[] =>
  rows.flatMap((row) => published(row) ?? []);

const summaryFields: readonly string[] = ['title', 'due', 'publicity'];

const amendedForPublic = (event: Extract<Event, { type: 'amended' }>): Event | null => {
  const row = event.responsibility;
  if (!row) return null;
  if (event.field === 'publicity') {
    const responsibility = published(row);
    return responsibility === null ? { ...event, reason: '', responsibility } : { ...event, responsibility };
  }
  if (row.publicity === 'public') return event;
  return row.publicity === 'summary' && summaryFields.includes(event.field) ? { ...event, responsibility: published(row) } : null;
};

const publicSees = ({ seq, at, event }: Recorded<Event>): Recorded<Event> | null => {
  const unsigned = (shown: Event | null): Recorded<Event> | null => shown && { seq, at, by: '', cause: '', event: shown };
  if (event.type === 'amended') return unsigned(amendedForPublic(event));
  if (event.type !== 'issued') return null;
  return unsigned({ ...event, suggestions: nobodyNamed(event.suggestions), responsibilities: publishedRows(event.responsibilities) });
};

const publicView = (state: State): State => {
  if (state.stage !== 'issued') return initial;
  const { suggestions, responsibilities } = state;
  return {
    ...state,
    seats: {},
    left: {},
    suggestions: nobodyNamed(suggestions),
    responsibilities: publishedRows(responsibilities),
    contacts: {},
    proposers: {},
  };
};

/** `public` stands for every name that is not one of the other two: who is not known sees the least. */
export const visibility: Visibility<State, Event> = {
  audience,
  see: (recorded, who) => (who === 'host' ? recorded : who === 'room' ? roomSees(recorded) : publicSees(recorded)),
  view: (state, who) => (who === 'host' ? state : who === 'room' ? roomView(state) : publicView(state)),
};
