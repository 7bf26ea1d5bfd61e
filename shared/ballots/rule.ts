/** The shape in which the rules of each concern are written: one function for each command, one for each event. */
import type { Actor } from '../core/actor.ts';
import type { Occasion } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import type { Refusal } from '../core/refusal.ts';
import type { BallotCommand } from './commands.ts';
import type { BallotEvent } from './events.ts';
import type { BallotRefusal, Ballots, Counting } from './state.ts';

export type Outcome = readonly BallotEvent[] | Refusal<BallotRefusal>;

/** Who may ask and at which stage was looked at before, see `rights.ts`. A command missing here does not compile. */
export type Deciders<C extends BallotCommand> = {
  readonly [Type in C['type']]: (command: Extract<C, { type: Type }>, ballots: Ballots, actor: Actor, occasion: Occasion) => Outcome;
};

/** An event about something unknown changes nothing. An event missing here does not compile. */
export type Evolvers<E extends BallotEvent> = {
  readonly [Type in E['type']]: (ballots: Ballots, event: Extract<E, { type: Type }>, recorded: Recorded<BallotEvent>) => Ballots;
};

/** What only the counting keeps; viewers, who have none, stay as they are. */
export const counted = (ballots: Ballots, change: (counting: Counting) => Counting): Ballots =>
  ballots.counting === null ? ballots : { ...ballots, counting: change(ballots.counting) };

/** The list with the one of this id changed. */
export const changed = <T extends { readonly id: string }>(list: readonly T[], id: string, change: (one: T) => T): readonly T[] =>
  list.map((one) => (one.id === id ? change(one) : one));

export const withId = <T extends { readonly id: string }>(list: readonly T[], id: string | null | undefined): T | null =>
  list.find((one) => one.id === id) ?? null;
