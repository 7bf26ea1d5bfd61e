/** Who may ask for what, and when: one line for each command. Where the seats are hidden (in a browser) only the server can say who it is. */
import { hasRole, isHouse, isSomebody, type Actor, type PersonId } from '../core/actor.ts';
import { never } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { BallotCommand } from './commands.ts';
import { onShelf } from './shelf.ts';
import type { BallotRefusal, Ballots, BallotsState, Poll, Seat, VoterRole } from './state.ts';

/** `closer`: leaders, and the house when the announced moment came. `speaker`: seated and not only to observe. `voter`: the rule of the poll says who. */
type Who = 'house' | 'leader' | 'closer' | 'seated' | 'speaker' | 'voter';
/** `held`: also once it is closed. */
type When = 'new' | 'open' | 'held';

const rights: Readonly<Record<BallotCommand['type'], readonly [Who, When]>> = {
  prepare: ['house', 'new'],
  seat: ['house', 'held'],
  close: ['house', 'held'],
  keepMap: ['house', 'held'],
  openMarking: ['leader', 'open'],
  closeMarking: ['leader', 'open'],
  setReview: ['leader', 'open'],
  makeStatement: ['speaker', 'open'],
  admitStatement: ['leader', 'open'],
  excludeStatement: ['leader', 'open'],
  mark: ['speaker', 'open'],
  tellQuestion: ['house', 'held'],
  second: ['speaker', 'open'],
  unsecond: ['speaker', 'open'],
  openPoll: ['leader', 'open'],
  announceKey: ['house', 'held'],
  drawPaper: ['seated', 'open'],
  castBallot: ['voter', 'open'],
  closePoll: ['closer', 'open'],
  keepPollOpen: ['leader', 'open'],
  withdrawPoll: ['leader', 'open'],
  showMood: ['seated', 'open'],
  clearMoods: ['leader', 'open'],
};

/** The seat a person sits on now; null when they never sat or left, and where seats are hidden. */
export const seatOf = ({ counting }: Ballots, person: PersonId): Seat | null => {
  const seat = counting && onShelf(counting.seats, person);
  return seat && seat.roles.length > 0 ? seat : null;
};

export const isLeader = (ballots: Ballots, actor: Actor): boolean =>
  hasRole(actor, 'admin') || (seatOf(ballots, actor.id)?.roles.some((role) => role === 'host' || role === 'recorder') ?? false);

/** Observers listen, unless a poll names them. */
export const speaks = (roles: readonly VoterRole[]): boolean => roles.some((role) => role !== 'observer');
export const mayVote = ({ roles }: Pick<Poll, 'roles'>, held: readonly VoterRole[]): boolean =>
  roles.length === 0 ? speaks(held) : held.some((role) => roles.includes(role));

const late = (state: BallotsState, when: When): BallotRefusal =>
  state.stage === 'none' ? 'not-prepared' : when === 'new' ? 'already-prepared' : 'session-over';

const fits = (state: BallotsState, when: When): boolean =>
  (when === 'new') === (state.stage === 'none') && !(when === 'open' && state.stage === 'closed');

const stranger = (who: Who, state: BallotsState, actor: Actor): BallotRefusal | null => {
  if (who === 'house') return isHouse(actor) ? null : 'not-house';
  if (isHouse(actor)) return who === 'closer' ? null : 'nobody';
  if (!isSomebody(actor)) return 'nobody';
  if (who === 'voter') return null;
  // A paper says that somebody may vote, and nothing else.
  if (actor.paper !== undefined) return 'paper-not-for-this';
  if (state.stage === 'none' || state.counting === null) return null;
  const seat = seatOf(state, actor.id);
  switch (who) {
    case 'leader':
    case 'closer':
      return isLeader(state, actor) ? null : 'not-host-or-recorder';
    case 'seated':
      return seat ? null : 'not-seated';
    case 'speaker':
      if (!seat) return 'not-seated';
      return speaks(seat.roles) ? null : 'observers-listen';
    default:
      return never(who);
  }
};

/** Null when this actor may ask for this now. */
export const forbidden = (command: BallotCommand, state: BallotsState, actor: Actor): Refusal<BallotRefusal> | null => {
  const [who, when] = rights[command.type];
  const code = fits(state, when) ? stranger(who, state, actor) : late(state, when);
  return code === null ? null : refuse(code);
};
