/** Where the past of one document is laid out: a Y.Doc to which its log is applied piece by piece. Pure but for what it remembers. */
import * as Y from 'yjs';
import { differences } from '#shared/core/differences.ts';
import { roots } from '#shared/core/document.ts';
import type { ContentAt, DifferencesBetween, Moment, RowBlame } from '#shared/core/history.ts';
import type { DocumentContent } from '#shared/core/kind.ts';
import { contentOf } from './content.ts';
import { Authors } from './history-authors.ts';
import { blameOf } from './history-blame.ts';
import { Moments } from './history-moments.ts';
import { unpack, type Packed } from './history-pages.ts';
import { applyTouched } from './history-touches.ts';

/** Documents whose authors stay known. */
const mostKnown = 8;

/** Answers come as JSON text: written here once, sent by the server as they are. */
export class HistoryDesk {
  #doc = new Y.Doc();
  #seq = 0;
  #moments = new Moments();
  #aside: { readonly seq: number; readonly content: DocumentContent } | null = null;
  readonly #authors = new Map<string, Authors>();

  /** A new sheet, with all up to `seq` on it; null = an empty one. */
  begin(seq: number, base: Uint8Array | null): void {
    this.#doc.destroy();
    this.#doc = new Y.Doc();
    this.#doc.getMap(roots.rows);
    this.#moments = new Moments();
    this.#aside = null;
    this.#seq = seq;
    if (base) Y.applyUpdate(this.#doc, base);
  }

  apply(page: Packed): void {
    this.#doc.transact(() => {
      for (const { seq, update } of unpack(page)) {
        Y.applyUpdate(this.#doc, update);
        this.#seq = seq;
      }
    });
  }

  /** As `apply`, and notes what each update did. */
  follow(page: Packed): void {
    for (const { seq, by, at, update } of unpack(page)) {
      this.#moments.add({ seq, by, at, touch: applyTouched(this.#doc, update) });
      this.#seq = seq;
    }
  }

  moments(): readonly Moment[] {
    return this.#moments.newestFirst();
  }

  content(): string {
    return JSON.stringify({ seq: this.#seq, ...contentOf(this.#doc) } satisfies ContentAt);
  }

  /** Remembers the content as it is now, to compare with. */
  setAside(): void {
    this.#aside = { seq: this.#seq, content: contentOf(this.#doc) };
  }

  /** From what was set aside to now. */
  differences(): string {
    if (!this.#aside) throw new Error('nothing was set aside to compare with');
    const rows = differences(this.#aside.content, contentOf(this.#doc));
    return JSON.stringify({ from: this.#aside.seq, to: this.#seq, rows } satisfies DifferencesBetween);
  }

  /** The whole as one update, without what was removed. */
  whole(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }

  /** Up to which seq the authors of a document are known, when its log begins after `since`. */
  known(name: string, since: number): number {
    const authors = this.#authors.get(name);
    if (authors && authors.since === since) return authors.seq;
    this.#authors.delete(name);
    return since;
  }

  learn(name: string, since: number, page: Packed): void {
    const authors = this.#authors.get(name) ?? new Authors(since);
    this.#authors.delete(name);
    this.#authors.set(name, authors);
    for (const { seq, by, at, update } of unpack(page)) if (seq > authors.seq) authors.learn(seq, by, at, update);
    for (const [oldest] of this.#authors) if (this.#authors.size > mostKnown) this.#authors.delete(oldest);
  }

  /** `null` when there is no such row. The authors of all that lies here must be known. */
  blame(name: string, row: string): string {
    const authors = this.#authors.get(name) ?? new Authors(this.#seq);
    return JSON.stringify(blameOf(this.#doc, row, this.#seq, authors) satisfies RowBlame | null);
  }
}
