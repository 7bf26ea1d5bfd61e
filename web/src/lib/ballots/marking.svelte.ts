import type { BallotCommand } from '#shared/ballots/commands.ts';
import type { Mark } from '#shared/ballots/state.ts';

/** Whoever asks for one thing at a time: true when it was done, or is kept to be sent. */
interface Asks {
  ask(command: BallotCommand): Promise<boolean>;
}

/** Taps on statements, one after the other: no tap is lost while another is under way, and of two on one statement the last one wins. */
export class Marking {
  /** Statement → what was tapped there last; in the order they are asked. */
  #taps: ReadonlyMap<string, Mark> = $state.raw(new Map());
  #asking = false;
  readonly #by: Asks;

  constructor(by: Asks) {
    this.#by = by;
  }

  /** What was tapped on this statement, until it is answered. */
  of(statement: string): Mark | undefined {
    return this.#taps.get(statement);
  }

  get busy(): boolean {
    return this.#taps.size > 0;
  }

  /** Resolves once nothing is left to ask: with the last mark that was taken, or null where that was refused, or an earlier tap asks for it. */
  async tap(statement: string, mark: Mark): Promise<Mark | null> {
    this.#taps = new Map(this.#taps).set(statement, mark);
    if (this.#asking) return null;
    this.#asking = true;
    let taken: Mark | null = null;
    for (let next = this.#next(); next; next = this.#next()) {
      const [of, wanted] = next;
      const done = await this.#by.ask({ type: 'mark', statement: of, mark: wanted });
      // Tapped anew meanwhile: that is asked next.
      if (this.#taps.get(of) !== wanted) continue;
      taken = done ? wanted : null;
      this.#taps = new Map([...this.#taps].filter(([one]) => one !== of));
    }
    this.#asking = false;
    return taken;
  }

  #next(): readonly [statement: string, mark: Mark] | undefined {
    return this.#taps.entries().next().value;
  }
}
