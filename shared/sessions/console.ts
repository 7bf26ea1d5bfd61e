/** The console goes to a second device: offered by a code good for one person, taken, and then given up or shared. */
import type { PersonId } from '../core/actor.ts';
import { refuse } from '../core/refusal.ts';
import { codeFor } from './codes.ts';
import type { CommandOf } from './commands.ts';
import type { EventOf, SessionEvent } from './events.ts';
import { seatOf } from './rights.ts';
import type { Deciders, Evolvers } from './rule.ts';
import type { Code, Session } from './state.ts';

/** How long an offer stands, in milliseconds: somebody stands beside it with the other device in hand. */
const offerLasts = 10 * 60_000;

type ConsoleCommand = CommandOf<'offerConsole'> | CommandOf<'endConsoleOffer'> | CommandOf<'handOverConsole'>;
type ConsoleEvent = EventOf<'consoleOffered'> | EventOf<'consoleTaken'> | EventOf<'consoleOfferEnded'> | EventOf<'consoleHandedOver'>;

/** What joining by this code adds when it is the one of an offer. */
export const taken = ({ offer }: Session, { key }: Code, person: PersonId): readonly SessionEvent[] =>
  offer && offer.key === key && offer.taker === null ? [{ type: 'consoleTaken', key, person }] : [];

export const consoleDeciders: Deciders<ConsoleCommand> = {
  offerConsole(_, session, { id: from, now }, { id: key, chance }) {
    const { offer } = session;
    if (offer && (offer.taker !== null || offer.until > now)) return refuse('console-offered');
    const until = now + offerLasts;
    const code: Code = { key, code: codeFor('host', chance), roles: ['host'], department: null, until, once: true, revoked: false };
    return [
      { type: 'codeMade', code },
      { type: 'consoleOffered', key, from, until },
    ];
  },
  endConsoleOffer(_, { offer }) {
    if (!offer) return refuse('console-not-offered');
    const ended: SessionEvent = { type: 'consoleOfferEnded', key: offer.key };
    return offer.taker === null ? [{ type: 'codeRevoked', key: offer.key }, ended] : [ended];
  },
  handOverConsole(_, session, { id }) {
    const { offer } = session;
    if (!offer) return refuse('console-not-offered');
    if (offer.from !== id) return refuse('not-your-offer');
    if (offer.taker === null || !seatOf(session, offer.taker)?.roles.includes('host')) return refuse('console-not-taken');
    const over: SessionEvent = { type: 'consoleHandedOver', from: id, to: offer.taker };
    const seat = seatOf(session, id);
    if (!seat?.roles.includes('host') || offer.taker === id) return [over];
    // Whoever hands over keeps reading all and writing down, so that nobody is put out of the room with their hands full.
    const roles = [...new Set([...seat.roles.filter((role) => role !== 'host'), 'recorder' as const])];
    const { person, name, realName, department, hall } = seat;
    const facts = name === null ? {} : { personal: { subject: person, facts: { name, ...(realName === null ? {} : { realName }) } } };
    return [over, { type: 'seated', person, roles, department, hall, ...facts }];
  },
};

export const consoleEvolvers: Evolvers<ConsoleEvent> = {
  consoleOffered: (session, { key, from, until }) => ({ ...session, offer: { key, from, taker: null, until } }),
  consoleTaken: (session, { key, person }) =>
    session.offer?.key === key ? { ...session, offer: { ...session.offer, taker: person } } : session,
  consoleOfferEnded: (session, { key }) => (session.offer?.key === key ? { ...session, offer: null } : session),
  consoleHandedOver: (session, { from, to }, { at }) => ({ ...session, offer: null, handedOver: { from, to, at } }),
};
