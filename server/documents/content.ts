/** What is written in a Yjs document, as plain JSON, and how the house writes a row into it. */
import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import type { DocumentContent } from '#shared/core/kind.ts';
import { isTextCell, roots } from '#shared/core/document.ts';

const plain = (cell: unknown): unknown => {
  if (cell instanceof Y.Text) return cell.toJSON();
  return cell instanceof Y.AbstractType ? cell.toJSON() : cell;
};

/** Rows that are no maps are left out: only somebody who bypasses the editor can make one, and it must not stop a sign-off. */
export const contentOf = (doc: Y.Doc): { rows: Record<string, Record<string, unknown>> } & DocumentContent => {
  const rows: [string, Record<string, unknown>][] = [];
  for (const [id, row] of doc.getMap(roots.rows)) {
    if (row instanceof Y.Map) rows.push([id, Object.fromEntries([...row].map(([name, cell]) => [name, plain(cell)]))]);
  }
  return { rows: Object.fromEntries(rows) };
};

/**
 * Two nodes that put in the same row make the same edit, letter for letter, so that whoever hears both has it once: what people did to the
 * row since the first stays. A row of other cells is another edit.
 */
const writerOf = (row: string, cells: Readonly<Record<string, unknown>>): number =>
  createHash('sha256')
    .update(JSON.stringify([row, cells]))
    .digest()
    .readUIntBE(0, 6);

/** False when this row was put in before, even if somebody removed it since. */
export const pencilInto = (doc: Y.Doc, row: string, cells: Readonly<Record<string, unknown>>): boolean => {
  // Asking for the root by its type makes it one, also in a document that has no row of the house yet.
  if (doc.getMap<boolean>(roots.pencilled).has(row)) return false;
  const sheet = new Y.Doc();
  sheet.clientID = writerOf(row, cells);
  sheet.transact(() => {
    sheet.getMap(roots.pencilled).set(row, true);
    const made = new Y.Map<unknown>();
    for (const [name, cell] of Object.entries(cells)) made.set(name, isTextCell(cell) ? new Y.Text(cell.$text) : cell);
    sheet.getMap(roots.rows).set(row, made);
  });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(sheet));
  return true;
};

/**
 * What Yjs may let go of once it is deleted. Not a value that lost to one set at the same time by somebody who did not know it: whoever won is
 * told what the other chose. An overwritten value is one its successor knew, and goes.
 */
export const mayForget = ({ parentSub, right, lastId }: Y.Item): boolean =>
  parentSub === null || right === null || (right instanceof Y.Item && Y.compareIDs(right.origin, lastId));
