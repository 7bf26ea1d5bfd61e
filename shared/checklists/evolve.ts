import { never } from '../core/kind.ts';
import type { Personal, Recorded } from '../core/recorded.ts';
import type { Contact, Drafting, Event, FrozenResponsibility, State } from './state.ts';

const contactOf = ({ subject, facts }: Personal): Contact => ({ subject, name: facts?.['name'] ?? null, phone: facts?.['phone'] ?? null });

const drafting = ({ session, title, number, seats, left }: State, refused: Drafting['refused']): Drafting => ({
  stage: 'drafting',
  session,
  title,
  number,
  seats,
  left,
  refused,
});

const seated = (state: State, { person, roles, department }: Extract<Event, { type: 'seated' }>): State => {
  const { [person]: before, ...seats } = state.seats;
  const { [person]: earlier, ...left } = state.left;
  if (roles.length > 0) return { ...state, seats: { ...seats, [person]: { roles, department } }, left };
  const had = before ?? earlier;
  return { ...state, seats, left: had ? { ...left, [person]: had } : left };
};

/** `row` null: it left what this viewer may know. A row that comes (back) takes its place by number. */
const replaced = (rows: readonly FrozenResponsibility[], id: string, row: FrozenResponsibility | null): readonly FrozenResponsibility[] =>
  [...rows.filter((one) => one.id !== id), ...(row ? [row] : [])].sort((a, b) => a.n - b.n);

const issued = (state: State, event: Extract<Event, { type: 'issued' }>, at: number): State => {
  const { session, title, number, parties, suggestions, responsibilities } = event;
  const { contacts, proposers } = state.stage === 'signing' ? state : { contacts: {}, proposers: {} };
  return {
    stage: 'issued',
    session,
    title,
    number,
    seats: state.seats,
    left: state.left,
    suggestions,
    responsibilities,
    issuedAt: at,
    parties,
    contacts,
    proposers,
  };
};

export const evolve = (state: State, { event, at }: Recorded<Event>): State => {
  switch (event.type) {
    case 'prepared':
      return drafting({ ...state, session: event.session, title: event.title }, null);
    case 'seated':
      return seated(state, event);
    case 'numbered':
      return { ...state, number: { year: event.year, number: event.number } };
    case 'proposed': {
      const { parties, suggestions, responsibilities } = event;
      const { session, title, number, seats, left } = state;
      return {
        stage: 'signing',
        session,
        title,
        number,
        seats,
        left,
        suggestions,
        responsibilities,
        proposedAt: at,
        parties,
        signed: {},
        contacts: {},
        proposers: {},
      };
    }
    case 'contactGiven':
      return state.stage === 'signing' ? { ...state, contacts: { ...state.contacts, [event.row]: contactOf(event.personal) } } : state;
    case 'proposerNamed':
      return state.stage === 'signing' ? { ...state, proposers: { ...state.proposers, [event.row]: contactOf(event.personal) } } : state;
    case 'signed':
      return state.stage === 'signing' ? { ...state, signed: { ...state.signed, [event.party]: at } } : state;
    case 'signOffRefused':
      return drafting(state, { party: event.party, reason: event.reason, at });
    case 'proposalWithdrawn':
      return drafting(state, null);
    case 'issued':
      return issued(state, event, at);
    case 'amended':
      return state.stage === 'issued'
        ? { ...state, responsibilities: replaced(state.responsibilities, event.row, event.responsibility) }
        : state;
    default:
      return never(event);
  }
};
