/**
 * What this browser keeps of documents, in IndexedDB: for each person and document the edits as they came, so that a list opens without a
 * network as it was, and nothing typed is gone with the page. Whoever signs in on the same computer finds nothing of anybody else; signing out
 * deletes it. Every tab writes entries under names of its own, so tabs of one browser never overwrite each other.
 */
import type { Lost } from './document-lost.ts';

/** `cells`: which cells an edit of mine touched while it is not known to be on the server, null = it is there. */
export type Entry =
  | { readonly updates: readonly Uint8Array[]; readonly cells: readonly string[] | null }
  /** Set aside, until the person has dealt with it. */
  | { readonly lost: readonly Lost[] };

/** Person, document, session of one page, number within it. */
export type EntryKey = readonly [person: string, name: string, session: string, number: number];

/** What was known last, to go by while nobody can be asked. `usedAt`: milliseconds since 1970. */
export interface Known {
  readonly mayWrite: boolean;
  readonly usedAt: number;
}

/** One transaction: all of it is kept or none. A null entry is deleted. */
export interface Change {
  readonly entries: readonly (readonly [EntryKey, Entry | null])[];
  readonly known: Known | null;
}

const database = 'documents';
const log = 'log';
const documents = 'documents';
/** A copy nobody opened for so long is of no use, and lies on a computer that may be shared. */
const keptFor = 30 * 24 * 3_600_000;

/** What is stored is what this file wrote. */
const answered = <T>(request: IDBRequest): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error('no answer of the browser’s database'));
  });

const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('not kept by the browser'));
  });

const openDatabase = async (): Promise<IDBDatabase> => {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(log);
    request.result.createObjectStore(documents);
  };
  return answered<IDBDatabase>(request);
};

const under = (...start: readonly string[]): IDBKeyRange => IDBKeyRange.bound([...start], [...start, []]);

export class DocumentStore {
  readonly #person: string;
  readonly #name: string;
  #database: Promise<IDBDatabase> | null = null;

  /** Opens nothing yet. All methods reject where the browser keeps nothing (private window, full disk). */
  constructor(person: string, name: string) {
    this.#person = person;
    this.#name = name;
  }

  async read(now: number): Promise<{ readonly entries: readonly (readonly [EntryKey, Entry])[]; readonly known: Known | null }> {
    const transaction = (await this.#open()).transaction([log, documents], 'readwrite');
    const all = under(this.#person, this.#name);
    const [keys, entries, known] = await Promise.all([
      answered<EntryKey[]>(transaction.objectStore(log).getAllKeys(all)),
      answered<Entry[]>(transaction.objectStore(log).getAll(all)),
      answered<Known | undefined>(transaction.objectStore(documents).get([this.#person, this.#name])),
    ]);
    await this.#forgetOld(transaction, now);
    return {
      entries: keys.flatMap((key, n) => (entries[n] ? [[key, entries[n]] as const] : [])),
      known: known ?? null,
    };
  }

  async write({ entries, known }: Change): Promise<void> {
    const transaction = (await this.#open()).transaction([log, documents], 'readwrite');
    const kept = committed(transaction);
    for (const [key, entry] of entries) {
      if (entry) transaction.objectStore(log).put(entry, [...key]);
      else transaction.objectStore(log).delete([...key]);
    }
    if (known) transaction.objectStore(documents).put(known, [this.#person, this.#name]);
    // Said outright, since a page that is going away hears no answers any more.
    transaction.commit();
    await kept;
  }

  close(): void {
    const opened = this.#database;
    this.#database = null;
    opened?.then(
      (one) => one.close(),
      () => undefined,
    );
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= openDatabase().then(
      (opened) => {
        // Some browsers close it when the phone sleeps: opened again at the next need.
        opened.onclose = () => (this.#database = null);
        opened.onversionchange = () => this.close();
        return opened;
      },
      (reason: unknown) => {
        this.#database = null;
        throw reason;
      },
    );
    return this.#database;
  }

  async #forgetOld(transaction: IDBTransaction, now: number): Promise<void> {
    const store = transaction.objectStore(documents);
    const [keys, all] = await Promise.all([answered<[string, string][]>(store.getAllKeys()), answered<Known[]>(store.getAll())]);
    keys.forEach((key, n) => {
      const [person, name] = key;
      if ((person === this.#person && name === this.#name) || (all[n]?.usedAt ?? 0) > now - keptFor) return;
      store.delete(key);
      transaction.objectStore(log).delete(under(person, name));
    });
  }
}

const entriesOf = async (range: IDBKeyRange): Promise<readonly Entry[]> => {
  const opened = await openDatabase();
  const entries = await answered<Entry[]>(opened.transaction(log).objectStore(log).getAll(range));
  opened.close();
  return entries;
};

const isUnsent = (entry: Entry): boolean => 'cells' in entry && entry.cells !== null;

/** How many edits of this person no server has yet; none where the browser keeps nothing. */
export const countUnsent = async (person: string): Promise<number> => {
  try {
    return (await entriesOf(under(person))).filter(isUnsent).length;
  } catch (failed) {
    console.warn('nothing is kept in this browser', failed);
    return 0;
  }
};

/** Whether this person left something in this document that no server has, or that was set aside. */
export const hasLeft = async (person: string, name: string): Promise<boolean> => {
  try {
    return (await entriesOf(under(person, name))).some((entry) => 'lost' in entry || isUnsent(entry));
  } catch (failed) {
    console.warn('nothing is kept in this browser', failed);
    return false;
  }
};

/** At sign-out: nothing of this person stays on the computer. */
export const forgetDocumentsOf = async (person: string): Promise<void> => {
  const opened = await openDatabase();
  const transaction = opened.transaction([log, documents], 'readwrite');
  const gone = committed(transaction);
  for (const store of [log, documents]) transaction.objectStore(store).delete(under(person));
  await gone;
  opened.close();
};
