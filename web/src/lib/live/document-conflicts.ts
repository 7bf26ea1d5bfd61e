/**
 * Two people set the same cell at once, neither knowing of the other: one value stands, the same everywhere, and both have to hear of it.
 *
 * Yjs tells this exactly. Whoever sets a cell of a map puts a new item behind the one they see, and the item says which (`origin`). So an
 * item knew mine if and only if following origins from it leads to mine; and mine knew only what was here when I set it. Once the value
 * that stands does not lead to mine (or the other way round), one of us wrote without knowing. It makes no difference how late it
 * comes: an edit brought back from an hour offline is as concurrent as one of the same second.
 *
 * Shared text is no case for this: both texts stay.
 */
import type * as Y from 'yjs';
import type { Yjs } from './document-rows.ts';

/** `client`: the writer Yjs knows the other value by. `theirs` is undefined where the server kept it no more. */
export interface Clash {
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly client: number;
  /** Whose value stands. */
  readonly winner: 'mine' | 'theirs';
}

interface Mine {
  readonly client: number;
  readonly clock: number;
  readonly value: unknown;
}

type Cell = Y.Map<unknown>;

export class Settings {
  readonly #yjs: Yjs;
  readonly #mine = new Map<string, Mine>();

  constructor(yjs: Yjs) {
    this.#yjs = yjs;
  }

  /** I have just set this cell, knowing all that is here. `cell` names it across calls. */
  set(cell: string, row: Cell, field: string): void {
    const item = row._map.get(field);
    if (!item || item.deleted || this.#isText(item)) return void this.#mine.delete(cell);
    this.#mine.set(cell, { client: item.id.client, clock: item.id.clock + item.length - 1, value: valueOf(item) });
  }

  forget(cell: string): void {
    this.#mine.delete(cell);
  }

  /**
   * What others did to the cell in `transaction`, seen from mine: a clash, null = mine was settled by somebody who knew it or nothing is left to
   * tell apart, undefined = nothing new. To be asked while the transaction is observed: afterwards Yjs lets go of values that lost.
   */
  judge(cell: string, row: Cell, field: string, transaction: Y.Transaction): Clash | null | undefined {
    const mine = this.#mine.get(cell);
    if (!mine) return undefined;
    const stands = row._map.get(field);
    const fresh = stands ? newIn(stands, transaction) : [];
    if (!stands || fresh.length === 0) return undefined;
    if (fresh.some((item) => this.#knew(item, mine, transaction.doc))) {
      this.#mine.delete(cell);
      return null;
    }
    // Somebody else may have chosen the same.
    const won = isSame(valueOf(stands), mine.value);
    const theirs = won ? fresh.find((item) => !isSame(valueOf(item), mine.value)) : stands;
    if (!theirs) return null;
    if (this.#isText(theirs)) return undefined;
    return { mine: mine.value, theirs: valueOf(theirs), client: theirs.id.client, winner: won ? 'mine' : 'theirs' };
  }

  #isText(item: Y.Item): boolean {
    return item.content instanceof this.#yjs.ContentType;
  }

  /** Whether following origins from the item leads to mine. Yjs joins neighbours into one, so it is the number that counts, not the item. */
  #knew(item: Y.Item, mine: Mine, doc: Y.Doc): boolean {
    let at: Y.Item | null = item;
    let last = item.id.clock + item.length - 1;
    while (at) {
      if (at.id.client === mine.client && at.id.clock <= mine.clock && mine.clock <= last) return true;
      const { origin }: Y.Item = at;
      const before: unknown = origin && this.#yjs.getItem(doc.store, origin);
      at = before instanceof this.#yjs.Item ? before : null;
      last = origin?.clock ?? 0;
    }
    return false;
  }
}

/** Items of this cell that came with the transaction, last first: what stands is the first of all, or lost to it. */
const newIn = (stands: Y.Item, { beforeState }: Y.Transaction): readonly Y.Item[] => {
  const fresh: Y.Item[] = [];
  for (let at: Y.Item | null = stands; at; at = at.left) if (at.id.clock + at.length > (beforeState.get(at.id.client) ?? 0)) fresh.push(at);
  return fresh;
};

/** Undefined once Yjs let go of it. */
const valueOf = ({ content }: Y.Item): unknown => (content.isCountable() ? content.getContent().at(-1) : undefined);

/** Cells are plain JSON. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
