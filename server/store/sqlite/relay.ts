import { Thread, type ThreadPlace } from './thread.ts';

/** Work longer than this (milliseconds) is felt by whoever else waits; so often within a second, and a thread takes over. */
const longest = 5;
const patience = 3;
/** One this long is enough. */
const unbearable = 200;
const second = 1_000;

interface Work<T> {
  /** What the thread is told; made only for it. */
  readonly given: () => readonly unknown[];
  /** The same, done on the connection of the store. */
  readonly here: () => T | Promise<T>;
}

/**
 * Work is done right here, on the connection of the store, as long as it is short; when disk, load or size make it long, a thread
 * takes over.
 */
export class Relay {
  readonly #place: ThreadPlace;
  readonly #back: () => void;
  /** When the last long ones ended. */
  readonly #long: number[] = [];
  #thread: Thread | null = null;
  #ready = false;

  /** `back` hears that the thread is lost and work is done here again. */
  constructor(place: ThreadPlace, back: () => void = () => undefined) {
    this.#place = place;
    this.#back = back;
  }

  /** No thread is at work: whoever writes on another connection now does not wait for it. */
  get resting(): boolean {
    return this.#thread?.idle ?? true;
  }

  async run<T>(name: string, { given, here }: Work<T>): Promise<T> {
    if (this.#thread && this.#ready) return (await this.#thread.ask(name, given())) as T;
    const began = performance.now();
    try {
      return await here();
    } finally {
      const now = performance.now();
      if (now - began > longest && this.#tired(now, now - began)) void this.handOver();
    }
  }

  #tired(now: number, took: number): boolean {
    this.#long.push(now);
    const first = this.#long.length < patience ? -Infinity : (this.#long.shift() ?? now);
    return this.#thread === null && (now - first < second || took > unbearable);
  }

  /** Work goes on here until the thread is ready, which is when this resolves. */
  async handOver(): Promise<void> {
    const thread = new Thread(this.#place, () => {
      this.#thread = null;
      this.#ready = false;
      this.#back();
    });
    this.#thread = thread;
    // What was done here so far was done within one step of the event loop each, so none of it is under way.
    const started = await thread.started;
    this.#ready = started && this.#thread === thread;
  }

  async close(): Promise<void> {
    await this.#thread?.close();
  }
}
