/**
 * host: everything (hosts, recorder, whoever convened it, administrators) · room: seated · screen: came in by the screen code ·
 * public: everybody once it is closed or when it is open to all; people with an office at any time.
 */
import { hasRole, type Actor } from '../core/actor.ts';
import type { Visibility } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import type { EventOf, SessionEvent } from './events.ts';
import { isHostOrRecorder, seatOf } from './rights.ts';
import type { Code, Debate, Question, Seat, Session, SessionRole, SessionState } from './state.ts';

const audiences = ['host', 'room', 'screen', 'public'] as const;
type Audience = (typeof audiences)[number];
type Masked = Exclude<Audience, 'host'>;

const isAudience = (name: string): name is Audience => (audiences as readonly string[]).includes(name);

const audience = (state: SessionState, viewer: Actor): Audience | null => {
  if (state.stage === 'none') return hasRole(viewer, 'admin', 'convener') ? 'host' : null;
  if (isHostOrRecorder(state, viewer)) return 'host';
  if (seatOf(state, viewer.id)) return 'room';
  if (state.screens.includes(viewer.id)) return 'screen';
  return state.publicity === 'open' || state.stage === 'closed' || viewer.roles.length > 0 ? 'public' : null;
};

/** Roles in which a person acts for the meeting or for an office. Publishing any other name needs its owner's own consent. */
const inOffice = (roles: readonly SessionRole[]): boolean =>
  roles.some((role) => role === 'host' || role === 'recorder' || role === 'officer');

const named = (audience: Masked, roles: readonly SessionRole[]): boolean => audience !== 'public' || inOffice(roles);

/** The screen shows the participants' code as QR. */
const mayShow = (audience: Masked, key: string): boolean => audience === 'screen' && key === 'participant';
const codesFor = (audience: Masked, codes: readonly Code[] | null): readonly Code[] | null =>
  audience === 'screen' && codes ? codes.filter(({ key }) => mayShow(audience, key)) : null;

const isGone = ({ stage }: Question): boolean => stage === 'declined' || stage === 'withdrawn';

const seatFor = (audience: Masked, seat: Seat): Seat => ({ ...seat, name: named(audience, seat.roles) ? seat.name : null, realName: null });
const questionFor = (question: Question): Question => ({
  ...question,
  by: question.anonymous ? '' : question.by,
  text: isGone(question) ? '' : question.text,
});
const debateFor = (debate: Debate): Debate => ({ ...debate, stances: {} });

const view = (session: Session, audience: Masked): Session => ({
  ...session,
  codes: codesFor(audience, session.codes),
  screens: [],
  seats: Object.fromEntries(Object.entries(session.seats).map(([person, seat]) => [person, seatFor(audience, seat)])),
  questions: session.questions.filter(({ hidden }) => !hidden).map(questionFor),
  debate: session.debate && debateFor(session.debate),
  earlierDebates: session.earlierDebates.map(debateFor),
  offer: null,
  hand: null,
});

const seated = (event: EventOf<'seated'>, audience: Masked): EventOf<'seated'> => {
  if (!event.personal) return event;
  const { subject, facts } = event.personal;
  const name = facts?.['name'];
  return { ...event, personal: { subject, facts: named(audience, event.roles) && name !== undefined ? { name } : null } };
};

/** A text that was taken away since is not told to those who come later. */
const asked = <E extends EventOf<'questionAsked'> | EventOf<'questionReleased'>>(event: E, state: SessionState): E => {
  const now = state.stage === 'none' ? undefined : state.questions.find(({ id }) => id === event.question);
  return { ...event, asker: event.anonymous ? '' : event.asker, text: now && isGone(now) ? '' : event.text };
};

const see = (event: SessionEvent, audience: Masked, state: SessionState): SessionEvent | null => {
  switch (event.type) {
    case 'convened':
      return { ...event, codes: codesFor(audience, event.codes) };
    case 'codeMade':
      return mayShow(audience, event.code.key) ? event : null;
    case 'codeRevoked':
      return mayShow(audience, event.key) ? event : null;
    case 'screenJoined':
    case 'consoleOffered':
    case 'consoleTaken':
    case 'consoleOfferEnded':
      return null;
    case 'seated':
      return seated(event, audience);
    case 'questionAsked':
      return event.held ? null : asked(event, state);
    case 'questionReleased':
      return asked(event, state);
    case 'questionDeclined':
    case 'questionWithdrawn':
      return event.held ? null : { ...event, text: '' };
    case 'stanceSet':
      return { ...event, person: '' };
    default:
      return event;
  }
};

/** What a viewer knows of their own doing that nobody else in their audience does. */
export interface OwnInSession {
  /** Questions of theirs the room does not know: held, or never let in, with the reason. */
  readonly held: readonly Question[];
  /** Ids of questions they asked without their name. */
  readonly anonymous: readonly string[];
}

const own = (state: SessionState, viewer: Actor): OwnInSession | undefined => {
  if (state.stage === 'none' || viewer.id === '') return undefined;
  const mine = state.questions.filter(({ by }) => by === viewer.id);
  const held = mine.filter(({ hidden }) => hidden);
  const anonymous = mine.filter((question) => question.anonymous && !question.hidden).map(({ id }) => id);
  return held.length + anonymous.length > 0 ? { held, anonymous } : undefined;
};

export const visibility: Visibility<SessionState, SessionEvent> = {
  audience,
  see(recorded, name, state): Recorded<SessionEvent> | null {
    if (!isAudience(name)) return null;
    if (name === 'host') return recorded;
    const event = see(recorded.event, name, state);
    // Who pressed a button would tell who asked without a name; where it matters the event says who.
    return event && { ...recorded, by: '', event };
  },
  view(state, name) {
    if (!isAudience(name)) return { stage: 'none' };
    return name === 'host' || state.stage === 'none' ? state : view(state, name);
  },
  own,
};
