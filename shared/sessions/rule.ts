/** The shape in which the rules of each concern are written: one function for each command, one for each event. */
import type { Actor } from '../core/actor.ts';
import type { Occasion } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import type { Refusal } from '../core/refusal.ts';
import type { SessionCommand } from './commands.ts';
import type { SessionEvent } from './events.ts';
import type { Session, SessionRefusal } from './state.ts';

export type Outcome = readonly SessionEvent[] | Refusal<SessionRefusal>;

/** Who may ask and at which stage was looked at before, see `rights.ts`. A command missing here does not compile. */
export type Deciders<C extends SessionCommand> = {
  readonly [Type in C['type']]: (command: Extract<C, { type: Type }>, session: Session, actor: Actor, occasion: Occasion) => Outcome;
};

/** An event about something unknown changes nothing. An event missing here does not compile. */
export type Evolvers<E extends SessionEvent> = {
  readonly [Type in E['type']]: (session: Session, event: Extract<E, { type: Type }>, recorded: Recorded<SessionEvent>) => Session;
};

/** The list with the one of this id changed. */
export const changed = <T extends { readonly id: string }>(list: readonly T[], id: string, change: (one: T) => T): readonly T[] =>
  list.map((one) => (one.id === id ? change(one) : one));

/** Whoever asks saw another one as current than there is now. `seen` left out: they mean whichever it is. */
export const movedOn = (seen: string | null | undefined, current: { readonly id: string } | null): boolean =>
  seen !== undefined && seen !== (current?.id ?? null);

export const withId = <T extends { readonly id: string }>(list: readonly T[], id: string | null | undefined): T | null =>
  list.find((one) => one.id === id) ?? null;
