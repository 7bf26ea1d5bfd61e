/** A thread beside the event loop that answers in turn: it begins when asked, ends when idle, and one that died is begun anew. */
import { parentPort, Worker, type ResourceLimits, type Transferable } from 'node:worker_threads';

export interface Terms {
  /** What runs in it; it calls `answerInTurn`. */
  readonly program: URL;
  /** What takes more than this fails alone, and not the process. */
  readonly limits?: ResourceLimits;
  /** Of nobody asking (milliseconds), after which the thread and its memory go. */
  readonly patience: number;
  /** Handing over takes time as well: so many asks lie with the thread at once, the others wait here. All of them unless told. */
  readonly mostHanded?: number;
  /** Why those who wait are not answered any more; without a cause it was closed. */
  ended(cause?: Error): Error;
}

interface Waiting<Ask, Answer> {
  readonly ask: Ask;
  readonly bytes: readonly Transferable[];
  resolve(answer: Answer): void;
  reject(reason: unknown): void;
}

interface Living<Ask, Answer> {
  readonly worker: Worker;
  /** In the order of asking; the first `handed` lie with the thread. */
  readonly waiting: Waiting<Ask, Answer>[];
  handed: number;
}

type Told<Answer> = { readonly answer: Answer } | { readonly failed: unknown };

export class AnsweringThread<Ask, Answer> {
  readonly #terms: Terms;
  #living: Living<Ask, Answer> | null = null;
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(terms: Terms) {
    this.#terms = terms;
  }

  /**
   * Rejects with what the program threw, or with `ended` when the thread died under it: asked again, another one is begun. `bytes` go over;
   * nobody may use them here afterwards.
   */
  ask(ask: Ask, bytes: readonly Transferable[] = []): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(this.#terms.ended());
      clearTimeout(this.#idle);
      const living = (this.#living ??= this.#begin());
      living.waiting.push({ ask, bytes, resolve, reject });
      this.#hand(living);
    });
  }

  /** Whoever waits is told that it ended; nobody is answered any more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#end();
  }

  #begin(): Living<Ask, Answer> {
    const { program, limits } = this.#terms;
    const worker = new Worker(program, limits ? { resourceLimits: limits } : {});
    const living: Living<Ask, Answer> = { worker, waiting: [], handed: 0 };
    let cause: Error | undefined;
    worker.on('message', (told: Told<Answer>) => {
      const first = living.waiting.shift();
      living.handed -= 1;
      if ('answer' in told) first?.resolve(told.answer);
      else first?.reject(told.failed);
      this.#hand(living);
      if (living.waiting.length === 0 && this.#living === living) this.#rest(living);
    });
    worker.on('error', (error) => (cause = error instanceof Error ? error : new Error(String(error))));
    worker.once('exit', () => {
      if (this.#living === living) this.#living = null;
      for (const { reject } of living.waiting.splice(0)) reject(this.#terms.ended(cause));
    });
    return living;
  }

  #hand(living: Living<Ask, Answer>): void {
    const { worker, waiting } = living;
    while (living.handed < (this.#terms.mostHanded ?? Infinity)) {
      const next = waiting[living.handed];
      if (!next) return;
      try {
        worker.postMessage(next.ask, next.bytes);
      } catch (cause) {
        // What cannot go over fails alone.
        waiting.splice(living.handed, 1);
        next.reject(cause);
        continue;
      }
      worker.ref();
      living.handed += 1;
    }
  }

  /** By itself it keeps no process alive; while somebody waits for it, it does. */
  #rest({ worker }: Living<Ask, Answer>): void {
    worker.unref();
    this.#idle = setTimeout(() => void this.#end(), this.#terms.patience).unref();
  }

  async #end(): Promise<void> {
    clearTimeout(this.#idle);
    const living = this.#living;
    this.#living = null;
    await living?.worker.terminate();
  }
}

/** The other end: one ask after the other, however long each takes. `bytes`: of an answer, what goes over and is not used here any more. */
export const answerInTurn = <Ask, Answer>(
  answer: (ask: Ask) => Answer | Promise<Answer>,
  bytes: (answer: Answer) => readonly Transferable[] = () => [],
): void => {
  const port = parentPort;
  if (!port) throw new Error('this program is begun as a thread');
  const tell = async (ask: Ask): Promise<void> => {
    try {
      const made = await answer(ask);
      port.postMessage({ answer: made } satisfies Told<Answer>, [...bytes(made)]);
    } catch (failed) {
      port.postMessage({ failed } satisfies Told<Answer>);
    }
  };
  let last = Promise.resolve();
  port.on('message', (ask: Ask) => {
    last = last.then(() => tell(ask));
  });
};
