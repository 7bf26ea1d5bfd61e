/** Signs beside the event loop. The thread starts with the first paper, and ends when nobody has drawn for a while. */
import type { KeyObject } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { StoreUnavailable } from '../store/store.ts';
import type { Signed, ToSign } from './paper-thread.ts';

interface Waiting extends ToSign {
  resolve(signed: string): void;
  reject(cause: unknown): void;
}

interface Thread {
  readonly worker: Worker;
  /** In the order of asking; the first `handed` lie with the thread. */
  readonly waiting: Waiting[];
  handed: number;
}

/** Handing over takes time as well: a thousand answers of one commit must not hand over theirs in one go. */
const mostHanded = 16;
const patience = 60_000;

export class PaperSigner {
  #thread: Thread | null = null;
  #idle: NodeJS.Timeout | undefined;

  /** Rejects with StoreUnavailable when the thread ended under it: asked again, it is signed again. */
  sign(blinded: string, key: KeyObject): Promise<string> {
    clearTimeout(this.#idle);
    const thread = (this.#thread ??= this.#begin());
    return new Promise((resolve, reject) => {
      thread.waiting.push({ blinded, key, resolve, reject });
      this.#hand(thread);
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const thread = this.#thread;
    this.#thread = null;
    await thread?.worker.terminate();
  }

  #begin(): Thread {
    const thread: Thread = { worker: new Worker(new URL('paper-thread.ts', import.meta.url)), waiting: [], handed: 0 };
    let cause: unknown;
    thread.worker.on('message', (told: Signed) => {
      const first = thread.waiting.shift();
      thread.handed -= 1;
      if ('signed' in told) first?.resolve(told.signed);
      else first?.reject(told.failed);
      if (thread.waiting.length === 0) this.#rest(thread);
      else this.#hand(thread);
    });
    thread.worker.on('error', (error) => (cause = error));
    thread.worker.once('exit', () => {
      if (this.#thread === thread) this.#thread = null;
      for (const { reject } of thread.waiting.splice(0)) reject(new StoreUnavailable('the thread that signs ended', { cause }));
    });
    return thread;
  }

  #hand(thread: Thread): void {
    const next = thread.waiting[thread.handed];
    if (!next || thread.handed >= mostHanded) return;
    thread.worker.ref();
    thread.handed += 1;
    thread.worker.postMessage({ blinded: next.blinded, key: next.key } satisfies ToSign);
  }

  /** By itself it keeps no process alive; while somebody waits for it, it does. */
  #rest({ worker }: Thread): void {
    worker.unref();
    this.#idle = setTimeout(() => void this.close(), patience).unref();
  }
}
