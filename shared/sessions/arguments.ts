/** The tree of a debate: the motion, what each side said to it, and under every turn the turns that answered it. */
import { sides, type Debate, type Session, type Side, type Turn } from './state.ts';
import { elapsed } from './stopwatch.ts';

export interface Argument {
  readonly turn: Turn;
  /** In the order they were given. */
  readonly rebuttals: readonly Argument[];
}

export interface ArgumentSide {
  readonly side: Side;
  /** Turns that answer no other turn of this debate. */
  readonly arguments: readonly Argument[];
  /** All turns of this side, rebuttals too. */
  readonly turns: number;
  /** Milliseconds spoken. */
  readonly used: number;
}

export interface ArgumentTree {
  readonly motion: Debate['motion'];
  readonly sides: readonly ArgumentSide[];
}

/** Turns of one of the session's debates that took a side, in the order they were given. */
export const turnsOf = (session: Session, debate: Debate): readonly Turn[] => {
  const all = [...session.earlierDebates, ...(session.debate ? [session.debate] : [])];
  const next = all[all.findIndex(({ motion }) => motion.id === debate.motion.id) + 1];
  return session.floor.turns.slice(debate.turnsBefore, next?.turnsBefore).filter(({ side }) => side !== null);
};

/** Every turn with a side stands in it exactly once. */
export const argumentTree = (session: Session, debate: Debate, now: number): ArgumentTree => {
  const turns = turnsOf(session, debate);
  const known = new Set(turns.map(({ id }) => id));
  const argument = (turn: Turn): Argument => ({ turn, rebuttals: turns.filter(({ rebuts }) => rebuts === turn.id).map(argument) });
  const roots = turns.filter(({ rebuts }) => rebuts === null || !known.has(rebuts));
  return {
    motion: debate.motion,
    sides: sides.map((side) => {
      const own = turns.filter((turn) => turn.side === side);
      return {
        ...{ side, turns: own.length, used: own.reduce((sum, turn) => sum + elapsed(turn, now), 0) },
        arguments: roots.filter((turn) => turn.side === side).map(argument),
      };
    }),
  };
};
