/**
 * Whether what a client wrote keeps the shape of its document. Looks only at what a transaction brought, so that a key stroke costs the
 * same in a large document, and content from before there was a shape stays as it is.
 */
import * as Y from 'yjs';
import { roots, type CellSort, type DocumentShape, type PlainSort } from '#shared/core/document.ts';

/** What was written breaks the document's shape; the message says how and where, for the one who wrote it. */
export class Misshapen extends Error {
  override readonly name = 'Misshapen';

  /** `path` is cut to what a closing frame can carry (123 bytes with the code) and says nothing that is not ASCII. */
  constructor(code: string, path: readonly (string | null)[]) {
    const place = path.map((step) => (step ?? '').replace(/[^\x21-\x7e]/gu, '?').slice(0, 40)).join('/');
    super(`shape: ${code} at ${place}`.slice(0, 120));
  }
}

type Type = Y.AbstractType<unknown>;

/** Rows are named as commands and streams are; the one name that means something to every object is none. */
const isRowId = (id: string): boolean => /^[A-Za-z0-9_:-]{1,64}$/.test(id) && id !== '__proto__';
const isCellName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name);
/** Deeper than any cell is, and far from where reading it again would overflow. */
const deepest = 8;

/** About the length of its JSON; infinite when it has none, or is nested too deeply. */
const sizeOf = (value: unknown, depth = 0): number => {
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean') return 4;
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value instanceof Uint8Array || depth === deepest) return Infinity;
  let size = 2;
  if (Array.isArray(value)) for (const one of value) size += 1 + sizeOf(one, depth + 1);
  else for (const [name, one] of Object.entries(value)) size += name.length + 4 + sizeOf(one, depth + 1);
  return size;
};

const fits = (sort: PlainSort, value: unknown): boolean => {
  if (sort === 'plain') return true;
  if (typeof sort === 'string') return typeof value === sort;
  if ('list' in sort) return Array.isArray(value) && value.every((one) => fits(sort.list, one));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(sort.fields).every(([name, its]) => {
    const field = (value as Readonly<Record<string, unknown>>)[name];
    return field === undefined || fits(its, field);
  });
};

/** Subclasses are other things: an XML text is no text. */
const isText = (content: Y.Item['content']): boolean => content instanceof Y.ContentType && content.type.constructor === Y.Text;

class Keeper {
  readonly #shape: DocumentShape;
  readonly #rows: Type | undefined;
  readonly #marks: Type | undefined;
  #rowsCame = false;

  constructor(shape: DocumentShape, doc: Y.Doc) {
    this.#shape = shape;
    this.#rows = doc.share.get(roots.rows) as Type | undefined;
    this.#marks = doc.share.get(roots.pencilled) as Type | undefined;
  }

  /** Throws at the first thing that is none of ours. What is deleted by now has no content any more, whatever it was. */
  read({ doc, beforeState, changed }: Y.Transaction): void {
    for (const [client, structs] of doc.store.clients) {
      const last = structs.at(-1);
      const before = beforeState.get(client) ?? 0;
      if (!last || last.id.clock + last.length === before) continue;
      for (let n = before === 0 ? 0 : Y.findIndexSS(structs, before); n < structs.length; n += 1) {
        const struct = structs[n];
        if (struct instanceof Y.Item && !struct.deleted) this.#item(struct);
      }
    }
    for (const mark of (this.#marks && changed.get(this.#marks as never)) ?? []) this.#stillMarked(mark);
    if (this.#rowsCame) this.#count();
  }

  #item(item: Y.Item): void {
    const within = item.parent as Type;
    if (within === this.#rows) return this.#row(item);
    if (within === this.#marks) return this.#mark(item);
    const holder = within._item;
    if (!holder) throw new Misshapen('root', [Y.findRootTypeKey(within)]);
    if (holder.parent === this.#rows) return this.#cell(within, item);
    const row = (holder.parent as Type)._item;
    if (row?.parent === this.#rows && isText(holder.content))
      return this.#text(within, item, [roots.rows, row!.parentSub, holder.parentSub]);
    throw new Misshapen('nested', [roots.rows, row?.parentSub ?? null, holder.parentSub]);
  }

  #row({ parentSub: id, content }: Y.Item): void {
    if (id === null || !isRowId(id)) throw new Misshapen('row-id', [roots.rows, id]);
    if (!(content instanceof Y.ContentType) || content.type.constructor !== Y.Map) throw new Misshapen('row', [roots.rows, id]);
    this.#rowsCame = true;
  }

  #cell(row: Type, { parentSub: name, content }: Y.Item): void {
    const path = [roots.rows, row._item?.parentSub ?? null, name];
    if (name === null || !isCellName(name)) throw new Misshapen('cell-name', path);
    if (row._map.size > this.#shape.most.cells) throw new Misshapen('too-many-cells', path);
    const sort: CellSort | null = Object.hasOwn(this.#shape.cells, name) ? (this.#shape.cells[name] ?? null) : null;
    if (sort === 'text' || (sort === null && isText(content))) {
      if (!isText(content)) throw new Misshapen('not-text', path);
    } else this.#plain(sort ?? 'plain', content, path);
  }

  #plain(sort: PlainSort, content: Y.Item['content'], path: readonly (string | null)[]): void {
    if (!(content instanceof Y.ContentAny) || content.arr.length !== 1) throw new Misshapen('not-plain', path);
    const value: unknown = content.arr[0];
    if (value === null || value === undefined) return;
    const size = sizeOf(value);
    if (size === Infinity) throw new Misshapen('not-plain', path);
    if (size > this.#shape.most.value) throw new Misshapen('too-large', path);
    if (!fits(sort, value)) throw new Misshapen('other-sort', path);
  }

  #text(text: Type, { parentSub, content }: Y.Item, path: readonly (string | null)[]): void {
    if (parentSub !== null || !(content instanceof Y.ContentString)) throw new Misshapen('formatted', path);
    if (text._length > this.#shape.most.text) throw new Misshapen('too-long', path);
  }

  /** Who brings a mark brings back what the house wrote, as after an older copy of the database was put in place. */
  #mark({ parentSub: row, content }: Y.Item): void {
    const says = content instanceof Y.ContentAny && content.arr.length === 1 && content.arr[0] === true;
    if (row === null || !isRowId(row) || !says) throw new Misshapen('mark', [roots.pencilled, row]);
  }

  /** Without its mark the house would put in a row that somebody struck out. */
  #stillMarked(row: string | null): void {
    const mark = row === null ? undefined : this.#marks?._map.get(row);
    if (!mark || mark.deleted) throw new Misshapen('mark', [roots.pencilled, row]);
  }

  #count(): void {
    const most = this.#shape.most.rows;
    if (!this.#rows || this.#rows._map.size <= most) return;
    let rows = 0;
    for (const item of this.#rows._map.values()) if (!item.deleted) rows += 1;
    if (rows > most) throw new Misshapen('too-many-rows', [roots.rows]);
  }
}

/**
 * Lets `change` act on the Y.Doc, which must be within a transaction, and throws Misshapen when the shape did not survive it: the Y.Doc is
 * then no good any more. Names of roots are looked at even when nothing was kept under them, since Yjs makes a root for every name it reads.
 */
export const keepingShape = (doc: Y.Doc, shape: DocumentShape | null, change: () => void): void => {
  if (!shape) return change();
  const known = doc.share.size;
  change();
  if (doc.share.size > known) {
    const foreign = [...doc.share.keys()].slice(known).find((name) => name !== roots.rows && name !== roots.pencilled);
    if (foreign !== undefined) throw new Misshapen('root', [foreign]);
  }
  doc.transact((transaction) => new Keeper(shape, doc).read(transaction));
};
