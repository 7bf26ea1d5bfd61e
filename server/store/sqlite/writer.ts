/**
 * Writes where it costs least. Short writes happen right here, on the connection that also reads. When the disk or the load makes them
 * hold the event loop too long, a thread takes over with a connection of its own; it is not there before, for it costs 12 MB.
 */
import { once } from 'node:events';
import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { StoreUnavailable } from '../store.ts';
import { understood } from './connection.ts';
import { type Given, type Perform, performer, type Result, type WriteName } from './writes.ts';

/** A write longer than this (milliseconds) is felt by whoever else waits; so many of them, and the thread takes over. */
const longest = 5;
const patience = 3;

/** To the thread; it answers in the same order. */
export type Ask = { readonly name: WriteName; readonly given: readonly unknown[] } | 'close';

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
      if (performance.now() - started > longest && ++this.#long === patience) void this.handOver();
    }
  };

  /** Starts the thread; writes go on here until it is ready, which is when this resolves. */
  async handOver(): Promise<void> {
    const thread = new Worker(new URL('writer-thread.ts', import.meta.url), { workerData: this.#folder });
    this.#thread = thread;
    thread.on('error', (error) => this.#lose(error instanceof Error ? error : new Error(String(error))));
    thread.on('exit', () => this.#lose(new Error('the writing thread ended')));
    await new Promise<void>((resolve) => {
      thread.once('exit', resolve);
      thread.on('message', (told: Told) => ('ready' in told ? resolve() : this.#take(told)));
    });
    // Writes so far were done before anything else could happen here, so none is under way.
    this.#ready = this.#thread !== null;
    // By itself it keeps no process alive; while somebody waits for it, it does.
    thread.unref();
  }

  /** After what was asked before. */
  async close(): Promise<void> {
    if (!this.#thread) return;
    const gone = once(this.#thread, 'exit');
    this.#thread.ref();
    this.#thread.postMessage('close' satisfies Ask);
    await gone;
  }

  #there(thread: Worker, ask: Ask): Promise<unknown> {
    if (this.#waiting.length === 0) thread.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      thread.postMessage(ask);
    });
  }

  #take(told: Exclude<Told, { ready: true }>): void {
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
