/** Sets papers in a thread of its own: a long one takes half a second, and a hall must not wait for it. It starts when asked and ends when idle. */
import { Worker } from 'node:worker_threads';
import type { Print } from '#shared/core/print.ts';

export type Set = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly failed: unknown };

interface Waiting {
  resolve(bytes: Uint8Array<ArrayBuffer>): void;
  reject(reason: unknown): void;
}

/** Of nobody asking (milliseconds), after which the thread and its memory go. */
const patience = 30_000;
/** A paper that unfolds into more than this fails alone, and not the process. */
const memory = { maxOldGenerationSizeMb: 512 };

export class Typesetter {
  #worker: Worker | null = null;
  #waiting: Waiting[] = [];
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  /** The bytes of a DOCX file; one paper at a time, in the order of asking. */
  async docx(print: Print): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#closed) throw new Error('the house is closing');
    const worker = (this.#worker ??= this.#start());
    clearTimeout(this.#idle);
    worker.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      worker.postMessage(print);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('typesetting.ts', import.meta.url), { resourceLimits: memory });
    let cause: unknown = new Error('the thread that sets papers ended');
    worker.on('message', (set: Set) => {
      const waiting = this.#waiting.shift();
      if ('bytes' in set) waiting?.resolve(set.bytes);
      else waiting?.reject(set.failed);
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
