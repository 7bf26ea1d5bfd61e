import { createSubscriber } from 'svelte/reactivity';

/** The server's clock on this screen: everybody in the hall sees the same second. */
export class Clock {
  /** Server minus here, in milliseconds. */
  #offset = 0;
  #bestTrip = Number.POSITIVE_INFINITY;
  readonly #everySecond = createSubscriber((update) => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      update();
      // On the server's full second, so that all screens change together.
      timer = setTimeout(tick, 1000 - (this.now() % 1000) + 5);
    };
    timer = setTimeout(tick, 1000 - (this.now() % 1000) + 5);
    return () => clearTimeout(timer);
  });

  /** `serverNow`: the time the page was made at; good enough until the first round trip. */
  constructor(serverNow: number) {
    this.#offset = serverNow - Date.now();
  }

  /** Milliseconds since 1970 by the server's clock. Not reactive. */
  now(): number {
    return Date.now() + this.#offset;
  }

  /** The same, and whoever reads it while drawing is drawn again every second. */
  get ticking(): number {
    this.#everySecond();
    return this.now();
  }

  /** One round trip: asked and heard by this browser's clock, `server` in between. The shortest trip tells best. */
  heard(asked: number, server: number, heard: number): void {
    const trip = heard - asked;
    if (trip > this.#bestTrip * 1.5 + 20) return;
    this.#bestTrip = Math.min(trip, this.#bestTrip);
    this.#offset = Math.round(server + trip / 2 - heard);
  }

  /** After a reconnect the device may have slept or its clock been set: measure afresh. */
  forget(): void {
    this.#bestTrip = Number.POSITIVE_INFINITY;
  }
}
