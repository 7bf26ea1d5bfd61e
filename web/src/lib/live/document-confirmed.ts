/**
 * What is known to be on the server's disk: how far, for each writer. Whatever the server told is on its disk (it tells nothing else), and
 * what I wrote is once it answered a question I asked afterwards.
 *
 * A server that lacks some of it is younger than this copy: its data was erased or put back from a backup. Bringing everything back from
 * some browser that was open would undo the erasing, so the server's copy counts: this browser begins anew from it, and only what was typed
 * here and never confirmed is set aside for the person who typed it.
 */
import type * as Y from 'yjs';

export class Confirmed {
  readonly #clocks = new Map<number, number>();
  readonly #own: ReadonlySet<number>;

  /** `own`: writers whose edits from here may not have reached the server, whatever is in the document. */
  constructor(own: ReadonlySet<number>) {
    this.#own = own;
  }

  /** The server told what is in this transaction. */
  told({ beforeState, afterState }: Pick<Y.Transaction, 'beforeState' | 'afterState'>): void {
    for (const [client, clock] of afterState) {
      if (!this.#own.has(client) && clock !== beforeState.get(client)) this.#reach(client, clock);
    }
  }

  /** All of this is on the server's disk. */
  reach(vector: ReadonlyMap<number, number>): void {
    for (const [client, clock] of vector) this.#reach(client, clock);
  }

  lackedBy(server: ReadonlyMap<number, number>): boolean {
    return [...this.#clocks].some(([client, clock]) => (server.get(client) ?? 0) < clock);
  }

  #reach(client: number, clock: number): void {
    this.#clocks.set(client, Math.max(clock, this.#clocks.get(client) ?? 0));
  }
}
