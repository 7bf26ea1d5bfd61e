/** A thread with a connection of its own, for what would hold the event loop too long. It costs 12 MB, so it starts when it is wanted. */
import { Worker } from 'node:worker_threads';
import { StoreUnavailable } from '../store.ts';
import { type Limits, understood } from './connection.ts';

/** What is asked of it is small and soon done with; left alone, V8 keeps many times as much room for it. In MB. */
const memory = { maxYoungGenerationSizeMb: 4 };

/** What the thread opens. */
export interface ThreadPlace {
  readonly folder: string;
  readonly limits: Limits;
}

export type Ask = { readonly name: string; readonly given: readonly unknown[] } | 'close';

/** Once when it is ready, and then for each ask, in the order of asking. */
export type Told =
  { readonly ready: true } | { readonly result: unknown } | { readonly unavailable: string } | { readonly failed: unknown };

interface Waiting {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

export class Thread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  readonly #gone: Promise<void>;
  /** Resolves when it takes asks; to false when it never will. */
  readonly started: Promise<boolean>;
  #over = false;

  /** `lost` hears that it ended by itself: whether what was under way was done is not known then. */
  constructor(place: ThreadPlace, lost: () => void) {
    const worker = new Worker(new URL('thread-main.ts', import.meta.url), { workerData: place, resourceLimits: memory });
    this.#worker = worker;
    this.#gone = new Promise((resolve) => worker.once('exit', () => resolve()));
    this.started = new Promise((resolve) => {
      worker.on('message', (told: Told) => {
        if ('ready' in told) resolve(true);
        else this.#take(told);
        this.#rest();
      });
      void this.#gone.then(() => resolve(false));
    });
    // An error ends the thread: the exit is where that is taken care of.
    let cause: unknown;
    worker.on('error', (error) => (cause = error));
    void this.#gone.then(() => {
      if (!this.#over) lost();
      this.#over = true;
      for (const { reject } of this.#waiting.splice(0)) reject(new StoreUnavailable('the thread of the database ended', { cause }));
    });
  }

  /** All that was asked is answered. */
  get idle(): boolean {
    return this.#waiting.length === 0;
  }

  async ask(name: string, given: readonly unknown[]): Promise<unknown> {
    if (this.#over) throw new StoreUnavailable('the database is closed');
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage({ name, given } satisfies Ask);
    });
  }

  /** After what was asked before. */
  async close(): Promise<void> {
    if (!this.#over) {
      this.#over = true;
      this.#worker.ref();
      this.#worker.postMessage('close' satisfies Ask);
    }
    await this.#gone;
  }

  /** By itself it keeps no process alive; while somebody waits for it, it does. */
  #rest(): void {
    if (this.#waiting.length === 0 && !this.#over) this.#worker.unref();
  }

  #take(told: Exclude<Told, { ready: true }>): void {
    const waiting = this.#waiting.shift();
    if ('result' in told) waiting?.resolve(told.result);
    else waiting?.reject('unavailable' in told ? new StoreUnavailable(told.unavailable) : told.failed);
  }
}

/** What went wrong in the thread, in a form that survives the way back. */
export const tellError = (error: unknown): Told => {
  const known = understood(error);
  return known instanceof StoreUnavailable ? { unavailable: known.message } : { failed: known };
};
