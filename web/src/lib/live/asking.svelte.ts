import type { Settled } from './outbox.svelte.ts';

export type No = Exclude<Settled, { seq: number }>;
export interface AskOptions {
  /** Becomes the id of what is made. */
  readonly id?: string;
  /** false: asked without deciding here first. */
  readonly foresee?: boolean;
}

/** Whoever is asked: a room with its stream. */
export interface Asked<C> {
  /** What is asked now waits for the line. */
  readonly away: boolean;
  readonly stream: { ask(command: C, options?: AskOptions): Promise<Settled> };
}

/** So long a button waits before what was asked is left to the outbox, which keeps it and asks again; in milliseconds. */
export const patience = { usual: 4_000, away: 50 } as const;

/** One place that asks: whether it is busy, and the last "no" in words. Shared by buttons that belong together. */
export class Asking<C> {
  busy: boolean = $state(false);
  /** Why not; null while all is well. */
  problem: string | null = $state(null);
  readonly #room: Asked<C>;
  readonly #say: (no: No) => string;
  readonly #tell: (problem: string) => void;

  /** `tell` hears of a "no" that came after the patience was over. */
  constructor(room: Asked<C>, say: (no: No) => string, tell: (problem: string) => void) {
    this.#room = room;
    this.#say = say;
    this.#tell = tell;
  }

  /** True when it was done, or is kept to be sent. */
  async ask(command: C, options: AskOptions = {}): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    let gone = false;
    const asked = this.#room.stream.ask(command, options).then((answer) => {
      if ('seq' in answer) return true;
      if (gone) this.#tell(this.#say(answer));
      else this.problem = this.#say(answer);
      return false;
    });
    const left = new Promise<true>((resolve) => {
      setTimeout(() => resolve(true), this.#room.away ? patience.away : patience.usual);
    });
    const done = await Promise.race([asked, left]);
    gone = true;
    this.busy = false;
    return done;
  }
}
