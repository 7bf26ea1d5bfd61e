/** Many items at once: one ordinary command for each, one after the other, with what became of every one of them. */
import { patience, type No } from '#web/lib/live/asking.svelte.ts';
import type { Settled } from '#web/lib/live/outbox.svelte.ts';

/** `kept`: not answered yet, kept in this browser and asked again by itself. */
export type BulkState = 'waits' | 'asking' | 'kept' | 'done' | 'refused';
export interface BulkLine {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: BulkState;
  /** Why not. */
  readonly answer: No | null;
}

export type BulkSums = Readonly<Record<BulkState, number>>;
export const sumsOf = (lines: readonly BulkLine[]): BulkSums => {
  const sums = { waits: 0, asking: 0, kept: 0, done: 0, refused: 0 };
  for (const { state } of lines) sums[state] += 1;
  return sums;
};

/** `C` is the command every item is asked. */
export class Bulk<C> {
  lines: readonly BulkLine[] = $state.raw([]);
  busy: boolean = $state(false);
  readonly sums: BulkSums = $derived.by(() => sumsOf(this.lines));
  readonly #ask: (id: string, command: C) => Promise<Settled>;
  readonly #wait: (ms: number) => Promise<void>;
  #command: C | null = null;

  /** `wait` resolves after so many milliseconds. */
  constructor(ask: (id: string, command: C) => Promise<Settled>, wait: (ms: number) => Promise<void>) {
    this.#ask = ask;
    this.#wait = wait;
  }

  async start(items: readonly Pick<BulkLine, 'id' | 'number' | 'title'>[], command: C): Promise<void> {
    if (this.busy) return;
    this.#command = command;
    this.lines = items.map(({ id, number, title }) => ({ id, number, title, state: 'waits', answer: null }));
    await this.#run();
  }

  /** Asks those again that were refused; what was done or is kept is left alone. */
  async retry(): Promise<void> {
    if (this.busy) return;
    this.lines = this.lines.map((line) => (line.state === 'refused' ? { ...line, state: 'waits', answer: null } : line));
    await this.#run();
  }

  forget(): void {
    if (!this.busy) this.lines = [];
  }

  async #run(): Promise<void> {
    const command = this.#command;
    if (command === null) return;
    this.busy = true;
    for (const { id, state } of this.lines) if (state === 'waits') await this.#one(id, command);
    this.busy = false;
  }

  async #one(id: string, command: C): Promise<void> {
    this.#set(id, 'asking', null);
    const asked = this.#ask(id, command).then((answer) => {
      if ('seq' in answer) this.#set(id, 'done', null);
      else this.#set(id, 'refused', answer);
    });
    const late = this.#wait(patience.usual).then(() => {
      if (this.lines.some((line) => line.id === id && line.state === 'asking')) this.#set(id, 'kept', null);
    });
    await Promise.race([asked, late]);
  }

  #set(id: string, state: BulkState, answer: No | null): void {
    this.lines = this.lines.map((line) => (line.id === id ? { ...line, state, answer } : line));
  }
}
