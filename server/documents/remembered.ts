/** Answers given lately, as text; asked by many at once, worked out once. */
import type { DocumentName } from '#shared/core/kind.ts';

/** Of all texts together, in UTF-16 units. */
const mostLetters = 8 * 1024 * 1024;
/** Milliseconds: another node may have forgotten meanwhile what an answer here still tells. */
const longest = 10 * 60_000;

interface Kept {
  readonly answer: Promise<string>;
  readonly since: number;
  letters: number;
}

export class Remembered {
  readonly #kept = new Map<string, Kept>();
  #letters = 0;

  once(name: DocumentName, asked: string, work: () => Promise<string>): Promise<string> {
    const key = `${name} ${asked}`;
    const known = this.#kept.get(key);
    if (known && performance.now() - known.since < longest) return known.answer;
    this.#drop(key);
    const kept: Kept = { answer: work(), since: performance.now(), letters: 0 };
    this.#kept.set(key, kept);
    kept.answer.then(
      ({ length }) => {
        if (this.#kept.get(key) !== kept) return;
        kept.letters = length;
        this.#letters += length;
        for (const [oldest] of this.#kept) if (this.#letters > mostLetters) this.#drop(oldest);
      },
      // Whoever asked hears of it; the next one tries again.
      () => this.#drop(key),
    );
    return kept.answer;
  }

  forget(name: DocumentName): void {
    for (const key of [...this.#kept.keys()]) if (key.startsWith(`${name} `)) this.#drop(key);
  }

  #drop(key: string): void {
    this.#letters -= this.#kept.get(key)?.letters ?? 0;
    this.#kept.delete(key);
  }
}
