/** A thread that computes maps, seen from the event loop: tell it what rooms voted, and it tells what came of it. */
import { Worker } from 'node:worker_threads';
import type { Told } from './room.ts';
import type { FromWorker, ToWorker } from './worker.ts';

interface Waiting {
  readonly resolve: (text: string | null) => void;
  readonly reject: (cause: Error) => void;
}

/** Of one thread, in MB; the votes themselves lie outside and take two bytes each. Beyond, the thread dies and not the house. */
const mostMemory = 768;

export class Mapper {
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private failed: Error | null = null;

  /**
   * `onMap` gets the maps of rooms as JSON text, each at most one a second. `onFailure` is told once when the thread died (a bug, or no
   * memory); its rooms are then mapped by a new one that is told all votes again.
   */
  constructor(onMap: (room: string, text: string) => void, onFailure: (cause: Error) => void) {
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: mostMemory } });
    this.worker.on('message', (told: FromWorker) => {
      if ('map' in told) onMap(told.room, told.map);
      else this.waiting.shift()?.resolve('answer' in told ? told.answer : told.report);
    });
    const fail = (cause: unknown): void => {
      if (this.failed !== null) return;
      this.failed = cause instanceof Error ? cause : new Error(String(cause));
      for (const { reject } of this.waiting.splice(0)) reject(this.failed);
      onFailure(this.failed);
    };
    this.worker.on('error', fail);
    this.worker.on('exit', (code) => fail(new Error(`the thread of the maps ended (${code})`)));
  }

  /** A room begins, or is taken up again from the map that was last shown of it. */
  begin(room: string, before: string | null = null): void {
    this.post({ begin: room, before });
  }

  tell(room: string, told: Told, more = false): void {
    this.post({ room, told, more });
  }

  /** Everything told so far of a room computed once more, as JSON text. */
  async report(room: string): Promise<string> {
    const text = await this.ask({ report: room });
    if (text === null) throw new Error(`no room ${room}`);
    return text;
  }

  end(room: string): void {
    this.post({ end: room });
  }

  /** A line of outside data; they are answered in turn, apart from the rooms. */
  async answer(line: string): Promise<string> {
    return (await this.ask({ line })) ?? '';
  }

  /** Ends the thread; nobody is told that it failed. */
  async close(): Promise<void> {
    this.failed ??= new Error('closed');
    for (const { reject } of this.waiting.splice(0)) reject(this.failed);
    await this.worker.terminate();
  }

  /** As if it had died, for those who test what becomes of it. */
  async die(): Promise<void> {
    await this.worker.terminate();
  }

  private ask(asked: ToWorker): Promise<string | null> {
    if (this.failed !== null) return Promise.reject(this.failed);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.post(asked);
    });
  }

  private post(asked: ToWorker): void {
    if (this.failed === null) this.worker.postMessage(asked);
  }
}
