/** What is written in a Yjs document, as plain JSON, and how the house writes a row into it. */
import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import type { DocumentContent, Follows } from '#shared/core/kind.ts';
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
const writerOf = (...said: readonly unknown[]): number => createHash('sha256').update(JSON.stringify(said)).digest().readUIntBE(0, 6);

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

/** A text cell as the house says it, or null. */
const toldOf = (cell: unknown): string | null => (isTextCell(cell) ? cell.$text : typeof cell === 'string' ? cell : null);

/** Which letters these are: two texts that say the same may have been written by different hands. */
const lettersOf = (text: Y.Text): readonly unknown[] => {
  const items: unknown[] = [];
  for (let item = text._start; item; item = item.right) if (!item.deleted) items.push([item.id.client, item.id.clock, item.length]);
  return items;
};

/** From the first letter that differs to the last. */
const splice = (text: Y.Text, now: string): void => {
  const before = text.toJSON();
  const room = Math.min(before.length, now.length);
  let start = 0;
  while (start < room && before[start] === now[start]) start += 1;
  let end = 0;
  while (end < room - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  if (before.length - end > start) text.delete(start, before.length - end - start);
  if (now.length - end > start) text.insert(start, now.slice(start, now.length - end));
};

/**
 * Renews a row that still says what the house put in. False when people wrote in it, removed it, or it says so already. Like a first row it
 * is the same edit on every node, as long as they renew the same letters.
 */
export const renewIn = (doc: Y.Doc, row: string, cells: Readonly<Record<string, unknown>>, { text, drawn }: Follows): boolean => {
  const there = doc.getMap<Y.Map<unknown>>(roots.rows).get(row);
  const words = there instanceof Y.Map ? there.get(text) : undefined;
  const now = toldOf(cells[text]);
  if (!(there instanceof Y.Map) || !(words instanceof Y.Text) || now === null) return false;
  const said = words.toJSON();
  if (said === now || said !== there.get(drawn)) return false;
  const sheet = new Y.Doc();
  Y.applyUpdate(sheet, Y.encodeStateAsUpdate(doc));
  sheet.clientID = writerOf(row, cells, lettersOf(words));
  if (doc.store.clients.has(sheet.clientID)) return false;
  sheet.transact(() => {
    const copy = sheet.getMap<Y.Map<unknown>>(roots.rows).get(row);
    const letters = copy?.get(text);
    if (!copy || !(letters instanceof Y.Text)) return;
    splice(letters, now);
    copy.set(drawn, cells[drawn]);
  });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(sheet, Y.encodeStateVector(doc)));
  return true;
};

/**
 * What Yjs may let go of once it is deleted. Not a value that lost to one set at the same time by somebody who did not know it: whoever won is
 * told what the other chose. An overwritten value is one its successor knew, and goes.
 */
export const mayForget = ({ parentSub, right, lastId }: Y.Item): boolean =>
  parentSub === null || right === null || (right instanceof Y.Item && Y.compareIDs(right.origin, lastId));
