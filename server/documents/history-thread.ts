/** A desk in a thread of its own: laying out a hundred thousand edits would hold the event loop. It starts when asked and ends when idle. */
import { Worker } from 'node:worker_threads';
import { StoreUnavailable } from '#server/store/store.ts';
import type { HistoryDesk } from './history-desk.ts';

type Calls = { [N in keyof HistoryDesk]: HistoryDesk[N] };
export type DeskCall = keyof Calls;

export interface DeskAsk {
  readonly name: DeskCall;
  readonly given: readonly unknown[];
}

export type DeskTold = { readonly result: unknown } | { readonly failed: unknown };

interface Waiting {
  resolve(result: unknown): void;
  reject(reason: unknown): void;
}

/** Of nobody asking (milliseconds), after which the thread and its memory go. */
const patience = 60_000;
/** A document that unfolds into more than this fails alone, and not the process. */
const memory = { maxOldGenerationSizeMb: 1_024 };

export class HistoryThread {
  #worker: Worker | null = null;
  #waiting: Waiting[] = [];
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  /** One at a time, in the order of asking. Bytes go over; nobody may use them here afterwards. */
  async ask<N extends DeskCall>(name: N, ...given: Parameters<Calls[N]>): Promise<ReturnType<Calls[N]>> {
    if (this.#closed) throw new StoreUnavailable('the house is closing');
    const worker = (this.#worker ??= this.#start());
    clearTimeout(this.#idle);
    worker.ref();
    const bytes = given.flatMap((one: unknown) =>
      one instanceof Uint8Array ? [one.buffer as ArrayBuffer] : isPacked(one) ? [one.bytes.buffer] : [],
    );
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve: resolve, reject });
      worker.postMessage({ name, given } satisfies DeskAsk, bytes);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('history-main.ts', import.meta.url), { resourceLimits: memory });
    let cause: unknown = new StoreUnavailable('the thread of histories ended');
    worker.on('message', (told: DeskTold) => {
      const waiting = this.#waiting.shift();
      if ('result' in told) waiting?.resolve(told.result);
      else waiting?.reject(told.failed);
      if (this.#waiting.length === 0) this.#rest(worker);
    });
    worker.on('error', (error) => (cause = error));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
      for (const { reject } of this.#waiting.splice(0)) reject(cause);
    });
    return worker;
  }

  /** By itself it keeps no process alive. */
  #rest(worker: Worker): void {
    worker.unref();
    this.#idle = setTimeout(() => {
      if (this.#worker === worker) this.#worker = null;
      void worker.terminate();
    }, patience).unref();
  }
}

const isPacked = (one: unknown): one is { readonly bytes: Uint8Array<ArrayBuffer> } =>
  typeof one === 'object' && one !== null && 'bytes' in one && one.bytes instanceof Uint8Array;
