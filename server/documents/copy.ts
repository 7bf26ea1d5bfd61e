/**
 * The server's own copy of one document: a Y.Doc, and how far on disk it is. Every method runs within the document's turn. While `head` and the
 * Y.Doc disagree (edits applied and not yet kept), nobody is answered from it; when they can not be kept it is discarded and read anew.
 */
import * as Y from 'yjs';
import { roots } from '#shared/core/document.ts';
import type { DocumentName } from '#shared/core/kind.ts';
import type { DocumentStore } from '#server/store/store.ts';
import { answerFrame } from './frames.ts';

export class Copy {
  readonly #name: DocumentName;
  readonly #store: DocumentStore;
  /** Tells everybody here what was found on disk and is new to them. */
  readonly #tell: (update: Uint8Array) => void;
  #doc: Y.Doc | null = null;
  #head = 0;
  #read = false;
  /** On disk: bytes of it all, and updates since it was last written as a whole. */
  #bytes = 0;
  #updates = 0;
  #whole: Uint8Array | null = null;
  #compacting: Promise<void> | null = null;

  constructor(name: DocumentName, store: DocumentStore, tell: (update: Uint8Array) => void) {
    this.#name = name;
    this.#store = store;
    this.#tell = tell;
  }

  /** All updates up to here are in the Y.Doc and were told. */
  get head(): number {
    return this.#head;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get here(): boolean {
    return this.#doc !== null;
  }

  /** Null when nothing is under way. */
  get compacting(): Promise<void> | null {
    return this.#compacting;
  }

  /** The Y.Doc, read from the store when it is not in memory. */
  async doc(): Promise<Y.Doc> {
    if (this.#doc) return this.#doc;
    const kept = await this.#store.document(this.#name);
    const doc = new Y.Doc();
    doc.getMap(roots.rows);
    doc.transact(() => {
      if (kept.base) Y.applyUpdate(doc, kept.base);
      for (const { update } of kept.tail) Y.applyUpdate(doc, update);
    });
    const told = this.#head;
    this.#doc = doc;
    this.#head = kept.tail.at(-1)?.seq ?? kept.baseSeq;
    this.#bytes = kept.base?.length ?? 0;
    this.#updates = 0;
    this.#grew(kept.tail.map(({ update }) => update));
    // Read anew: what other nodes wrote meanwhile is new to the people here.
    if (this.#read && this.#head > told) {
      const missed =
        kept.baseSeq > told ? [Y.encodeStateAsUpdate(doc)] : kept.tail.filter(({ seq }) => seq > told).map(({ update }) => update);
      this.#tell(Y.mergeUpdates(missed));
    }
    this.#read = true;
    return doc;
  }

  /** What the store has beyond the head. */
  async learn(): Promise<void> {
    const doc = await this.doc();
    const kept = await this.#store.document(this.#name, this.#head);
    const base = kept.base && kept.baseSeq > this.#head ? [kept.base] : [];
    const tail = kept.tail.filter(({ seq }) => seq > this.#head);
    this.#take(doc, [...base, ...tail.map(({ update }) => update)]);
    this.#head = Math.max(this.#head, kept.baseSeq, tail.at(-1)?.seq ?? 0);
  }

  /** Updates (`after`, `head`] that another node has on disk. */
  async hear(edits: Uint8Array, after: number, head: number): Promise<void> {
    if (!this.#doc || head <= this.#head) return;
    if (after > this.#head) return this.learn();
    this.#take(this.#doc, [edits]);
    this.#head = head;
  }

  /** The edits that were applied to the Y.Doc are on disk, the last of them at `head`; true when others wrote in between. */
  kept(updates: readonly Uint8Array[], head: number): boolean {
    this.#whole = null;
    this.#grew(updates);
    const gap = head - updates.length > this.#head;
    if (!gap) this.#head = Math.max(this.#head, head);
    return gap;
  }

  discard(): void {
    this.#doc?.destroy();
    this.#doc = null;
    this.#whole = null;
  }

  vector(): Uint8Array {
    return this.#doc ? Y.encodeStateVector(this.#doc) : new Uint8Array([0]);
  }

  /** Everything a client lacks that knows `known`; the frame for one that knows nothing is built once. */
  answer(known: Uint8Array): Uint8Array | null {
    if (!this.#doc) return null;
    if (known.length > 1) return answerFrame(Y.encodeStateAsUpdate(this.#doc, known));
    return (this.#whole ??= answerFrame(Y.encodeStateAsUpdate(this.#doc)));
  }

  /** In the background: a long tail makes opening slow. */
  compact(tail: number, failed: (reason: unknown) => void): void {
    if (!this.#doc || this.#compacting || this.#updates < tail) return;
    const base = Y.encodeStateAsUpdate(this.#doc);
    this.#bytes = base.length;
    this.#updates = 0;
    this.#compacting = this.#store
      .compact(this.#name, base, this.#head)
      .catch(failed)
      .finally(() => (this.#compacting = null));
  }

  #take(doc: Y.Doc, updates: readonly Uint8Array[]): void {
    this.#grew(updates);
    const tell = (update: Uint8Array): void => {
      this.#whole = null;
      this.#tell(update);
    };
    doc.on('update', tell);
    doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
    doc.off('update', tell);
  }

  #grew(updates: readonly Uint8Array[]): void {
    this.#updates += updates.length;
    for (const update of updates) this.#bytes += update.length;
  }
}
