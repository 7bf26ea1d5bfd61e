/**
 * Who speaks next, and why. First-time speakers first; in a debate the sides alternate; roles alternate; then who used least time; then who
 * asked first. What the host moves stays where it was put.
 */
import type { PersonId } from '../core/actor.ts';
import { currentSegment } from './clock.ts';
import type { Floor, FloorRequest, Session, SessionRole, Side } from './state.ts';

/** Facts that put a request at its place; the screen says them in words. */
export type Because =
  | { readonly code: 'first-time' }
  | { readonly code: 'spoke-before'; readonly turns: number; readonly seconds: number }
  /** `after`: the side, or role, of the one before. */
  | { readonly code: 'side-alternates'; readonly after: Side; readonly side: Side | null }
  | { readonly code: 'role-alternates'; readonly after: SessionRole; readonly role: SessionRole | null }
  | { readonly code: 'least-time'; readonly seconds: number }
  | { readonly code: 'asked-first'; readonly at: number }
  | { readonly code: 'host' };

export interface Place {
  /** 1 = next. */
  readonly place: number;
  readonly request: FloorRequest;
  readonly because: readonly Because[];
}

interface Candidate {
  readonly request: FloorRequest;
  readonly role: SessionRole | null;
  readonly turns: number;
  readonly used: number;
}

type Placed = Pick<Place, 'request' | 'because'>;
/** Whoever was placed, or speaks, before this one. */
type Before = { readonly role: SessionRole | null; readonly side: Side | null } | null;

/** The part a person plays when roles alternate: what they came for, before what they do for the meeting. */
const precedence: readonly SessionRole[] = ['stakeholder', 'resident', 'member', 'expert', 'officer', 'observer', 'recorder', 'host'];

/** The part a person plays here; null = they never sat here. */
export const mainRole = (session: Session, person: PersonId): SessionRole | null => {
  const roles = Object.hasOwn(session.seats, person) ? session.seats[person]?.roles : undefined;
  return precedence.find((role) => roles?.includes(role)) ?? null;
};

const candidate = (session: Session, request: FloorRequest): Candidate => {
  // Only ended turns count, so that an order people see does not change while somebody speaks.
  const turns = session.floor.turns.filter((turn) => turn.person === request.person && turn.startedAt !== null && turn.stage === 'ended');
  return { request, role: mainRole(session, request.person), turns: turns.length, used: turns.reduce((sum, turn) => sum + turn.used, 0) };
};

const seconds = (milliseconds: number): number => Math.round(milliseconds / 1000);

const pick = (
  among: readonly Candidate[],
  before: Before,
  debating: boolean,
): { readonly chosen: Candidate; readonly because: readonly Because[] } => {
  const because: ((chosen: Candidate) => Because)[] = [];
  let left = among;
  const narrow = (keep: (one: Candidate) => boolean, say: ((chosen: Candidate) => Because) | null): void => {
    const kept = left.filter(keep);
    if (kept.length === 0 || kept.length === left.length) return;
    left = kept;
    if (say) because.push(say);
  };
  narrow(({ turns }) => turns === 0, null);
  const { role: lastRole, side: lastSide } = before ?? { role: null, side: null };
  if (debating && lastSide)
    narrow(
      ({ request }) => request.side !== lastSide,
      ({ request }) => ({ code: 'side-alternates', after: lastSide, side: request.side }),
    );
  if (lastRole)
    narrow(
      ({ role }) => role !== lastRole,
      ({ role }) => ({ code: 'role-alternates', after: lastRole, role }),
    );
  const least = Math.min(...left.map(({ used }) => used));
  narrow(
    ({ used }) => used === least,
    ({ used }) => ({ code: 'least-time', seconds: seconds(used) }),
  );
  const [chosen] = left;
  if (!chosen) throw new Error('nobody to choose among');
  if (left.length > 1) because.push(({ request }) => ({ code: 'asked-first', at: request.at }));
  const standing: Because =
    chosen.turns === 0 ? { code: 'first-time' } : { code: 'spoke-before', turns: chosen.turns, seconds: seconds(chosen.used) };
  return { chosen, because: [standing, ...because.map((say) => say(chosen))] };
};

const byRule = (session: Session): readonly Placed[] => {
  const debating = currentSegment(session)?.form === 'debate';
  const last = session.floor.turns.at(-1);
  let before: Before = last ? { role: mainRole(session, last.person), side: last.side } : null;
  let waiting = session.floor.requests.map((request) => candidate(session, request));
  const placed: Placed[] = [];
  while (waiting.length > 0) {
    const { chosen, because } = pick(waiting, before, debating);
    placed.push({ request: chosen.request, because });
    before = { role: chosen.role, side: chosen.request.side };
    waiting = waiting.filter((one) => one !== chosen);
  }
  return placed;
};

const moved = (places: readonly Placed[], { request, before }: Floor['moves'][number]): readonly Placed[] => {
  const one = places.find((place) => place.request.id === request);
  if (!one) return places;
  const others = places.filter((place) => place !== one);
  const at = others.findIndex((place) => place.request.id === before);
  const because: readonly Because[] = [{ code: 'host' }];
  return others.toSpliced(at < 0 ? others.length : at, 0, { request: one.request, because });
};

/** Everybody who waits, in the order in which they will speak. */
export const queue = (session: Session): readonly Place[] =>
  session.floor.moves.reduce(moved, byRule(session)).map(({ request, because }, n) => ({ place: n + 1, request, because }));

/** The floor without this request; whoever the host put before it keeps that place. */
export const withoutRequest = (session: Session, request: string): Pick<Floor, 'requests' | 'moves'> => {
  const order = queue(session).map((place) => place.request.id);
  const next = (mover: string): string | null => order.slice(order.indexOf(request) + 1).find((id) => id !== mover) ?? null;
  return {
    requests: session.floor.requests.filter(({ id }) => id !== request),
    moves: session.floor.moves
      .filter((move) => move.request !== request)
      .map((move) => (move.before === request ? { ...move, before: next(move.request) } : move)),
  };
};
