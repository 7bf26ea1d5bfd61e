/** The few threads that all followed rooms share: each room lives on the one with the fewest. A thread that died is made anew. */
import { availableParallelism } from 'node:os';
import { Mapper } from './mapper.ts';

/** One processor stays with the event loop. */
const most = Math.max(1, Math.min(2, availableParallelism() - 1));
/** Before a thread is made anew, longer each time; forgotten after a good while without a death. Milliseconds. */
const pause = { first: 100, longest: 60_000, forgotten: 300_000 };

interface Thread {
  readonly mapper: Mapper;
  readonly rooms: Set<string>;
}

export interface Listener {
  map(room: string, text: string): void;
  /** Its thread died: it may enter another one now, and be told all again. */
  again(room: string): void;
  died(cause: Error): void;
}

export class Threads {
  readonly #listener: Listener;
  readonly #threads: Thread[] = [];
  #deaths = 0;
  #diedAt = -Infinity;
  readonly #timers = new Set<NodeJS.Timeout>();
  #closed = false;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  /** The thread for a room that begins; whoever has one must `leave` it. */
  enter(room: string): Mapper {
    const least = this.#threads.toSorted((a, b) => a.rooms.size - b.rooms.size)[0];
    const thread = least && (least.rooms.size === 0 || this.#threads.length >= most) ? least : this.#start();
    thread.rooms.add(room);
    return thread.mapper;
  }

  /** Throws while its thread is made anew. */
  of(room: string): Mapper {
    const thread = this.#threads.find(({ rooms }) => rooms.has(room));
    if (!thread) throw new Error(`no thread for ${room}`);
    return thread.mapper;
  }

  /** A thread without rooms ends: most of the day nobody marks anything. */
  leave(room: string): void {
    const thread = this.#threads.find(({ rooms }) => rooms.delete(room));
    if (!thread) return;
    thread.mapper.end(room);
    if (thread.rooms.size > 0) return;
    this.#threads.splice(this.#threads.indexOf(thread), 1);
    void thread.mapper.close();
  }

  get mappers(): readonly Mapper[] {
    return this.#threads.map(({ mapper }) => mapper);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#threads.splice(0).map(({ mapper }) => mapper.close()));
  }

  #start(): Thread {
    const thread: Thread = {
      mapper: new Mapper(
        (room, text) => {
          if (thread.rooms.has(room)) this.#listener.map(room, text);
        },
        (cause) => this.#died(thread, cause),
      ),
      rooms: new Set(),
    };
    this.#threads.push(thread);
    return thread;
  }

  #died(thread: Thread, cause: Error): void {
    const at = this.#threads.indexOf(thread);
    if (at >= 0) this.#threads.splice(at, 1);
    this.#listener.died(cause);
    const now = performance.now();
    this.#deaths = now - this.#diedAt > pause.forgotten ? 1 : this.#deaths + 1;
    this.#diedAt = now;
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        if (!this.#closed) for (const room of thread.rooms) this.#listener.again(room);
      },
      Math.min(pause.longest, pause.first * 4 ** (this.#deaths - 1)),
    );
    this.#timers.add(timer.unref());
  }
}
