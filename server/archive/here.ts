/** What of an archive is here already: the plan of what is left to keep. Nothing here is ever replaced. */
import * as Y from 'yjs';
import type { Manifest, Seal } from '#shared/core/archive.ts';
import { canonical } from '#shared/core/canonical.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import type { Store } from '../store/store.ts';
import { contentOf } from '../documents/content.ts';
import type { Chain } from './chain.ts';
import type { Here } from './examine.ts';
import { sealOf } from './seals.ts';

type Kinds = Readonly<Record<string, AnyKind>>;

export class Present implements Here {
  readonly #store: Store;
  readonly #kinds: Kinds;
  readonly #sniff: (bytes: Uint8Array) => { readonly type: string; readonly ending: string } | null;
  /** How each stream stands here, as far as the archive goes. */
  readonly #seals = new Map<string, Seal>();
  /** Edits of a document that are here already. */
  readonly #edits = new Map<string, number>();

  constructor(store: Store, kinds: Kinds, sniff: (bytes: Uint8Array) => { readonly type: string; readonly ending: string } | null) {
    this.#store = store;
    this.#kinds = kinds;
    this.#sniff = sniff;
  }

  async begin({ seals }: Manifest): Promise<void> {
    for (const { stream, seq } of seals) {
      const here = (await this.#store.heads([stream])).get(stream) ?? 0;
      if (here > 0) this.#seals.set(stream, await sealOf(this.#store, this.#kinds, stream, { seq: Math.min(here, seq) }));
    }
  }

  /** Events of the stream that need not be kept again. */
  known(stream: string): number {
    return this.#seals.get(stream)?.seq ?? 0;
  }

  knownEdits(document: string): number {
    return this.#edits.get(document) ?? 0;
  }

  stream(chain: Chain): boolean {
    const here = this.#seals.get(chain.stream);
    return here?.seq !== chain.seq || here.head === chain.seal.head;
  }

  async edit({ edit: name, bytes }: Parameters<Here['edit']>[0], n: number): Promise<boolean> {
    const { since, head } = await this.#store.documentSpan(name);
    if (n > head) return true;
    const [logged] = since === 0 ? await this.#store.documentLog(name, n - 1, n, 1) : [];
    if (logged === undefined || !Buffer.from(bytes, 'base64').equals(logged.update)) return false;
    this.#edits.set(name, n);
    return true;
  }

  async document({ document: name, content, updates }: Parameters<Here['document']>[0]): Promise<boolean> {
    const { base, tail } = await this.#store.document(name);
    const doc = new Y.Doc();
    for (const update of [...(base ? [base] : []), ...tail.map((one) => one.update)]) Y.applyUpdate(doc, update);
    this.#edits.set(name, updates);
    return canonical(contentOf(doc)) === canonical(content);
  }

  async file({ file: id, type, bytes }: Parameters<Here['file']>[0]): Promise<'fits' | 'exists' | 'file-type'> {
    const told = Buffer.from(bytes, 'base64');
    const found = this.#sniff(told);
    if (found?.type !== type || !id.endsWith(`.${found.ending}`)) return 'file-type';
    const here = await this.#store.file(id);
    return here === null || told.equals(here.bytes) ? 'fits' : 'exists';
  }
}
