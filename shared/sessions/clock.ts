/** What every screen computes for itself from the instants in the state. All durations in milliseconds. */
import type { Segment, Session, SessionState, Turn } from './state.ts';
import { elapsed } from './stopwatch.ts';

const second = 1000;
const minute = 60 * second;

export interface SegmentClock {
  readonly segment: Segment;
  /** Planned minutes with all extensions. */
  readonly budget: number;
  readonly used: number;
  /** Below zero when overrun. */
  readonly left: number;
  readonly running: boolean;
}

export interface TurnClock {
  readonly turn: Turn;
  /** Everything this turn may use: granted, extended and received, less what was passed on. */
  readonly budget: number;
  readonly used: number;
  /** Below zero when overrun. */
  readonly left: number;
  readonly running: boolean;
  /** The placard is up: the end is near or past. */
  readonly placard: boolean;
  /** The bell has rung. */
  readonly over: boolean;
}

export const budgetOf = (segment: Segment): number => (segment.minutes + segment.extended) * minute;
export const allowance = (turn: Turn): number => turn.granted + turn.extended + turn.received - turn.passed;
/** What is left of a turn; an ended turn keeps what it did not use. */
export const leftOf = (turn: Turn, now: number): number => allowance(turn) - elapsed(turn, now);

export const currentSegment = (session: Pick<Session, 'segments'>): Segment | null =>
  session.segments.find(({ stage }) => stage === 'current') ?? null;
export const currentTurn = ({ floor }: Pick<Session, 'floor'>): Turn | null => floor.turns.find(({ id }) => id === floor.current) ?? null;

/** Null while no segment is under way. */
export const segmentClock = (state: SessionState, now: number): SegmentClock | null => {
  const segment = state.stage === 'none' ? null : currentSegment(state);
  if (!segment) return null;
  const [budget, used] = [budgetOf(segment), elapsed(segment, now)];
  return { segment, budget, used, left: budget - used, running: segment.since !== null };
};

/** Of the current speaker; null while nobody has the floor. */
export const turnClock = (state: SessionState, now: number): TurnClock | null => {
  const turn = state.stage === 'none' ? null : currentTurn(state);
  if (!turn || state.stage === 'none') return null;
  const [budget, used] = [allowance(turn), elapsed(turn, now)];
  const left = budget - used;
  return { turn, budget, used, left, running: turn.since !== null, placard: left <= state.placard * second, over: left <= 0 };
};

const ahead = (session: Session): number =>
  session.segments.filter(({ stage }) => stage === 'planned').reduce((sum, segment) => sum + budgetOf(segment), 0);

/** Planned minutes of the whole agenda, without extensions. */
export const minutesOf = ({ segments }: Pick<Session, 'segments'>): number => segments.reduce((sum, { minutes }) => sum + minutes, 0);

/** When the agenda as it stood at the opening would have ended; before the opening, as it stands. */
export const plannedEnd = (session: Session): number => {
  const begins = 'openedAt' in session ? session.openedAt : session.startsAt;
  return begins + (session.plan ?? minutesOf(session)) * minute;
};

/**
 * Expected end (instant): what is left of the current segment and all that is planned, from now on. An overrun segment is taken to end now.
 * Once closed, the end itself; null where there will be none.
 */
export const forecast = (state: SessionState, now: number): number | null => {
  switch (state.stage) {
    case 'none':
    case 'cancelled':
      return null;
    case 'closed':
      return state.closedAt;
    case 'preparing':
      return Math.max(now, state.startsAt) + ahead(state);
    case 'open':
      return now + Math.max(0, segmentClock(state, now)?.left ?? 0) + ahead(state);
  }
};

export interface Share {
  readonly turns: number;
  /** Milliseconds spoken. */
  readonly used: number;
}

const shares = <Key extends string>(
  turns: readonly Turn[],
  key: (turn: Turn) => Key | null,
  now: number,
): Readonly<Partial<Record<Key, Share>>> => {
  const found = new Map<Key, Share>();
  for (const turn of turns) {
    const name = key(turn);
    if (name === null || turn.startedAt === null) continue;
    const before = found.get(name) ?? { turns: 0, used: 0 };
    found.set(name, { turns: before.turns + 1, used: before.used + elapsed(turn, now) });
  }
  return Object.fromEntries(found) as Partial<Record<Key, Share>>;
};

/** Who has spoken how often and how long. */
export const speaking = (session: Session, now: number) => shares(session.floor.turns, ({ person }) => person, now);
/** The same by side of the debate. */
export const balance = (session: Session, now: number) => shares(session.floor.turns, ({ side }) => side, now);
