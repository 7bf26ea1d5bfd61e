/**
 * Rows in blocks, so that the browser can skip what is out of sight by the dozen. A row stays in its block whatever happens around it: a
 * row that changes its block is drawn anew, and whoever writes in it would lose the place.
 */
import type { DocumentRow } from '#web/lib/live/document-rows.ts';

/** The same object as long as nothing in it changed. */
export interface Block {
  readonly key: number;
  /** How many rows come before it. */
  readonly first: number;
  readonly rows: readonly DocumentRow[];
}

const size = 16;

/** Which of the numbers can stay where they are so that as few as possible move: the places of a longest rising row among them. */
const staying = (numbers: readonly number[]): ReadonlySet<number> => {
  const ends: number[] = [];
  const before: number[] = [];
  numbers.forEach((number, at) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    before[at] = ends[low - 1] ?? -1;
    ends[low] = at;
  });
  const stay = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) stay.add(at);
  return stay;
};

interface Placed {
  readonly at: number;
  readonly block: number;
}

const isSame = (a: Block, b: Block): boolean =>
  a.first === b.first && a.rows.length === b.rows.length && a.rows.every((row, n) => row === b.rows[n]);

export class Blocks {
  #rows: readonly DocumentRow[] = [];
  #blocks: readonly Block[] = [];
  #placed: ReadonlyMap<string, Placed> = new Map();
  #last = 0;

  /** Rows in the order they come. Only new and moved ones get into another block than before, that of the row above. */
  cut(rows: readonly DocumentRow[]): readonly Block[] {
    if (rows.length !== this.#rows.length || rows.some(({ id }, n) => id !== this.#rows[n]?.id)) this.#place(rows);
    this.#rows = rows;
    const made: { readonly key: number; readonly first: number; readonly rows: DocumentRow[] }[] = [];
    rows.forEach((row, n) => {
      const key = this.#placed.get(row.id)?.block ?? 0;
      const now = made.at(-1);
      if (now?.key === key) now.rows.push(row);
      else made.push({ key, first: n, rows: [row] });
    });
    const known = new Map(this.#blocks.map((block) => [block.key, block]));
    this.#blocks = made.map((block) => {
      const before = known.get(block.key);
      return before && isSame(before, block) ? before : block;
    });
    return this.#blocks;
  }

  #place(rows: readonly DocumentRow[]): void {
    const known = rows.flatMap(({ id }) => this.#placed.get(id) ?? []);
    const stay = staying(known.map(({ at }) => at));
    const kept = new Set(known.filter((_, n) => stay.has(n)));
    const own = rows.map(({ id }) => {
      const old = this.#placed.get(id);
      return old && kept.has(old) ? old.block : null;
    });
    const lastOwn = own.findLastIndex((block) => block !== null);
    let [block, length] = [own.find((one) => one !== null) ?? (this.#last += 1), 0];
    this.#placed = new Map(
      rows.map(({ id }, at) => {
        // New blocks begin only at the end: anywhere else one would cut a block in two.
        const next = own[at] ?? (at > lastOwn && length >= size ? (this.#last += 1) : block);
        length = next === block ? length + 1 : 1;
        block = next;
        return [id, { at, block }];
      }),
    );
  }
}
