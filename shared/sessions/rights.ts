/** Who may ask for what, and when: one line for each command. */
import { hasRole, isHouse, isSomebody, type Actor, type PersonId } from '../core/actor.ts';
import { never } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { SessionCommand } from './commands.ts';
import type { Seat, Session, SessionRefusal, SessionRole, SessionState } from './state.ts';

/** `speaker`: seated and not only to observe. `somebody`: anyone with an identity; the rule itself says more. */
type Who = 'convener' | 'host' | 'host-or-recorder' | 'speaker' | 'seated' | 'somebody' | 'house';
type When = 'new' | 'preparing' | 'open' | 'running' | 'held' | 'over' | 'any';

/** new: not yet convened · running: preparing or open · held: open or closed · over: closed · any: once convened. */
const stagesOf: Readonly<Record<When, readonly SessionState['stage'][]>> = {
  new: ['none'],
  preparing: ['preparing'],
  open: ['open'],
  running: ['preparing', 'open'],
  held: ['open', 'closed'],
  over: ['closed'],
  any: ['preparing', 'open', 'closed', 'cancelled'],
};

const rights: Readonly<Record<SessionCommand['type'], readonly [Who, When]>> = {
  convene: ['convener', 'new'],
  revise: ['host', 'preparing'],
  takeNumber: ['house', 'any'],
  open: ['host', 'preparing'],
  close: ['host', 'open'],
  cancel: ['host', 'preparing'],
  showScene: ['host-or-recorder', 'any'],
  lead: ['host-or-recorder', 'open'],
  setAgenda: ['host', 'preparing'],
  addSegment: ['host', 'running'],
  reviseSegment: ['host', 'running'],
  moveSegment: ['host', 'running'],
  removeSegment: ['host', 'running'],
  startSegment: ['host', 'open'],
  nextSegment: ['host', 'open'],
  skipSegment: ['host', 'open'],
  extendSegment: ['host', 'open'],
  pauseClock: ['host-or-recorder', 'open'],
  resumeClock: ['host-or-recorder', 'open'],
  invite: ['host', 'running'],
  renewCode: ['host', 'running'],
  revokeCode: ['host', 'running'],
  seatPerson: ['host', 'running'],
  join: ['somebody', 'any'],
  rename: ['seated', 'running'],
  leaveSeat: ['somebody', 'running'],
  joinScreen: ['somebody', 'any'],
  offerConsole: ['host', 'running'],
  endConsoleOffer: ['host', 'running'],
  handOverConsole: ['host', 'running'],
  requestFloor: ['speaker', 'open'],
  addRequestFor: ['host-or-recorder', 'open'],
  withdrawRequest: ['somebody', 'open'],
  moveRequest: ['host', 'open'],
  giveFloor: ['host', 'open'],
  startTurn: ['host-or-recorder', 'open'],
  pauseTurn: ['host-or-recorder', 'open'],
  resumeTurn: ['host-or-recorder', 'open'],
  extendTurn: ['host', 'open'],
  passTime: ['somebody', 'open'],
  endTurn: ['somebody', 'open'],
  noteTurn: ['host-or-recorder', 'held'],
  ask: ['somebody', 'open'],
  keepSupport: ['house', 'over'],
  withdrawQuestion: ['speaker', 'open'],
  raiseQuestion: ['host', 'open'],
  returnToQueue: ['host', 'open'],
  answerQuestion: ['somebody', 'open'],
  followUp: ['somebody', 'open'],
  settleQuestion: ['somebody', 'open'],
  declineQuestion: ['host', 'open'],
  holdQuestions: ['host', 'running'],
  releaseQuestion: ['host', 'open'],
  mergeQuestion: ['host-or-recorder', 'open'],
  unmergeQuestion: ['host-or-recorder', 'open'],
  directQuestion: ['host-or-recorder', 'open'],
  captureCommitment: ['host-or-recorder', 'open'],
  confirmCommitment: ['somebody', 'held'],
  amendCommitment: ['somebody', 'held'],
  refuseCommitment: ['somebody', 'held'],
  setMotion: ['host', 'open'],
  setSideTime: ['host', 'open'],
  extendSide: ['host', 'open'],
  takeSide: ['speaker', 'open'],
  setStance: ['speaker', 'open'],
};

/** The seat a person sits on now; null when they never sat or left. */
export const seatOf = (session: Session, person: PersonId): Seat | null => {
  const seat = Object.hasOwn(session.seats, person) ? session.seats[person] : undefined;
  return seat && seat.left === null ? seat : null;
};

export const playsRole = (session: Session, person: PersonId, role: SessionRole): boolean =>
  seatOf(session, person)?.roles.includes(role) ?? false;

/** Whoever convened it keeps the host's rights, seated or not, and so do administrators. */
export const isHost = (session: Session, actor: Actor): boolean =>
  isSomebody(actor) && (playsRole(session, actor.id, 'host') || session.convener === actor.id || hasRole(actor, 'admin'));
export const isHostOrRecorder = (session: Session, actor: Actor): boolean =>
  isHost(session, actor) || playsRole(session, actor.id, 'recorder');

export const isSpeaker = (session: Session, person: PersonId): boolean =>
  seatOf(session, person)?.roles.some((role) => role !== 'observer') ?? false;

/** Departments this actor speaks for here: that of the seat as officer, and that of the account. */
export const departmentsOf = (session: Session, actor: Actor): readonly string[] => {
  const seat = seatOf(session, actor.id);
  const seated = seat?.roles.includes('officer') ? seat.department : null;
  const standing = hasRole(actor, 'officer', 'leader') ? actor.department : null;
  return [seated, standing].filter((department) => department !== null);
};

const late = (state: SessionState, when: When): SessionRefusal => {
  if (state.stage === 'none') return 'not-convened';
  if (when === 'new') return 'already-convened';
  if (state.stage === 'closed' || state.stage === 'cancelled') return 'session-over';
  return when === 'preparing' ? 'not-preparing' : 'not-open';
};

const stranger = (who: Who, state: SessionState, actor: Actor): SessionRefusal | null => {
  if (who === 'house') return isHouse(actor) ? null : 'not-house';
  if (!isSomebody(actor) || isHouse(actor)) return 'nobody';
  if (who === 'somebody') return null;
  if (who === 'convener') return hasRole(actor, 'convener', 'admin') ? null : 'not-convener';
  if (state.stage === 'none') return 'not-convened';
  switch (who) {
    case 'host':
      return isHost(state, actor) ? null : 'not-host';
    case 'host-or-recorder':
      return isHostOrRecorder(state, actor) ? null : 'not-host-or-recorder';
    case 'seated':
      return seatOf(state, actor.id) ? null : 'not-seated';
    case 'speaker':
      if (!seatOf(state, actor.id)) return 'not-seated';
      return isSpeaker(state, actor.id) ? null : 'observers-listen';
    default:
      return never(who);
  }
};

/** Null when this actor may ask for this now. */
export const forbidden = (command: SessionCommand, state: SessionState, actor: Actor): Refusal<SessionRefusal> | null => {
  const [who, when] = rights[command.type];
  const code = stagesOf[when].includes(state.stage) ? stranger(who, state, actor) : late(state, when);
  return code === null ? null : refuse(code);
};
