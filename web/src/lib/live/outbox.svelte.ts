/**
 * What this browser asked and was not answered yet: kept across reloads, asked again with the same id when the line is back, one at a
 * time for each stream so that they arrive in the order they were meant.
 */
import type { AnyCommand } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Answer } from '#shared/core/wire.ts';
import type { Connection } from './connection.svelte.ts';

export interface Letter {
  readonly stream: StreamId;
  readonly id: string;
  readonly command: AnyCommand;
  /** Server clock. */
  readonly askedAt: number;
  /** Never sent under another person's name. */
  readonly by: string;
}

export type Settled = Exclude<Answer, { unavailable: string }>;
type Listener = (letter: Letter, answer: Settled) => void;

const place = 'outbox';
const keptFor = 7 * 24 * 3_600_000;
/** Turned away at the gate before anything was decided. */
const isTooFast = (answer: Answer): boolean => 'refused' in answer && answer.refused === 'too-many';
const againAfter = [500, 1_000, 2_000, 5_000, 10_000];

export class Outbox {
  letters: readonly Letter[] = $state.raw([]);
  readonly #connection: Connection;
  readonly #by: string;
  readonly #listeners = new Set<Listener>();
  readonly #sending = new Set<StreamId>();
  readonly #failures = new Map<StreamId, number>();

  constructor(connection: Connection, by: string) {
    this.#connection = connection;
    this.#by = by;
  }

  /** Takes up what an earlier page left. In the browser only; the result ends it. */
  open(): () => void {
    const mine = this.#kept().filter((one) => one.by === this.#by);
    this.letters = [...mine, ...this.letters.filter((one) => mine.every((other) => other.id !== one.id))];
    return this.letters.length > 0 ? this.#connection.whenOnline(this.#sendAll) : () => undefined;
  }

  of(stream: StreamId): readonly Letter[] {
    return this.letters.filter((one) => one.stream === stream);
  }

  /** Hears of every answer, also to what was asked before the reload. The result ends it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  put(letter: Omit<Letter, 'by'>): void {
    const mine = { ...letter, by: this.#by };
    this.letters = [...this.letters, mine];
    this.#keep([...this.#kept(), mine]);
    this.#connection.whenOnline(this.#sendAll);
  }

  readonly #sendAll = (): void => {
    for (const stream of new Set(this.letters.map((one) => one.stream))) void this.#send(stream);
  };

  async #send(stream: StreamId): Promise<void> {
    if (this.#sending.has(stream)) return;
    this.#sending.add(stream);
    try {
      for (let letter = this.of(stream)[0]; letter; letter = this.of(stream)[0]) {
        const answer = await this.#connection.command(stream, letter.id, letter.command);
        if (answer === 'lost' || 'unavailable' in answer || isTooFast(answer)) return this.#later(stream);
        this.#failures.delete(stream);
        this.#settle(letter, answer);
      }
    } finally {
      this.#sending.delete(stream);
    }
  }

  /** A lost line sends again when it is back; an answer that never came, or "not now", after a while. */
  #later(stream: StreamId): void {
    const failures = this.#failures.get(stream) ?? 0;
    this.#failures.set(stream, failures + 1);
    if (this.#connection.online) setTimeout(() => void this.#send(stream), againAfter[failures] ?? 10_000);
  }

  #settle(letter: Letter, answer: Settled): void {
    this.letters = this.letters.filter((one) => one.id !== letter.id);
    this.#keep(this.#kept().filter((one) => one.id !== letter.id));
    for (const listener of this.#listeners) listener(letter, answer);
  }

  // Read before each write: another tab of the same browser keeps its letters in the same place.
  #kept(): readonly Letter[] {
    try {
      const letters = JSON.parse(localStorage.getItem(place) ?? '[]') as readonly Letter[];
      return letters.filter((one) => one.askedAt > this.#connection.now() - keptFor);
    } catch (unreadable) {
      console.warn('outbox not readable', unreadable);
      return [];
    }
  }

  #keep(letters: readonly Letter[]): void {
    try {
      localStorage.setItem(place, JSON.stringify(letters));
    } catch (full) {
      // Still sent from memory while this page is open.
      console.warn('outbox not kept', full);
    }
  }
}
