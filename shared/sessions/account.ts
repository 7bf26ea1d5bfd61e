/**
 * Speaking time as an account, in milliseconds. For each turn, and so for every sum of turns:
 * granted + extended + received = used + passed + left, whatever was pressed.
 */
import type { PersonId } from '../core/actor.ts';
import { leftOf } from './clock.ts';
import { mainRole } from './queue.ts';
import type { Session, SessionRole, Side, Turn } from './state.ts';
import { elapsed } from './stopwatch.ts';

export interface Account {
  /** Turns begun or given. */
  readonly turns: number;
  readonly granted: number;
  readonly extended: number;
  readonly received: number;
  readonly used: number;
  readonly passed: number;
  /** Below zero where the turns were overrun. */
  readonly left: number;
}

export interface Accounts {
  readonly persons: Readonly<Record<PersonId, Account>>;
  readonly sides: Readonly<Partial<Record<Side, Account>>>;
  readonly segments: Readonly<Record<string, Account>>;
  readonly roles: Readonly<Partial<Record<SessionRole, Account>>>;
  readonly total: Account;
  /** Passed on and waiting for a next turn: `total.passed` = `total.received` + these. */
  readonly waiting: number;
}

export const emptyAccount: Account = { turns: 0, granted: 0, extended: 0, received: 0, used: 0, passed: 0, left: 0 };

export const accountOf = (turn: Turn, now: number): Account => ({
  ...{ turns: 1, granted: turn.granted, extended: turn.extended, received: turn.received, passed: turn.passed },
  used: elapsed(turn, now),
  left: leftOf(turn, now),
});

const plus = (a: Account, b: Account): Account => ({
  ...{ turns: a.turns + b.turns, granted: a.granted + b.granted, extended: a.extended + b.extended },
  ...{ received: a.received + b.received, used: a.used + b.used, passed: a.passed + b.passed, left: a.left + b.left },
});

const sums = <Key extends string>(turns: readonly Turn[], key: (turn: Turn) => Key | null, now: number): Partial<Record<Key, Account>> => {
  const found = new Map<Key, Account>();
  for (const turn of turns) {
    const name = key(turn);
    if (name !== null) found.set(name, plus(found.get(name) ?? emptyAccount, accountOf(turn, now)));
  }
  return Object.fromEntries(found) as Partial<Record<Key, Account>>;
};

export const accounts = (session: Session, now: number): Accounts => {
  const { turns, credits } = session.floor;
  return {
    persons: sums(turns, ({ person }) => person, now) as Accounts['persons'],
    sides: sums(turns, ({ side }) => side, now),
    segments: sums(turns, ({ segment }) => segment, now) as Accounts['segments'],
    roles: sums(turns, ({ person }) => mainRole(session, person), now),
    total: turns.reduce((sum, turn) => plus(sum, accountOf(turn, now)), emptyAccount),
    waiting: Object.values(credits).reduce((sum, credit) => sum + credit, 0),
  };
};
