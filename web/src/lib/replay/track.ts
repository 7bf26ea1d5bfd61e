/**
 * One stream as it stood at any moment, folded here by the same `evolve` as everywhere. States are kept every so many events, so that a jump
 * folds a few of them and not the whole history; states share what did not change, so keeping them costs little.
 */
import type { AnyCommand, Kind } from '#shared/core/kind.ts';
import type { AnyEvent, Recorded } from '#shared/core/recorded.ts';
import type { Sent } from '#shared/core/wire.ts';

const spacing = 64;

export interface Stand<S> {
  /** Of the last event this viewer may see. */
  readonly seq: number;
  readonly state: S;
}

export class Track<S, C extends AnyCommand, E extends AnyEvent, R extends string> {
  readonly #kind: Kind<S, C, E, R>;
  readonly #events: readonly Recorded<E>[];
  /** The states before events 0, 64, 128 …, as far as they were needed so far. */
  readonly #kept: S[];
  #last: { readonly count: number; readonly state: S };

  /** Events in order; those this viewer may not see change nothing here. */
  constructor(kind: Kind<S, C, E, R>, sent: readonly Sent[]) {
    this.#kind = kind;
    // The server folds with the same evolve and its schema, so what it sends is one of the kind's events.
    this.#events = sent.filter((one): one is Recorded<E> => 'event' in one);
    this.#kept = [kind.initial];
    this.#last = { count: 0, state: kind.initial };
  }

  get events(): readonly Recorded<E>[] {
    return this.#events;
  }

  /** After everything that happened by this instant (milliseconds since 1970). */
  at(instant: number): Stand<S> {
    const count = this.#countBy(instant);
    return { seq: this.#events[count - 1]?.seq ?? 0, state: this.#after(count) };
  }

  get end(): Stand<S> {
    return this.at(Number.POSITIVE_INFINITY);
  }

  #countBy(instant: number): number {
    let [least, most] = [0, this.#events.length];
    while (least < most) {
      const middle = (least + most) >> 1;
      if ((this.#events[middle]?.at ?? 0) <= instant) least = middle + 1;
      else most = middle;
    }
    return least;
  }

  #after(count: number): S {
    const near = this.#last.count <= count && count - this.#last.count < spacing ? this.#last : this.#from(Math.floor(count / spacing));
    const state = this.#folded(near.state, near.count, count);
    this.#last = { count, state };
    return state;
  }

  #from(place: number): { readonly count: number; readonly state: S } {
    for (let n = this.#kept.length; n <= place; n += 1)
      this.#kept.push(this.#folded(this.#kept[n - 1] ?? this.#kind.initial, (n - 1) * spacing, n * spacing));
    return { count: place * spacing, state: this.#kept[place] ?? this.#kind.initial };
  }

  #folded(state: S, from: number, to: number): S {
    return this.#events.slice(from, to).reduce((folded, recorded) => this.#kind.evolve(folded, recorded), state);
  }
}
