/**
 * Keeps one document in this browser while it changes: what I write at once, what others write with it or a moment later. Whatever the
 * browser refuses is tried again with the next edit; writing goes on in the meantime, and `trouble` says what is at stake.
 */
import { DocumentStore, type Entry, type EntryKey, type Known } from './document-store.ts';
import type { Lost } from './document-lost.ts';
import { fresh } from './id.ts';

/** `off`: this browser keeps nothing (private window) · `full`: no room left. */
export type Trouble = 'off' | 'full';

/** An edit of mine, with its place on this device. */
export interface KeptEdit {
  readonly key: EntryKey;
  readonly updates: readonly Uint8Array[];
  readonly cells: readonly string[];
}

/** What an earlier page left. */
export interface Left {
  /** On the server's disk, as far as is known here. */
  readonly confirmed: readonly Uint8Array[];
  readonly unsent: readonly KeptEdit[];
  readonly lost: readonly Lost[];
  readonly mayWrite: boolean;
}

export const nothing: Left = { confirmed: [], unsent: [], lost: [], mayWrite: false };
/** Others' edits are on the server: kept only so that the list opens without it. */
const lateness = 1_000;
/** Longer than any healthy browser needs to open its database; some hang for ever in private windows. */
const patience = 2_000;
/** Entries after which all that is confirmed is written as one. */
const tail = 200;

const reasonOf = (failed: unknown): Trouble => (failed instanceof Error && failed.name === 'QuotaExceededError' ? 'full' : 'off');
const nameOf = (key: EntryKey): string => JSON.stringify(key);

export class Keeping {
  readonly #store: DocumentStore;
  readonly #person: string;
  readonly #name: string;
  readonly #session = fresh();
  readonly #trouble: (trouble: Trouble | null) => void;
  #number = 0;
  /** To be written, by key: the last word for each. */
  #due = new Map<string, readonly [EntryKey, Entry | null]>();
  #known: Known | null = null;
  #theirs: Uint8Array[] = [];
  /** Entries this page knows the content of and no edit of mine waits in. */
  readonly #settled = new Map<string, EntryKey>();
  readonly #set = new Map<string, EntryKey>();
  #later: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> | null = null;
  #closed = false;

  constructor(person: string, name: string, trouble: (trouble: Trouble | null) => void) {
    this.#store = new DocumentStore(person, name);
    this.#person = person;
    this.#name = name;
    this.#trouble = trouble;
  }

  async read(): Promise<Left> {
    try {
      const { entries, known } = await within(this.#store.read(Date.now()));
      const left = { confirmed: [] as Uint8Array[], unsent: [] as KeptEdit[], lost: [] as Lost[], mayWrite: known?.mayWrite ?? false };
      for (const [key, entry] of entries) {
        if ('lost' in entry) {
          left.lost.push(...entry.lost);
          this.#set.set(nameOf(key), key);
        } else if (entry.cells) left.unsent.push({ key, updates: entry.updates, cells: entry.cells });
        else {
          left.confirmed.push(...entry.updates);
          this.#settled.set(nameOf(key), key);
        }
      }
      return left;
    } catch (failed) {
      this.#failed(failed);
      return nothing;
    }
  }

  /** An edit of mine; kept as fast as the browser can. */
  mine(update: Uint8Array, cells: readonly string[]): KeptEdit {
    const edit = { key: this.#next(), updates: [update], cells };
    this.#put(edit.key, { updates: edit.updates, cells });
    void this.flush();
    return edit;
  }

  theirs(update: Uint8Array): void {
    this.#theirs.push(update);
    this.#soon();
  }

  /** These edits of mine are on the server. `whole`: all there is, while nothing of mine waits any more. */
  confirmed(edits: readonly KeptEdit[], whole: (() => Uint8Array) | null): void {
    for (const { key, updates } of edits) {
      this.#put(key, { updates, cells: null });
      this.#settled.set(nameOf(key), key);
    }
    if (whole && this.#settled.size > tail) this.#rewrite(whole());
    this.#soon();
  }

  /** Begins anew: `whole` is what the server has (null = nothing that this person may know), `gone` was not taken, `lost` is set aside. */
  replace(whole: Uint8Array | null, gone: readonly KeptEdit[], lost: readonly Lost[]): Promise<void> {
    this.#theirs = [];
    for (const { key } of gone) this.#put(key, null);
    this.#rewrite(whole);
    if (lost.length > 0) this.setAside(lost);
    return this.flush();
  }

  setAside(lost: readonly Lost[]): void {
    const key = this.#next();
    this.#set.set(nameOf(key), key);
    this.#put(key, { lost });
    void this.flush();
  }

  forgetLost(): void {
    for (const key of this.#set.values()) this.#put(key, null);
    this.#set.clear();
    void this.flush();
  }

  mayWrite(mayWrite: boolean): void {
    this.#known = { mayWrite, usedAt: Date.now() };
    this.#soon();
  }

  /** Resolves once all that was said is kept, or could not be. */
  flush(): Promise<void> {
    clearTimeout(this.#later);
    this.#later = undefined;
    return (this.#writing ??= this.#write());
  }

  async close(): Promise<void> {
    await this.flush();
    this.#closed = true;
    this.#store.close();
  }

  #next(): EntryKey {
    this.#number += 1;
    return [this.#person, this.#name, this.#session, this.#number];
  }

  #put(key: EntryKey, entry: Entry | null): void {
    this.#due.set(nameOf(key), [key, entry]);
  }

  #rewrite(whole: Uint8Array | null): void {
    for (const key of this.#settled.values()) this.#put(key, null);
    this.#settled.clear();
    if (whole) this.#settle([whole]);
  }

  #settle(updates: readonly Uint8Array[]): void {
    const key = this.#next();
    this.#settled.set(nameOf(key), key);
    this.#put(key, { updates, cells: null });
  }

  #soon(): void {
    if (!this.#closed) this.#later ??= setTimeout(() => void this.flush(), lateness);
  }

  async #write(): Promise<void> {
    // Everything that is said in the same breath goes in the same transaction, and `#writing` is there before this can end.
    await Promise.resolve();
    for (;;) {
      // What others wrote goes with what I wrote on top of it.
      if (this.#theirs.length > 0) this.#settle(this.#theirs.splice(0));
      const [due, known] = [this.#due, this.#known];
      if ((due.size === 0 && !known) || this.#closed) return void (this.#writing = null);
      this.#due = new Map();
      this.#known = null;
      try {
        await this.#store.write({ entries: [...due.values()], known });
        this.#trouble(null);
      } catch (failed) {
        this.#due = new Map([...due, ...this.#due]);
        this.#known ??= known;
        this.#writing = null;
        return this.#failed(failed);
      }
    }
  }

  #failed(failed: unknown): void {
    console.warn('not kept in this browser', failed);
    this.#trouble(reasonOf(failed));
  }
}

const within = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<T>((_, reject) => setTimeout(() => reject(new Error('the browser’s database does not open')), patience)),
  ]);
