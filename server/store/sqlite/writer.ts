/**
 * Writes where it costs least. Short writes happen right here, on the connection that also reads. When the disk or the load makes them
 * hold the event loop too long, a thread takes over with a connection of its own; it is not there before, for it costs 12 MB.
 */
import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { StoreUnavailable } from '../store.ts';
import { understood } from './connection.ts';
import type { Given, Perform, Result, WriteName } from './writes.ts';
import { performer } from './writes.ts';

/** A write longer than this (milliseconds) is felt by whoever else waits; so many of them, and the thread takes over. */
const longest = 5;
const patience = 3;

/** To the thread; it answers in the same order. */
export interface Ask {
  readonly name: WriteName;
  readonly given: readonly unknown[];
}

/** From the thread, once it is ready and then for each ask. */
export type Told =
  | { readonly ready: true }
  | { readonly result: unknown }
  | { readonly unavailable: string }
  | { readonly failed: unknown };

interface Waiting {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

export class Writer {
  readonly #here: Perform;
  readonly #folder: string;
  readonly #waiting: Waiting[] = [];
  #long = 0;
  #thread: Worker | null = null;
  #ready = false;

  constructor(db: DatabaseSync, folder: string) {
    this.#here = performer(db);
    this.#folder = folder;
  }

  /** Where writes happen now. */
  get threaded(): boolean {
    return this.#ready;
  }

  /** Resolves when it is on disk. */
  readonly write = async <N extends WriteName>(name: N, ...given: Given<N>): Promise<Result<N>> => {
    if (this.#thread && this.#ready) return this.#there(this.#thread, { name, given }) as Promise<Result<N>>;
    const started = performance.now();
    try {
      return this.#here(name, given);
    } finally {
      if (performance.now() - started > longest && ++this.#long === patience) this.handOver();
    }
  };

  /** Starts the thread; writes go on here until it is ready. */
  handOver(): void {
    const thread = new Worker(new URL('writer-thread.ts', import.meta.url), { workerData: this.#folder });
    this.#thread = thread;
    thread.on('message', (told: Told) => this.#take(told));
    thread.on('error', (error) => this.#lose(error));
    thread.on('exit', () => this.#lose(new Error('the writing thread ended')));
    // It alone keeps no process alive; while somebody waits for it, it does.
    thread.unref();
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    if (!thread) return;
    while (this.#waiting.length > 0) await new Promise<void>((resolve) => this.#waiting.push({ resolve: () => resolve(), reject: () => resolve() }) && thread.postMessage({ name: 'settle', given: [[]] } satisfies Ask));
    this.#thread = null;
    await thread.terminate();
  }

  #there(thread: Worker, ask: Ask): Promise<unknown> {
    if (this.#waiting.length === 0) thread.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      thread.postMessage(ask);
    });
  }

  #take(told: Told): void {
    if ('ready' in told) {
      this.#ready = true;
      return;
    }
    const waiting = this.#waiting.shift();
    if (this.#waiting.length === 0) this.#thread?.unref();
    if ('result' in told) waiting?.resolve(told.result);
    else waiting?.reject('unavailable' in told ? new StoreUnavailable(told.unavailable) : told.failed);
  }

  /** Whether what was under way is on disk is not known; the next writes happen here again. */
  #lose(error: Error): void {
    this.#thread = null;
    this.#ready = false;
    for (const { reject } of this.#waiting.splice(0)) reject(new StoreUnavailable(error.message, { cause: error }));
  }
}

/** What went wrong in the thread, in a form that survives the way back. */
export const tellError = (error: unknown): Told => {
  const known = understood(error);
  return known instanceof StoreUnavailable ? { unavailable: known.message } : { failed: known };
};
