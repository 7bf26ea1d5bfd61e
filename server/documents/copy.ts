/**
 * The server's own copy of one document: a Y.Doc, and how far on disk it is. Every method runs within the document's turn. While `head` and the
 * Y.Doc disagree (edits applied and not yet kept), nobody is answered from it; when they can not be kept it is discarded and read anew.
 * The Y.Doc is read when something is asked that only it can tell; whoever knows nothing yet is answered from the bytes on disk.
 */
import * as Y from 'yjs';
import { roots } from '#shared/core/document.ts';
import type { DocumentName } from '#shared/core/kind.ts';
import type { DocumentState, DocumentStore } from '#server/store/store.ts';
import { Compaction } from './compaction.ts';
import { mayForget } from './content.ts';
import { answerFrame } from './frames.ts';
import { packet } from '../packet.ts';
import { Whole } from './whole.ts';

/** After an outage many come back knowing the same: one answer serves them all. */
const manyAnswers = 32;

export class Copy {
  readonly whole = new Whole();
  readonly compaction: Compaction;
  readonly #name: DocumentName;
  readonly #store: DocumentStore;
  /** Tells everybody here what was found on disk and is new to them. */
  readonly #tell: (update: Uint8Array) => void;
  readonly #answers = new Map<string, readonly Buffer[]>();
  #doc: Y.Doc | null = null;
  #head = 0;
  #read = false;

  constructor(name: DocumentName, store: DocumentStore, tell: (update: Uint8Array) => void, failed: (reason: unknown) => void) {
    this.#name = name;
    this.#store = store;
    this.#tell = tell;
    this.compaction = new Compaction(name, store, this.whole, failed);
  }

  /** All updates up to here were told, and are in the Y.Doc when there is one. */
  get head(): number {
    return this.#head;
  }

  /** On disk. */
  get bytes(): number {
    return this.compaction.bytes;
  }

  /** Somebody was told something of it. */
  get read(): boolean {
    return this.#read;
  }

  /** Whether the Y.Doc is in memory. */
  get here(): boolean {
    return this.#doc !== null;
  }

  /** The Y.Doc, read from the store when it is not in memory. */
  async doc(): Promise<Y.Doc> {
    if (this.#doc) return this.#doc;
    const kept = await this.#store.document(this.#name);
    const doc = new Y.Doc({ gcFilter: mayForget });
    doc.getMap(roots.rows);
    if (kept.base) Y.applyUpdate(doc, kept.base);
    const vector = Y.encodeStateVector(doc);
    doc.transact(() => kept.tail.forEach(({ update }) => Y.applyUpdate(doc, update)));
    this.#doc = doc;
    const [before, first] = [this.#head, !this.#read];
    this.#found(kept, vector);
    // Read anew: what other nodes wrote meanwhile is new to the people here.
    if (!first && this.#head > before) {
      const missed = kept.baseSeq > before ? [Y.encodeStateAsUpdate(doc)] : kept.tail.filter(({ seq }) => seq > before).map(updateOf);
      this.#tell(Y.mergeUpdates(missed));
    }
    return doc;
  }

  /** What the store has beyond the head. */
  async learn(): Promise<void> {
    const doc = await this.doc();
    const kept = await this.#store.document(this.#name, this.#head);
    const base = kept.base && kept.baseSeq > this.#head ? [kept.base] : [];
    const tail = kept.tail.filter(({ seq }) => seq > this.#head);
    this.#take(doc, [...base, ...tail.map(updateOf)]);
    this.#head = Math.max(this.#head, kept.baseSeq, tail.at(-1)?.seq ?? 0);
  }

  /** Updates (`after`, `head`] that another node has on disk. */
  async hear(edits: Uint8Array, after: number, head: number): Promise<void> {
    if (!this.#read || head <= this.#head) return;
    const doc = await this.doc();
    if (head <= this.#head) return;
    if (after > this.#head) return this.learn();
    this.#take(doc, [edits]);
    this.#head = head;
  }

  /** The edits that were applied to the Y.Doc are on disk, the last of them at `head`; true when others wrote in between. */
  kept(updates: readonly Uint8Array[], head: number): boolean {
    this.#answers.clear();
    this.compaction.grew(updates);
    const gap = head - updates.length > this.#head;
    if (!gap) this.#head = Math.max(this.#head, head);
    return gap;
  }

  discard(): void {
    this.#doc?.destroy();
    this.#doc = null;
    this.#answers.clear();
  }

  async vector(): Promise<Uint8Array> {
    return Y.encodeStateVector(await this.doc());
  }

  /** Everything a client lacks that has this state vector. */
  async answer(known: Uint8Array): Promise<readonly Buffer[]> {
    if (known.length <= 1) return this.#all();
    const doc = await this.doc();
    const key = Buffer.from(known).toString('latin1');
    const ready = this.#answers.get(key);
    if (ready) return ready;
    const made = [packet(answerFrame(Y.encodeStateAsUpdate(doc, known)))];
    if (this.#answers.size < manyAnswers) this.#answers.set(key, made);
    return made;
  }

  /** Everything a client lacks that was told all up to this position of the whole. */
  async after(position: number): Promise<readonly Buffer[]> {
    return this.whole.after(position, this.#doc) ?? this.#all();
  }

  /** In the background: a long tail makes opening slow. `tail`: so many updates may be left. */
  compact(tail: number): void {
    if (this.#doc) this.compaction.begin(this.#doc, this.#head, tail);
  }

  async #all(): Promise<readonly Buffer[]> {
    const ready = this.whole.frames(this.#doc);
    if (ready) return ready;
    if (this.#read) await this.doc();
    else this.#found(await this.#store.document(this.#name), null);
    return this.whole.frames(this.#doc) ?? [];
  }

  #found(kept: DocumentState, vector: Uint8Array | null): void {
    this.#head = Math.max(this.#head, kept.tail.at(-1)?.seq ?? kept.baseSeq);
    this.#read = true;
    this.#answers.clear();
    this.whole.read(kept, vector);
    this.compaction.read(kept);
  }

  #take(doc: Y.Doc, updates: readonly Uint8Array[]): void {
    this.compaction.grew(updates);
    const tell = (update: Uint8Array): void => {
      this.#answers.clear();
      this.#tell(update);
    };
    doc.on('update', tell);
    doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
    doc.off('update', tell);
  }
}

const updateOf = ({ update }: DocumentState['tail'][number]): Uint8Array => update;
