/**
 * `host` sees everything; `room` (everybody seated, and the departments that sign or take part) no phone number and no anonymous
 * proposer; `public` nothing until the lists or the minutes are issued, then these minutes, and rows by their publicity, no margin, and no
 * name at all. Who agrees with a row nobody is told, but everybody about themselves.
 */
import { hasRole, type Actor } from '../core/actor.ts';
import type { Visibility } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import { figures, ownMargin } from './agreements.ts';
import { amendedForPublic, publicAmendments, published } from './amendments.ts';
import { emptyMargin } from './margin.ts';
import { publicMinutes } from './minutes.ts';
import { seeRemark } from './remarks.ts';
import { leads } from './rights.ts';
import { initial, type Contact, type Event, type FrozenResponsibility, type FrozenSuggestion, type State } from './state.ts';

const involved = (state: State, department: string | null): boolean =>
  department !== null &&
  (state.stage === 'signing' || state.stage === 'issued') &&
  state.responsibilities.some(({ lead, cooperating }) => lead === department || cooperating.includes(department));

const audience = (state: State, viewer: Actor): string | null => {
  if (hasRole(viewer, 'admin', 'supervisor', 'auditor') || leads(state, viewer)) return 'host';
  if (state.seats[viewer.id] || involved(state, viewer.department)) return 'room';
  return state.stage === 'issued' || state.minutes.issued ? 'public' : null;
};

// ── all who are inside ──────────────────────────────────────────────────────────────────────────

/** The cause stays: only the browser that asked knows its own. */
const uncounted = (recorded: Recorded<Event>): Recorded<Event> =>
  recorded.event.type === 'agreed' || recorded.event.type === 'agreementWithdrawn'
    ? { ...recorded, by: '', event: { ...recorded.event, person: '' } }
    : recorded;

const insideView = (state: State): State => ({ ...state, margin: figures(state.margin) });

// ── room ────────────────────────────────────────────────────────────────────────────────────────

const unnamed = (rows: readonly FrozenSuggestion[]): readonly FrozenSuggestion[] =>
  rows.map((row) => (row.anonymous ? { ...row, proposer: null } : row));

const roomSees = (recorded: Recorded<Event>, state: State): Recorded<Event> | null => {
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
    case 'remarked':
    case 'replied':
      return seeRemark({ ...recorded, event }, state);
    default:
      return uncounted(recorded);
  }
};

const without = (contacts: Readonly<Record<string, Contact>>, rows: readonly string[]): Readonly<Record<string, Contact>> =>
  Object.fromEntries(Object.entries(contacts).filter(([row]) => !rows.includes(row)));

const roomView = (whole: State): State => {
  const versions = whole.versions.map((version) => ({ ...version, suggestions: unnamed(version.suggestions) }));
  const state = { ...insideView(whole), versions };
  if (state.stage !== 'signing' && state.stage !== 'issued') return state;
  const anonymous = state.suggestions.filter((row) => row.anonymous).map(({ id }) => id);
  const contacts = Object.fromEntries(Object.entries(state.contacts).map(([row, contact]) => [row, { ...contact, phone: null }]));
  return { ...state, suggestions: unnamed(state.suggestions), contacts, proposers: without(state.proposers, anonymous) };
};

// ── public ──────────────────────────────────────────────────────────────────────────────────────

const nobodyNamed = (rows: readonly FrozenSuggestion[]): readonly FrozenSuggestion[] => rows.map((row) => ({ ...row, proposer: null }));

const publishedRows = (rows: readonly FrozenResponsibility[]): readonly FrozenResponsibility[] =>
  rows.flatMap((row) => published(row) ?? []);

const publicSees = ({ seq, at, event }: Recorded<Event>): Recorded<Event> | null => {
  const unsigned = (shown: Event | null): Recorded<Event> | null => shown && { seq, at, by: '', cause: '', event: shown };
  if (event.type === 'amended') return unsigned(amendedForPublic(event));
  if (event.type === 'minutesIssued') return unsigned(event);
  if (event.type !== 'issued') return null;
  return unsigned({ ...event, suggestions: nobodyNamed(event.suggestions), responsibilities: publishedRows(event.responsibilities) });
};

const publicView = (state: State): State => {
  const minutes = publicMinutes(state.minutes);
  if (state.stage !== 'issued') return { ...initial, minutes };
  const { suggestions, responsibilities } = state;
  return {
    ...state,
    seats: {},
    left: {},
    suggestions: nobodyNamed(suggestions),
    responsibilities: publishedRows(responsibilities),
    contacts: {},
    proposers: {},
    margin: emptyMargin,
    versions: [],
    minutes,
    amendments: publicAmendments(state),
  };
};

/** `public` stands for every name that is not one of the other two: who is not known sees the least. */
export const visibility: Visibility<State, Event> = {
  audience,
  see: (recorded, who, state) => (who === 'host' ? uncounted(recorded) : who === 'room' ? roomSees(recorded, state) : publicSees(recorded)),
  view: (state, who) => (who === 'host' ? insideView(state) : who === 'room' ? roomView(state) : publicView(state)),
  own: (state, viewer) => ownMargin(state, viewer),
};
