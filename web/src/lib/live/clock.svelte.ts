import { createSubscriber } from 'svelte/reactivity';
import { ClockOffset } from './clock-offset.ts';
import { Seconds } from './seconds.ts';

/** The server's clock on this screen: everybody in the hall sees the same second. */
export class Clock {
  readonly #offset: ClockOffset;
  #update: () => void = () => undefined;
  readonly #seconds = new Seconds(
    {
      now: () => this.now(),
      wake: (after, then) => {
        const timer = setTimeout(then, after);
        return () => clearTimeout(timer);
      },
    },
    () => this.#update(),
  );
  readonly #everySecond = createSubscriber((update) => {
    this.#update = update;
    return this.#seconds.run();
  });

  /** `serverNow`: the time the page was made at; good enough until the first round trip. */
  constructor(serverNow: number) {
    this.#offset = new ClockOffset(serverNow - Date.now());
  }

  /** Milliseconds since 1970 by the server's clock. Not reactive. */
  now(): number {
    return Date.now() + this.#offset.value;
  }

  /** The full second that has begun, the same on all screens; whoever reads it while drawing is drawn again every second. */
  get ticking(): number {
    this.#everySecond();
    return this.#seconds.value;
  }

  /** Server minus here, and how wrong that may be at most; in milliseconds. Not reactive; for measuring. */
  get offset(): { readonly value: number; readonly error: number } {
    const { value, error } = this.#offset;
    return { value, error };
  }

  /** What this device knew of the offset earlier, where the page itself is old; good enough until the first round trip. */
  recall(offset: number): void {
    if (this.#offset.error !== Number.POSITIVE_INFINITY) return;
    this.#offset.value = offset;
    this.#seconds.corrected();
  }

  /** One round trip: asked and heard by this browser's clock, `server` in between. */
  heard(asked: number, server: number, heard: number): void {
    this.#offset.heard(asked, server, heard);
    this.#seconds.corrected();
  }

  /** After a reconnect the device may have slept or its clock been set: measure afresh. */
  forget(): void {
    this.#offset.forget();
  }
}
