/** The map of one room, computed in a thread of its own: tell it votes, and it tells what came of them. */
import { Worker } from 'node:worker_threads';
import type { StatementStatus } from '#shared/consensus/state.ts';
import type { Vote } from '#shared/consensus/votes.ts';
import type { FromWorker, ToWorker } from './worker.ts';

interface Waiting {
  readonly resolve: (text: string) => void;
  readonly reject: (cause: Error) => void;
}

export class Mapper {
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private failed: Error | null = null;

  /**
   * `onResult` gets each result as JSON text, at most one a second. `onFailure` is told once when the thread died (a bug, or no memory);
   * the room is then mapped by a new one that is told all votes again.
   */
  constructor(onResult: (text: string) => void, onFailure: (cause: Error) => void) {
    this.worker = new Worker(new URL('./worker.ts', import.meta.url));
    this.worker.on('message', (told: FromWorker) => {
      if ('result' in told) onResult(told.result);
      else this.waiting.shift()?.resolve('answer' in told ? told.answer : told.report);
    });
    this.worker.on('error', (cause: unknown) => {
      this.failed = cause instanceof Error ? cause : new Error(String(cause));
      for (const { reject } of this.waiting.splice(0)) reject(this.failed);
      onFailure(this.failed);
    });
  }

  tell(votes: readonly Vote[], status: ReadonlyMap<string, StatementStatus> | null = null): void {
    this.post({ votes, status });
  }

  /** Everything told so far computed once more, as JSON text. */
  report(): Promise<string> {
    return this.ask({ report: true });
  }

  /** A line of outside data; they are answered in turn, apart from what was told with `tell`. */
  answer(line: string): Promise<string> {
    return this.ask({ line });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
    for (const { reject } of this.waiting.splice(0)) reject(new Error('closed'));
  }

  private ask(asked: ToWorker): Promise<string> {
    if (this.failed !== null) return Promise.reject(this.failed);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.post(asked);
    });
  }

  private post(asked: ToWorker): void {
    this.worker.postMessage(asked);
  }
}
