/** Who does what with the lists. */
import { hasRole, type Actor } from '../core/actor.ts';
import { hostParty, type Party, type SeatRole, type State } from './state.ts';

export const holds = (state: State, actor: Actor, ...roles: readonly SeatRole[]): boolean =>
  state.seats[actor.id]?.roles.some((role) => roles.includes(role)) ?? false;

/** A department signs by one of its own accounts; the host by the seat. */
export const signsFor = (state: State, actor: Actor, party: Party): boolean =>
  party === hostParty ? holds(state, actor, 'host') : hasRole(actor, 'officer', 'leader') && actor.department === party;

/** Decides what becomes of the text: proposes the lists, takes in or declines what others want changed. */
export const leads = (state: State, actor: Actor): boolean => holds(state, actor, 'host', 'recorder', 'convener');

/** Everybody seated who does more than watch, as in the session itself. */
export const speaks = (state: State, actor: Actor): boolean =>
  state.seats[actor.id]?.roles.some((role) => role !== 'observer' && role !== 'screen') ?? false;
