/**
 * What a second run has to know of the first: since when, whose seats, which files. Kept beside the data it belongs to. Nothing is doubled
 * without it; it only lets a broken run go on where it stopped.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface Kept {
  readonly startedAt: number;
  readonly seats: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
}

export class Memory {
  readonly #path: string;
  readonly #origin: string;
  readonly #all: Record<string, Kept>;

  constructor(path: string, origin: string, now: number) {
    this.#path = path;
    this.#origin = origin;
    this.#all = readOr(path, {});
    this.#all[origin] ??= { startedAt: now, seats: {}, files: {} };
  }

  get #kept(): Kept {
    return this.#all[this.#origin]!;
  }

  /** Every day in the story counts from here. */
  get startedAt(): number {
    return this.#kept.startedAt;
  }

  seat(key: string): string {
    return this.#kept.seats[key] ?? '';
  }

  keepSeat(key: string, cookie: string): void {
    this.#keep({ ...this.#kept, seats: { ...this.#kept.seats, [key]: cookie } });
  }

  /** The id the file got the first time. */
  async file(key: string, upload: () => Promise<string>): Promise<string> {
    const known = this.#kept.files[key];
    if (known !== undefined) return known;
    const id = await upload();
    this.#keep({ ...this.#kept, files: { ...this.#kept.files, [key]: id } });
    return id;
  }

  #keep(kept: Kept): void {
    this.#all[this.#origin] = kept;
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, `${JSON.stringify(this.#all, null, 2)}\n`, { mode: 0o600 });
  }
}

const readOr = <T>(path: string, otherwise: T): T => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw cause;
  }
};
