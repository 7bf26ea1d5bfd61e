/**
 * Which second it is, by a clock that may be corrected at any moment. Told in whole seconds, so that screens which draw a few milliseconds
 * apart draw the same: a time that counts down from an instant just beside the full second would otherwise fall on this side of it here and on
 * the other side there, and one screen would turn a whole second after the other.
 */
export interface SecondsMeans {
  /** Milliseconds since 1970 by the clock that is shown. */
  now(): number;
  /** Calls after so many milliseconds, rather late than never; the result takes it back. */
  wake(after: number, then: () => void): () => void;
}

const second = 1000;
/** Timers may come a moment early; a moment late is seen by nobody. */
const margin = 2;

export class Seconds {
  readonly #means: SecondsMeans;
  readonly #turned: () => void;
  #shown = Number.NaN;
  #sleep: (() => void) | null = null;

  /** `turned` is called for every new second while it runs. */
  constructor(means: SecondsMeans, turned: () => void) {
    this.#means = means;
    this.#turned = turned;
  }

  /** The full second that has begun. Milliseconds since 1970. */
  get value(): number {
    return Math.floor(this.#means.now() / second) * second;
  }

  /** The result ends it. */
  run(): () => void {
    this.#shown = this.value;
    this.#wait();
    return () => {
      this.#sleep?.();
      this.#sleep = null;
    };
  }

  /** The clock was corrected: the second may have turned already, and the next one turns at another moment than the timer thinks. */
  corrected(): void {
    if (this.#sleep !== null) this.#look();
  }

  #look(): void {
    this.#wait();
    const { value } = this;
    if (value === this.#shown) return;
    this.#shown = value;
    this.#turned();
  }

  #wait(): void {
    this.#sleep?.();
    this.#sleep = this.#means.wake(second - (this.#means.now() % second) + margin, () => this.#look());
  }
}
