/**
 * Nearly every ask is new, and the database need not be searched to know it: a Bloom filter over all causes says "never" or "perhaps".
 * Only this process writes, so it stays true. It fills from the index in the background; until then it says "perhaps" to everything.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { StreamId } from '#shared/core/recorded.ts';
import type { StreamCommit } from '../store.ts';
import { causeKey } from './cause-key.ts';
import { query } from './connection.ts';

/** 1 MB: with 800,000 causes one new ask in forty is looked up in vain; with more the database is asked more often. */
const bits = 2 ** 23;
const portion = 2_000;

export class Seen {
  readonly #words = new Int32Array(bits / 32);
  #filled = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(db: DatabaseSync) {
    const tables = ['events', 'answers'].map((table) =>
      query<{ key: number }>(db, `select cause_key as key from ${table} where cause_key > ? order by cause_key limit ${portion}`),
    );
    let last = -1;
    // Portions, so that opening a large database holds nobody up.
    const fill = (): void => {
      const table = tables[0];
      this.#filled = table === undefined;
      if (!table || !db.isOpen) return;
      const found = table.all(last);
      for (const { key } of found) this.#add(key);
      last = found.at(-1)?.key ?? last;
      if (found.length < portion) {
        tables.shift();
        last = -1;
        fill();
      } else this.#timer = setTimeout(fill, 1).unref();
    };
    fill();
  }

  /** False only when no such ask was ever kept. */
  perhaps(stream: StreamId, cause: string): boolean {
    return !this.#filled || this.#has(causeKey(stream, cause));
  }

  /** Before they are kept: what then is not kept does no harm. */
  note(batch: readonly StreamCommit[]): void {
    for (const { stream, events, answers } of batch) {
      for (const { cause } of events) this.#add(causeKey(stream, cause));
      for (const { id } of answers ?? []) this.#add(causeKey(stream, id));
    }
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #add(key: number): void {
    for (const place of placesOf(key)) this.#words[place >>> 5] = (this.#words[place >>> 5] ?? 0) | (1 << (place & 31));
  }

  #has(key: number): boolean {
    return placesOf(key).every((place) => ((this.#words[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0);
  }
}

/** Four bits for each key, made of its two halves. */
const placesOf = (key: number): readonly number[] => {
  const step = Math.floor(key / 4294967296) * 2 + 1;
  return [key % bits, (key + step) % bits, (key + 2 * step) % bits, (key + 3 * step) % bits];
};
