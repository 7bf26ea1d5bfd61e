/** The floor: who asked for it, who has it, and an account of the time. Never more than one current speaker. */
import type { Actor } from '../core/actor.ts';
import { isRefusal, refuse, type Refusal } from '../core/refusal.ts';
import { currentSegment, currentTurn, leftOf } from './clock.ts';
import type { CommandOf, FloorCommand } from './commands.ts';
import type { FloorEvent, SessionEvent } from './events.ts';
import { withoutRequest } from './queue.ts';
import { isHost, isHostOrRecorder, isSpeaker, seatOf } from './rights.ts';
import { changed, movedOn, withId, type Deciders, type Evolvers, type Outcome } from './rule.ts';
import { sideLeft } from './sides.ts';
import { seated } from './seats.ts';
import type { Floor, Session, SessionRefusal, Turn } from './state.ts';
import { halted, started, stopped } from './stopwatch.ts';

const second = 1000;

const request = (session: Session, id: string, person: string, asked: Pick<CommandOf<'requestFloor'>, 'side' | 'rebuts'>): Outcome => {
  const [side, rebuts] = [asked.side ?? null, asked.rebuts ?? null];
  if (session.floor.requests.some((one) => one.person === person)) return refuse('already-requested');
  if (rebuts !== null && !withId(session.floor.turns, rebuts)) return refuse('turn-unknown');
  return [{ type: 'floorRequested', request: id, person, side, rebuts }];
};

const requestForGuest = (command: CommandOf<'addRequestFor'>, name: string, session: Session, id: string): Outcome => {
  const person = `h-${id}`.slice(0, 64);
  const seat: SessionEvent = seated({ person, name, realName: null, roles: ['resident'], department: null, hall: true });
  const asked = request(session, id, person, command);
  return isRefusal(asked) ? asked : [seat, ...asked];
};

/** The turn under way, when it is the one that was meant and in this stage; else why not. */
const underWay = (
  session: Session,
  seen: string | null | undefined,
  stages: readonly Turn['stage'][],
  otherwise: SessionRefusal,
): Turn | Refusal<SessionRefusal> => {
  const turn = currentTurn(session);
  if (movedOn(seen, turn)) return refuse('moved-on');
  if (!turn) return refuse('floor-free');
  return stages.includes(turn.stage) ? turn : refuse(otherwise);
};

const mayEnd = (session: Session, actor: Actor, turn: Turn): boolean => turn.person === actor.id || isHostOrRecorder(session, actor);

const pass = ({ to, seconds, turn: seen }: CommandOf<'passTime'>, session: Session, actor: Actor): Outcome => {
  const turn = currentTurn(session);
  if (movedOn(seen, turn)) return refuse('moved-on');
  if (!turn) return refuse('floor-free');
  if (turn.person !== actor.id && !isHost(session, actor)) return refuse('not-your-turn');
  if (to === turn.person) return refuse('pass-to-self');
  if (!seatOf(session, to)) return refuse('seat-unknown');
  const left = leftOf(turn, actor.now);
  if (left < seconds * second) return refuse('time-too-short', { left: Math.max(0, Math.floor(left / second)) });
  return [{ type: 'timePassed', turn: turn.id, to, milliseconds: seconds * second }];
};

/** Less than this is no turn. */
const leastTurn = 5 * second;

const give = (id: string, session: Session, occasionId: string, now: number): Outcome => {
  if (currentTurn(session)) return refuse('floor-taken');
  const asked = withId(session.floor.requests, id);
  if (!asked) return refuse('request-unknown');
  const segment = currentSegment(session);
  if (!segment) return refuse('no-segment');
  const { person, side, rebuts } = asked;
  const budget = side === null ? null : sideLeft(session, side, now);
  if (budget !== null && budget < leastTurn) return refuse('side-time-spent', { left: Math.max(0, Math.floor(budget / second)) });
  const granted = Math.min(segment.turn * second, budget ?? Infinity);
  return [{ type: 'floorGiven', turn: occasionId, request: id, person, segment: segment.id, side, rebuts, granted }];
};

export const floorDeciders: Deciders<FloorCommand> = {
  requestFloor: (command, session, actor, { id }) => request(session, id, actor.id, command),
  addRequestFor(command, session, _, { id }) {
    if ('name' in command.who) return requestForGuest(command, command.who.name, session, id);
    const { person } = command.who;
    if (!seatOf(session, person)) return refuse('seat-unknown');
    return isSpeaker(session, person) ? request(session, id, person, command) : refuse('observers-listen');
  },
  withdrawRequest({ request: named }, session, actor) {
    const own = session.floor.requests.find((one) => one.person === actor.id);
    const found = named === undefined ? own : withId(session.floor.requests, named);
    if (!found) return refuse(named === undefined ? 'not-requested' : 'request-unknown');
    if (found !== own && !isHostOrRecorder(session, actor)) return refuse('not-host-or-recorder');
    return [{ type: 'requestWithdrawn', request: found.id }];
  },
  moveRequest({ request: moved, before }, session) {
    const known = [moved, ...(before === null ? [] : [before])].every((id) => withId(session.floor.requests, id));
    if (!known) return refuse('request-unknown');
    return moved === before ? [] : [{ type: 'requestMoved', request: moved, before }];
  },
  giveFloor: ({ request: asked }, session, { now }, { id }) => give(asked, session, id, now),
  startTurn({ turn: seen }, session) {
    const turn = underWay(session, seen, ['given'], 'turn-begun');
    return isRefusal(turn) ? turn : [{ type: 'turnStarted', turn: turn.id }];
  },
  pauseTurn({ turn: seen }, session) {
    const turn = underWay(session, seen, ['running'], 'turn-not-running');
    return isRefusal(turn) ? turn : [{ type: 'turnPaused', turn: turn.id }];
  },
  resumeTurn({ turn: seen }, session) {
    const turn = underWay(session, seen, ['paused'], 'turn-not-paused');
    return isRefusal(turn) ? turn : [{ type: 'turnResumed', turn: turn.id }];
  },
  extendTurn({ seconds, reason, turn: seen }, session, { now }) {
    const turn = currentTurn(session);
    if (movedOn(seen, turn)) return refuse('moved-on');
    if (!turn) return refuse('floor-free');
    const budget = turn.side === null ? null : sideLeft(session, turn.side, now);
    if (budget !== null && budget < seconds * second) return refuse('side-time-spent', { left: Math.max(0, Math.floor(budget / second)) });
    return [{ type: 'turnExtended', turn: turn.id, milliseconds: seconds * second, reason }];
  },
  passTime: pass,
  endTurn({ turn: seen }, session, actor) {
    const turn = currentTurn(session);
    if (movedOn(seen, turn)) return refuse('moved-on');
    if (!turn) return refuse('floor-free');
    return mayEnd(session, actor, turn) ? [{ type: 'turnEnded', turn: turn.id }] : refuse('not-your-turn');
  },
  noteTurn({ turn, text }, session) {
    return withId(session.floor.turns, turn) ? [{ type: 'turnNoted', turn, text }] : refuse('turn-unknown');
  },
};

const onFloor = (session: Session, change: Partial<Floor>): Session => ({ ...session, floor: { ...session.floor, ...change } });

const onTurn = (session: Session, id: string, change: (turn: Turn) => Turn): Session =>
  onFloor(session, { turns: changed(session.floor.turns, id, change) });

const begun = (event: Extract<FloorEvent, { type: 'floorGiven' }>, received: number, at: number): Turn => {
  const { turn: id, person, request: from, segment, side, rebuts, granted } = event;
  const times = { granted, extended: 0, received, passed: 0, ...stopped };
  return {
    id,
    person,
    request: from,
    segment,
    side,
    rebuts,
    ...times,
    stage: 'given',
    givenAt: at,
    startedAt: null,
    endedAt: null,
    note: null,
  };
};

const without = (credits: Floor['credits'], person: string): Floor['credits'] =>
  Object.fromEntries(Object.entries(credits).filter(([owner]) => owner !== person));

const creditOf = ({ credits }: Floor, person: string): number => (Object.hasOwn(credits, person) ? (credits[person] ?? 0) : 0);

export const floorEvolvers: Evolvers<FloorEvent> = {
  floorRequested(session, { request: id, person, side, rebuts }, { at }) {
    return onFloor(session, { requests: [...session.floor.requests, { id, person, side, rebuts, at }] });
  },
  requestWithdrawn: (session, event) => onFloor(session, withoutRequest(session, event.request)),
  requestMoved(session, { request: id, before }) {
    return onFloor(session, { moves: [...session.floor.moves.filter((move) => move.request !== id), { request: id, before }] });
  },
  floorGiven(session, event, { at }) {
    const { turns, credits } = session.floor;
    const turn = begun(event, creditOf(session.floor, event.person), at);
    const waiting = withoutRequest(session, event.request);
    return onFloor(session, { ...waiting, turns: [...turns, turn], current: turn.id, credits: without(credits, event.person) });
  },
  turnStarted: (session, { turn }, { at }) =>
    onTurn(session, turn, (one) => ({ ...one, ...started(one, at), stage: 'running', startedAt: one.startedAt ?? at })),
  turnPaused: (session, { turn }, { at }) => onTurn(session, turn, (one) => ({ ...one, ...halted(one, at), stage: 'paused' })),
  turnResumed: (session, { turn }, { at }) => onTurn(session, turn, (one) => ({ ...one, ...started(one, at), stage: 'running' })),
  turnExtended: (session, { turn, milliseconds }) => onTurn(session, turn, (one) => ({ ...one, extended: one.extended + milliseconds })),
  timePassed(session, { turn, to, milliseconds }) {
    const { credits } = session.floor;
    const after = onTurn(session, turn, (one) => ({ ...one, passed: one.passed + milliseconds }));
    return onFloor(after, { credits: { ...credits, [to]: creditOf(session.floor, to) + milliseconds } });
  },
  turnEnded(session, { turn }, { at }) {
    const after = onTurn(session, turn, (one) => ({ ...one, ...halted(one, at), stage: 'ended', endedAt: at }));
    return onFloor(after, { current: session.floor.current === turn ? null : session.floor.current });
  },
  turnNoted: (session, { turn, text }) => onTurn(session, turn, (one) => ({ ...one, note: text })),
};
