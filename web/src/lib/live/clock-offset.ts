/**
 * How far the server's clock is from this device's, told from round trips. No trip takes less than no time, so each one bounds the offset
 * from both sides: it is at most `server − asked` (the way there took nothing) and at least `server − heard` (the way back took nothing).
 * The truth lies where all bounds meet; the quickest way there and the quickest way back each tighten one side, even of different trips.
 */

interface Bounds {
  readonly least: number;
  readonly most: number;
  /** By this device's clock. */
  readonly at: number;
}

/** How fast two clocks of cheap devices part, at most: 100 ms in 1,000 s. Older bounds are that much looser. */
const drift = 1e-4;
/** Trips kept; at one in ten seconds, five minutes. */
const most = 32;
/** The server tells whole milliseconds. */
const rounding = 1;

const loosened = ({ least, most: largest, at }: Bounds, now: number): readonly [number, number] => {
  const more = Math.abs(now - at) * drift;
  return [least - more, largest + more + rounding];
};

export class ClockOffset {
  #trips: readonly Bounds[] = [];
  /** Server minus here, in milliseconds. */
  value: number;
  /** The truth is no further than this from `value`, whatever the network does; Infinity before the first trip. */
  error = Number.POSITIVE_INFINITY;

  /** `guess`: good enough until the first trip. */
  constructor(guess: number) {
    this.value = guess;
  }

  /** One round trip: asked and heard by this device's clock, `server` in between. */
  heard(asked: number, server: number, heard: number): void {
    if (heard < asked) return;
    const trip: Bounds = { least: server - heard, most: server - asked, at: heard };
    this.#trips = [...this.#trips, trip].slice(-most);
    // Bounds that do not meet: this device's clock was set, or slept. Only what was told since then counts.
    if (!this.#meet(heard)) {
      this.#trips = [trip];
      this.#meet(heard);
    }
  }

  /** After a reconnect the device may have slept or its clock been set: measure afresh, keep the last value until then. */
  forget(): void {
    this.#trips = [];
  }

  #meet(now: number): boolean {
    const bounds = this.#trips.map((trip) => loosened(trip, now));
    const least = Math.max(...bounds.map(([one]) => one));
    const largest = Math.min(...bounds.map(([, one]) => one));
    if (least > largest) return false;
    this.value = Math.round((least + largest) / 2);
    this.error = (largest - least) / 2;
    return true;
  }
}
