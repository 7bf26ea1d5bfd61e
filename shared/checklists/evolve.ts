import { never } from '../core/kind.ts';
import type { Personal, Recorded } from '../core/recorded.ts';
import { evolveAgreement } from './agreements.ts';
import { evolveAmended } from './amendments.ts';
import { evolveChange } from './changes.ts';
import { versionOf } from './compare.ts';
import type { Margin, MarginEvent } from './margin.ts';
import { evolveMinutes } from './minutes.ts';
import { evolveRemark } from './remarks.ts';
import { mostVersions, type Contact, type Drafting, type Event, type State, type Version } from './state.ts';

const contactOf = ({ subject, facts }: Personal): Contact => ({ subject, name: facts?.['name'] ?? null, phone: facts?.['phone'] ?? null });

/** What every stage carries on. */
const common = ({ session, title, number, seats, left, margin, versions, minutes }: State) => ({
  session,
  title,
  number,
  seats,
  left,
  margin,
  versions,
  minutes,
});

/** A proposal that comes to nothing stays as a version: the next one is compared with it. */
const withVersion = (state: State): readonly Version[] => {
  if (state.stage !== 'signing') return state.versions;
  const { suggestions, responsibilities, proposedAt, parties, signed, versions } = state;
  const version = { n: versionOf(state), suggestions, responsibilities, proposedAt, parties, signed };
  return [...versions, version].slice(-mostVersions);
};

const drafting = (state: State, refused: Drafting['refused']): Drafting => ({
  ...common(state),
  stage: 'drafting',
  versions: withVersion(state),
  refused,
});

const seated = (state: State, { person, roles, department }: Extract<Event, { type: 'seated' }>): State => {
  const { [person]: before, ...seats } = state.seats;
  const { [person]: earlier, ...left } = state.left;
  if (roles.length > 0) return { ...state, seats: { ...seats, [person]: { roles, department } }, left };
  const had = before ?? earlier;
  return { ...state, seats, left: had ? { ...left, [person]: had } : left };
};

const issued = (state: State, event: Extract<Event, { type: 'issued' }>, at: number): State => {
  const { session, title, number, parties, suggestions, responsibilities } = event;
  const { contacts, proposers } = state.stage === 'signing' ? state : { contacts: {}, proposers: {} };
  return {
    ...common(state),
    stage: 'issued',
    session,
    title,
    number,
    suggestions,
    responsibilities,
    issuedAt: at,
    parties,
    contacts,
    proposers,
    amendments: [],
  };
};

const proposed = (state: State, event: Extract<Event, { type: 'proposed' }>, at: number): State => ({
  ...common(state),
  stage: 'signing',
  suggestions: event.suggestions,
  responsibilities: event.responsibilities,
  proposedAt: at,
  parties: event.parties,
  signed: {},
  contacts: {},
  proposers: {},
});

const inMargin = (margin: Margin, event: MarginEvent, at: number): Margin => {
  switch (event.type) {
    case 'remarked':
    case 'replied':
    case 'remarkWithdrawn':
    case 'remarkSettled':
      return evolveRemark(margin, event, at);
    case 'changeProposed':
    case 'changeWithdrawn':
    case 'changeAccepted':
    case 'changeDeclined':
      return evolveChange(margin, event, at);
    case 'agreed':
    case 'agreementWithdrawn':
      return evolveAgreement(margin, event);
    default:
      return never(event);
  }
};

export const evolve = (state: State, recorded: Recorded<Event>): State => {
  const { event, at } = recorded;
  switch (event.type) {
    case 'prepared':
      return drafting({ ...state, session: event.session, title: event.title }, null);
    case 'seated':
      return seated(state, event);
    case 'numbered':
      return { ...state, number: { year: event.year, number: event.number } };
    case 'proposed':
      return proposed(state, event, at);
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
      return state.stage === 'issued' ? evolveAmended(state, { ...recorded, event }) : state;
    case 'minutesConcluded':
    case 'minutesIssued':
      return { ...state, minutes: evolveMinutes(state.minutes, event, at) };
    default:
      return { ...state, margin: inMargin(state.margin, event, at) };
  }
};
