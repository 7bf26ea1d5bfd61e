/** The rows of a document as plain, unchanging values, in their order; and the few ways to change them. */
import type * as Y from 'yjs';
import { roots } from '#shared/core/document.ts';
import { ownPlace, placeBetween, placesBetween } from './document-order.ts';
import { renewalOf } from './document-renewal.ts';
import { fresh } from './id.ts';

export type Yjs = typeof Y;
export type Cells = Readonly<Record<string, unknown>>;

/** `cells`: shared text as a string, everything else as it is. The same object as long as nothing in it changed. */
export interface DocumentRow {
  readonly id: string;
  readonly cells: Cells;
}

type RowMap = Y.Map<unknown>;
const orderOf = ({ cells }: DocumentRow): string => (typeof cells['order'] === 'string' ? cells['order'] : '');

const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const compare = (a: DocumentRow, b: DocumentRow): number => before(orderOf(a), orderOf(b)) || before(a.id, b.id);

/** Up to here finding each place is cheaper than sorting all. */
const few = 32;

/** As `inOrder` in the checks of every list: by place, equal places by id. */
export const inOrder = (rows: readonly DocumentRow[]): readonly DocumentRow[] => rows.toSorted(compare);

/** Where a row belongs among others that are in order. */
const placeIn = (rows: readonly DocumentRow[], row: DocumentRow): number => {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = rows[middle];
    if (there && compare(there, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

export class Rows {
  readonly #yjs: Yjs;
  readonly #doc: Y.Doc;
  readonly #rows: Y.Map<RowMap>;
  readonly #mine: object;

  /** `mine`: the origin of my own edits, so that undo takes back nothing else. */
  constructor(yjs: Yjs, doc: Y.Doc, mine: object) {
    this.#yjs = yjs;
    this.#doc = doc;
    this.#rows = doc.getMap<RowMap>(roots.rows);
    this.#mine = mine;
  }

  get map(): Y.Map<RowMap> {
    return this.#rows;
  }

  /**
   * Reads again what is in `changed`, all of it when null; other rows stay the objects they were. A few rows find their place among the
   * others without any sorting.
   */
  read(known: readonly DocumentRow[], changed: ReadonlySet<string> | null): readonly DocumentRow[] {
    if (changed !== null && changed.size <= few) return this.#patch(known, changed);
    const old = new Map(known.map((row) => [row.id, row]));
    const rows: DocumentRow[] = [];
    for (const id of this.#rows.keys()) {
      const row = changed?.has(id) === false ? old.get(id) : undefined;
      const read = row ?? this.#read(id);
      if (read) rows.push(read);
    }
    return inOrder(rows);
  }

  #patch(known: readonly DocumentRow[], changed: ReadonlySet<string>): readonly DocumentRow[] {
    const rows = [...known];
    for (const id of changed) {
      const at = rows.findIndex((row) => row.id === id);
      const row = this.#read(id);
      const old = rows[at];
      if (row && old && orderOf(row) === orderOf(old)) rows[at] = row;
      else {
        if (at >= 0) rows.splice(at, 1);
        if (row) rows.splice(placeIn(rows, row), 0, row);
      }
    }
    return rows;
  }

  #read(id: string): DocumentRow | null {
    const row = this.#row(id);
    return row && { id, cells: Object.fromEntries([...row].map(([name, cell]) => [name, this.#plain(cell)])) };
  }

  text(row: string, field: string): Y.Text | null {
    const cell = this.#row(row)?.get(field);
    return cell instanceof this.#yjs.Text ? cell : null;
  }

  set(row: string, field: string, value: unknown): void {
    this.change(() => this.#row(row)?.set(field, value));
  }

  /** A whole row; what is in `texts` becomes shared text. */
  put(id: string, cells: Cells, texts: Readonly<Record<string, string>>): void {
    this.change(() => {
      const made = new this.#yjs.Map<unknown>();
      for (const [name, cell] of Object.entries(cells)) made.set(name, cell);
      for (const [name, text] of Object.entries(texts)) made.set(name, new this.#yjs.Text(text));
      this.#rows.set(id, made);
    });
  }

  remove(row: string): void {
    this.change(() => this.#rows.delete(row));
  }

  splice(
    row: string,
    field: string,
    splices: readonly { readonly at: number; readonly removed: number; readonly inserted: string }[],
  ): void {
    this.change(() => {
      const text = this.text(row, field) ?? this.#makeText(row, field);
      for (const { at, removed, inserted } of splices) {
        if (removed > 0) text?.delete(at, Math.min(removed, text.length - at));
        if (inserted !== '') text?.insert(Math.min(at, text.length), inserted);
      }
    });
  }

  /** Other words in place of what stands there, and plain cells with them; the same edit on every screen that does so. */
  renew(row: string, field: string, words: string, cells: Cells): void {
    const text = this.text(row, field);
    if (text === null || text.toJSON() === words) {
      this.change(() => Object.entries(cells).forEach(([name, value]) => this.#row(row)?.set(name, value)));
      return;
    }
    const update = renewalOf(this.#yjs, this.#doc, roots.rows, { row, field, words, cells });
    if (update) this.#yjs.applyUpdate(this.#doc, update, this.#mine);
  }

  /** All of it is one edit of mine. */
  change(work: () => void): void {
    this.#doc.transact(work, this.#mine);
  }

  #row(id: string): RowMap | null {
    const row = this.#rows.get(id);
    return row instanceof this.#yjs.Map ? row : null;
  }

  /** Rows are made with all their texts; one that lacks some came from elsewhere. */
  #makeText(row: string, field: string): Y.Text | null {
    const map = this.#row(row);
    if (!map) return null;
    const plain = map.get(field);
    const text = new this.#yjs.Text(typeof plain === 'string' ? plain : '');
    map.set(field, text);
    return text;
  }

  #plain(cell: unknown): unknown {
    if (cell instanceof this.#yjs.Text) return cell.toJSON();
    return cell instanceof this.#yjs.AbstractType ? cell.toJSON() : cell;
  }
}

/** No two screens choose alike. */
const markLength = 4;
const mark = (): string => `${fresh().slice(0, markLength - 1)}i`;

/** The place for a row between two rows as they stand; null = at that end. */
export const placeOf = (above: DocumentRow | undefined, below: DocumentRow | undefined): string => {
  const high = below ? orderOf(below) : null;
  return ownPlace(placeBetween(above ? orderOf(above) : null, high), high, mark());
};

/** So many places for new rows between two rows. */
export const placesOf = (above: DocumentRow | undefined, below: DocumentRow | undefined, count: number): readonly string[] => {
  const high = below ? orderOf(below) : null;
  const places = placesBetween(above ? orderOf(above) : null, high, count);
  return places.map((place, n) => ownPlace(place, places[n + 1] ?? high, mark()));
};
