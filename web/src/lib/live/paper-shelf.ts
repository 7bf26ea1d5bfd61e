/** What this browser keeps of its papers until they are cast, across reloads. After that nothing that says which ballot it was. */
import type { AnyCommand } from '#shared/core/kind.ts';
import type { PaperJwk } from '#shared/core/wire.ts';

/** A ballot that is filled in, and the id it is asked with, however often. */
export interface Sealed {
  readonly id: string;
  readonly command: AnyCommand;
}

/** By what was reached; all hex. */
export type KeptPaper =
  | { readonly stage: 'blinded'; readonly jwk: PaperJwk; readonly paper: string; readonly blinded: string; readonly inverse: string }
  /** `after`: not cast before, milliseconds since 1970. */
  | { readonly stage: 'signed'; readonly paper: string; readonly signature: string; readonly after: number; readonly sealed?: Sealed }
  | { readonly stage: 'cast' };

type Shelf = Readonly<Record<string, KeptPaper & { readonly at: number }>>;

const place = 'papers';
const day = 24 * 3_600_000;
const keptFor = 30 * day;

export class PaperShelf {
  readonly #name: string;
  readonly #now: () => number;
  /** Where the browser keeps nothing (full, forbidden), this page still knows. */
  #unkept: KeptPaper | null = null;

  /** `name` says whose paper it is and for what: several people may share one browser. */
  constructor(name: string, now: () => number) {
    this.#name = name;
    this.#now = now;
  }

  /** Read each time: another tab of this browser draws and casts the same paper. */
  get(): KeptPaper | null {
    return this.#unkept ?? this.#all()[this.#name] ?? null;
  }

  put(kept: KeptPaper): void {
    const now = this.#now();
    const young = Object.entries(this.#all()).filter(([, { at }]) => at > now - keptFor);
    // The day only: the moment of a cast would say which one it was to whoever gets hold of phone and record.
    const mine = { ...kept, at: now - (now % day) };
    try {
      localStorage.setItem(place, JSON.stringify({ ...Object.fromEntries(young), [this.#name]: mine }));
      this.#unkept = null;
    } catch (full) {
      this.#unkept = kept;
      console.warn('paper not kept', full);
    }
  }

  #all(): Shelf {
    try {
      return JSON.parse(localStorage.getItem(place) ?? '{}') as Shelf;
    } catch (unreadable) {
      console.warn('papers not readable', unreadable);
      return {};
    }
  }
}
