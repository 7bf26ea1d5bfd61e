/**
 * What a screen knows of one stream, as plain data: `confirmed` is what the server told, `pending` what this browser asked and was not
 * yet told. Pure: the same inputs give the same screen. Law: once an ask is accepted, its effect never leaves the screen again.
 */
import type { Actor } from '#shared/core/actor.ts';
import type { AnyCommand, Occasion, Rules } from '#shared/core/kind.ts';
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import { isRefusal, type Refusal } from '#shared/core/refusal.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import type { Followed, Sent } from '#shared/core/wire.ts';

export interface Pending<C> {
  readonly id: string;
  readonly command: C;
  /** By the server's clock, as this browser knew it. */
  readonly askedAt: number;
  /** The server said it is done at this seq; shown as pending until that event has come, so that nothing flickers. */
  readonly doneAt?: number;
  /** Asked before this state was given: it may hold the effect already, so nothing is shown on top of it. */
  readonly unsure?: true;
}

export interface Merged<S, C> {
  readonly seq: number;
  readonly audience: string;
  readonly confirmed: S;
  /** In the order they were asked. */
  readonly pending: readonly Pending<C>[];
}

/** Who looks, from where: what `decide` needs besides state and command. */
export interface Viewpoint {
  readonly stream: StreamId;
  readonly viewer: Actor;
  /** null: this page does not decide by itself, it only asks. */
  readonly pack: RulePack | null;
}

export type Told = Extract<Followed, { seq: number }>;

const isVisible = (sent: Sent): sent is Recorded<AnyEvent> => 'event' in sent;
/** Place before the first event of it: a run of hidden ones counts as many. */
const before = (sent: Sent): number => sent.seq - (isVisible(sent) ? 1 : (sent.hidden ?? 1));
const settled = <C>(pending: readonly Pending<C>[], seq: number, causes: ReadonlySet<string>): readonly Pending<C>[] =>
  pending.filter((one) => !causes.has(one.id) && !(one.doneAt !== undefined && one.doneAt <= seq));

export const begin = <S, C extends AnyCommand, E extends AnyEvent, R extends string>(kind: Rules<S, C, E, R>): Merged<S, C> => ({
  seq: 0,
  audience: '',
  confirmed: kind.initial,
  pending: [],
});

/** A batch from the server. Events known already are passed over; a missing one is told as `gap`. */
export const advance = <S, C extends AnyCommand, E extends AnyEvent, R extends string>(
  kind: Rules<S, C, E, R>,
  merged: Merged<S, C>,
  batch: readonly Sent[],
): Merged<S, C> | 'gap' => {
  const fresh = batch.filter((sent) => sent.seq > merged.seq);
  // A run may begin with some that are known already.
  if (fresh.some((sent, n) => before(sent) > (fresh[n - 1]?.seq ?? merged.seq))) return 'gap';
  if (fresh.length === 0) return merged;
  const visible = fresh.filter(isVisible);
  // The server folds with the same evolve and its schema, so what it sends is one of the kind's events.
  const confirmed = visible.reduce((state, recorded) => kind.evolve(state, recorded as Recorded<E>), merged.confirmed);
  const seq = fresh.at(-1)?.seq ?? merged.seq;
  return { ...merged, seq, confirmed, pending: settled(merged.pending, seq, new Set(visible.map((one) => one.cause))) };
};

/**
 * The answer to `follow`, or a changed audience: fold from what it brings. `anew` = everything folded so far is void, also without a state.
 */
export const reset = <S, C extends AnyCommand, E extends AnyEvent, R extends string>(
  kind: Rules<S, C, E, R>,
  merged: Merged<S, C>,
  told: Told,
  anew = false,
): Merged<S, C> | 'gap' => {
  const { audience, events } = told;
  const first = events[0];
  if (told.state !== undefined) {
    const seq = first ? before(first) : told.seq;
    const pending = settled(merged.pending, seq, new Set()).map((one): Pending<C> => ({ ...one, unsure: true }));
    return advance(kind, { seq, audience, confirmed: told.state as S, pending }, events);
  }
  if (anew || (merged.seq > 0 && audience !== merged.audience)) {
    return first && before(first) !== 0 ? 'gap' : advance(kind, { ...begin(kind), audience, pending: merged.pending }, events);
  }
  return advance(kind, { ...merged, audience }, events);
};

export const asked = <S, C>(merged: Merged<S, C>, pending: Pending<C>): Merged<S, C> =>
  merged.pending.some((one) => one.id === pending.id) ? merged : { ...merged, pending: [...merged.pending, pending] };

/** The server did it, at `seq`. */
export const answered = <S, C>(merged: Merged<S, C>, id: string, seq: number): Merged<S, C> => ({
  ...merged,
  pending: settled(
    merged.pending.map((one) => (one.id === id ? { ...one, doneAt: seq } : one)),
    merged.seq,
    new Set(),
  ),
});

/** The server will not do it: it leaves the screen. */
export const dropped = <S, C>(merged: Merged<S, C>, id: string): Merged<S, C> => ({
  ...merged,
  pending: merged.pending.filter((one) => one.id !== id),
});

/**
 * The command decided on what this screen knows; null when that cannot be known here: the decision rests on a document, on a part this
 * viewer may not see, or on the rule pack that was not brought.
 */
export const foresee = <S, C extends AnyCommand, E extends AnyEvent, R extends string>(
  kind: Rules<S, C, E, R>,
  state: S,
  ask: Pending<C>,
  from: Viewpoint,
): readonly E[] | Refusal<R> | null => {
  if (from.pack === null || (kind.reads?.(ask.command) ?? []).length > 0) return null;
  const occasion: Occasion = { stream: from.stream, id: ask.id, chance: '0'.repeat(32), pack: from.pack, documents: {} };
  try {
    return kind.decide(ask.command, state, { ...from.viewer, now: ask.askedAt }, occasion);
  } catch (beyondUs) {
    // Only a guess is lost: the server decides on the whole state.
    console.debug('not foreseen', ask.command.type, beyondUs);
    return null;
  }
};

/** What the screen shows: confirmed, and on top of it what is pending, decided anew on the confirmed state of now. */
export const shown = <S, C extends AnyCommand, E extends AnyEvent, R extends string>(
  kind: Rules<S, C, E, R>,
  merged: Merged<S, C>,
  from: Viewpoint,
): S => {
  let { seq, confirmed: state } = merged;
  for (const ask of merged.pending) {
    if (ask.unsure) continue;
    const events = foresee(kind, state, ask, from);
    if (events === null || isRefusal(events)) continue;
    for (const event of events) {
      seq += 1;
      state = kind.evolve(state, { seq, at: ask.askedAt, by: from.viewer.id, cause: ask.id, event });
    }
  }
  return state;
};
