/**
 * What this browser keeps of parcels, in IndexedDB: the words of each and, apart from them, its pictures, so that a change of the words does
 * not write the pictures again. Whoever signs in on the same phone finds nothing of anybody else; signing out deletes it.
 */
import type { AnyCommand } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { NotDone } from './http.ts';

/** Degrees (WGS 84), accuracy in metres. */
export interface Spot {
  readonly lat: number;
  readonly lng: number;
  readonly accuracy: number;
}

export interface Photo {
  readonly id: string;
  /** As this device said; milliseconds since 1970. */
  readonly takenAt: number | null;
  readonly place: Spot | null;
  /** The id the server gave it; null = not there yet. */
  readonly file: string | null;
}

/** `draft`: still being written · `waiting`: to be sent · `asked`: its pictures are there and the command is on its way · `refused`: see `no`. */
export type ParcelStatus = 'draft' | 'waiting' | 'asked' | 'refused';

/** A command that travels with pictures: they go first, then the command names them in `files` and `taken`. */
export interface Parcel {
  readonly id: string;
  readonly stream: StreamId;
  /** What it is about, for the list of what waits. */
  readonly title: string;
  /** Id of the command; a new one each time it is sent anew after a "no". */
  readonly ask: string;
  readonly command: AnyCommand & Readonly<Record<string, unknown>>;
  readonly photos: readonly Photo[];
  readonly status: ParcelStatus;
  readonly no: NotDone | null;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/** Bytes and not a Blob: some phones lose Blobs kept in their database. */
export interface Picture {
  readonly bytes: ArrayBuffer;
  readonly type: string;
}

const database = 'parcels';
const parcels = 'parcels';
const pictures = 'pictures';
const lists = 'lists';

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
    for (const store of [parcels, pictures, lists]) request.result.createObjectStore(store);
  };
  return answered<IDBDatabase>(request);
};

const under = (...start: readonly string[]): IDBKeyRange => IDBKeyRange.bound([...start], [...start, []]);

/** All methods reject where the browser keeps nothing (private window, full disk). Each opens for itself: phones close what sleeps. */
export class ParcelStore {
  readonly #person: string;

  constructor(person: string) {
    this.#person = person;
  }

  /** Oldest first. */
  async read(): Promise<readonly Parcel[]> {
    const found = await this.#in([parcels], 'readonly', (t) => answered<Parcel[]>(t.objectStore(parcels).getAll(under(this.#person))));
    return found.toSorted((a, b) => a.changedAt - b.changedAt);
  }

  /** The words, and pictures that are new to it, by photo: all of it is kept or none. */
  async put(parcel: Parcel, added: Readonly<Record<string, Picture>> = {}): Promise<void> {
    await this.#in([parcels, pictures], 'readwrite', async (t) => {
      t.objectStore(parcels).put(parcel, [this.#person, parcel.id]);
      for (const [photo, picture] of Object.entries(added)) t.objectStore(pictures).put(picture, [this.#person, parcel.id, photo]);
      await committed(t);
    });
  }

  async picture(parcel: string, photo: string): Promise<Picture | null> {
    const key = [this.#person, parcel, photo];
    return (await this.#in([pictures], 'readonly', (t) => answered<Picture | undefined>(t.objectStore(pictures).get(key)))) ?? null;
  }

  async remove(parcel: string): Promise<void> {
    await this.#in([parcels, pictures], 'readwrite', async (t) => {
      t.objectStore(parcels).delete([this.#person, parcel]);
      t.objectStore(pictures).delete(under(this.#person, parcel));
      await committed(t);
    });
  }

  /** What was last read of a list, to go by while nobody can be asked. */
  async keepList(name: string, list: unknown): Promise<void> {
    await this.#in([lists], 'readwrite', async (t) => {
      t.objectStore(lists).put(list, [this.#person, name]);
      await committed(t);
    });
  }

  async list<T>(name: string): Promise<T | null> {
    return (await this.#in([lists], 'readonly', (t) => answered<T | undefined>(t.objectStore(lists).get([this.#person, name])))) ?? null;
  }

  /** Everything of this person. */
  async forget(): Promise<void> {
    await this.#in([parcels, pictures, lists], 'readwrite', async (t) => {
      for (const store of [parcels, pictures, lists]) t.objectStore(store).delete(under(this.#person));
      await committed(t);
    });
  }

  async #in<T>(stores: string[], mode: IDBTransactionMode, act: (transaction: IDBTransaction) => Promise<T>): Promise<T> {
    const opened = await openDatabase();
    try {
      return await act(opened.transaction(stores, mode));
    } finally {
      opened.close();
    }
  }
}
