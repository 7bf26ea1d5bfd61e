/**
 * Kinds somebody outside waits for. Commits ask it, so it answers at once, from what was read before. An answer too old to be trusted is "yes":
 * so nothing is lost while the store or the bus is away, and what nobody waits for is forgotten when it is looked at.
 *
 * Invariant: a subscription is told of everything committed `trusted` milliseconds after it was kept, by whichever node; mostly of what is
 * committed at once, for nodes tell each other.
 */
import type { Channel } from './channel.ts';

/** In milliseconds; nodes look more often than that. */
const trusted = 10_000;

export class Awaited {
  readonly #now: () => number;
  /** Nobody else writes: what was read stays true until it is told otherwise. */
  readonly #alone: boolean;
  #kinds: ReadonlySet<string> = new Set();
  #until = -Infinity;
  /** Readings are counted: only the newest is believed, and none begun before there was doubt. */
  #begun = 0;
  #believed = 0;

  constructor(now: () => number, alone: boolean) {
    this.#now = now;
    this.#alone = alone;
  }

  has(kind: string): boolean {
    return this.#kinds.has(kind) || this.#now() >= this.#until;
  }

  async read(channels: readonly Channel[]): Promise<void> {
    const asked = this.#now();
    this.#begun += 1;
    const nth = this.#begun;
    const kinds = await Promise.all(channels.map(async (channel) => [...(await channel.kinds())]));
    if (nth <= this.#believed) return;
    this.#believed = nth;
    this.#kinds = new Set(kinds.flat());
    this.#until = this.#alone ? Infinity : asked + trusted;
  }

  /** Until it is read again, everything may be waited for. */
  doubt(): void {
    this.#until = -Infinity;
    this.#believed = this.#begun;
  }
}
