/** Writes a document anew as a whole when its tail has become long: in the background, so that nobody feels it. */
import * as Y from 'yjs';
import type { DocumentName } from '#shared/core/kind.ts';
import { StoreUnavailable, type DocumentState, type DocumentStore } from '#server/store/store.ts';
import { AnsweringThread } from '#server/thread.ts';
import type { Whole } from './whole.ts';

/** What a compaction made. */
export interface Compacted {
  readonly base: Uint8Array;
  readonly vector: Uint8Array;
}

/** Bytes that are encoded within some milliseconds; more is work for a thread. */
const small = 256 * 1024;
/** Of a large document the tail may be longer, so that writing it anew costs each edit about the same. */
const bytesForEachUpdate = 1000;

/** `updates`: what the base is made of, in order. The memory it takes goes with its thread. */
export const inThread = async (updates: readonly Uint8Array[]): Promise<Compacted> => {
  const thread = new AnsweringThread<readonly Uint8Array[], Compacted>({
    program: new URL('compaction-thread.ts', import.meta.url),
    patience: 0,
    ended: (cause) => cause ?? new StoreUnavailable('the thread ended before it had made anything'),
  });
  try {
    return await thread.ask(updates);
  } finally {
    await thread.close();
  }
};

export class Compaction {
  /** On disk: bytes of all that opening it reads. */
  bytes = 0;
  readonly #name: DocumentName;
  readonly #store: DocumentStore;
  readonly #whole: Whole;
  readonly #failed: (reason: unknown) => void;
  #updates = 0;
  #under: Promise<void> | null = null;

  constructor(name: DocumentName, store: DocumentStore, whole: Whole, failed: (reason: unknown) => void) {
    this.#name = name;
    this.#store = store;
    this.#whole = whole;
    this.#failed = failed;
  }

  /** Null when nothing is under way. */
  get under(): Promise<void> | null {
    return this.#under;
  }

  read({ base, tail }: DocumentState): void {
    this.bytes = base?.length ?? 0;
    this.#updates = 0;
    this.grew(tail.map(({ update }) => update));
  }

  grew(updates: readonly Uint8Array[]): void {
    this.#updates += updates.length;
    for (const update of updates) this.bytes += update.length;
  }

  /** When more than `tail` updates lie on disk after the base; `doc` is as `head` says. */
  begin(doc: Y.Doc, head: number, tail: number): void {
    if (this.#under || this.#updates < Math.max(tail, this.bytes / bytesForEachUpdate)) return;
    this.#updates = 0;
    const made = this.bytes > small ? this.#ofStore() : this.#store.compact(this.#name, this.#renew(doc), head);
    this.#under = made.catch(this.#failed).finally(() => (this.#under = null));
  }

  #renew(doc: Y.Doc): Uint8Array {
    const base = Y.encodeStateAsUpdate(doc);
    this.#whole.renew(base, Y.encodeStateVector(doc), this.#whole.position);
    this.bytes = base.length;
    return base;
  }

  async #ofStore(): Promise<void> {
    const position = this.#whole.position;
    const { base, baseSeq, tail } = await this.#store.document(this.#name);
    const before = this.bytes;
    const made = await inThread([...(base ? [base] : []), ...tail.map(({ update }) => update)]);
    this.#whole.renew(made.base, made.vector, position);
    this.bytes += made.base.length - before;
    await this.#store.compact(this.#name, made.base, tail.at(-1)?.seq ?? baseSeq);
  }
}
