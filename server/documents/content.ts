/** What is written in a Yjs document, as plain JSON, and how the house writes a row into it. */
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

/** False when this row was put in before, even if somebody removed it since. */
export const pencilInto = (doc: Y.Doc, row: string, cells: Readonly<Record<string, unknown>>): boolean => {
  const pencilled = doc.getMap<boolean>(roots.pencilled);
  if (pencilled.has(row)) return false;
  doc.transact(() => {
    pencilled.set(row, true);
    const made = new Y.Map<unknown>();
    for (const [name, cell] of Object.entries(cells)) made.set(name, isTextCell(cell) ? new Y.Text(cell.$text) : cell);
    doc.getMap(roots.rows).set(row, made);
  });
  return true;
};
