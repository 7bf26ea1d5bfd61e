/**
 * When the next of something that costs much may begin. What takes long for many waits a little, so that more comes together; what costs
 * nothing goes at once. Times in milliseconds of whichever clock the caller keeps.
 */
export interface Bounds {
  /** Part of the time it may take: 0.25 = it rests three times as long as it works. */
  readonly share: number;
  readonly shortest: number;
  readonly longest: number;
}

export class Pace {
  readonly #bounds: Bounds;
  #begun = -Infinity;
  #cost = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /** How long from `now` until the next may begin; 0 = it may. */
  wait(now: number): number {
    const { share, shortest, longest } = this.#bounds;
    const rest = Math.min(longest, Math.max(shortest, this.#cost / share));
    // A clock that was set back must not stop anything.
    return Math.min(rest, Math.max(0, this.#begun + rest - now));
  }

  begins(now: number): void {
    this.#begun = now;
  }

  /** What the last one took. One that was held up by others must not slow down the next ones for long. */
  took(cost: number): void {
    this.#cost += (cost - this.#cost) / 4;
  }
}
