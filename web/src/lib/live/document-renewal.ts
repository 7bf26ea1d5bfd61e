/**
 * New words in place of the old ones, as one edit that is letter for letter the same on every screen that renews the same letters: whoever
 * hears it from two people has it once. An edit under each person's own name would put the new words in twice.
 */
import type * as Y from 'yjs';
import { sha256 } from '#shared/core/sha-256.ts';
import { spliceOf } from './document-splice.ts';
import type { Cells, Yjs } from './document-rows.ts';

/** Which letters these are: two texts that say the same may have been written by different hands. */
const lettersOf = (text: Y.Text): readonly unknown[] => {
  const items: unknown[] = [];
  for (let item = text._start; item; item = item.right) if (!item.deleted) items.push([item.id.client, item.id.clock, item.length]);
  return items;
};

/** 48 bits: as many as a writer of Yjs may have. */
const writerOf = (...said: readonly unknown[]): number => Number.parseInt(sha256(JSON.stringify(said)).slice(0, 12), 16);

export interface Renewal {
  readonly row: string;
  readonly field: string;
  readonly words: string;
  /** Plain cells of the row that go with it. */
  readonly cells: Cells;
}

/** The update to apply; null where there is no such text, or the same letters were renewed so before. */
export const renewalOf = (yjs: Yjs, doc: Y.Doc, root: string, { row, field, words, cells }: Renewal): Uint8Array | null => {
  const there = doc.getMap<Y.Map<unknown>>(root).get(row)?.get(field);
  if (!(there instanceof yjs.Text)) return null;
  const sheet = new yjs.Doc();
  yjs.applyUpdate(sheet, yjs.encodeStateAsUpdate(doc));
  sheet.clientID = writerOf(row, field, words, cells, lettersOf(there));
  if (doc.store.clients.has(sheet.clientID)) return null;
  sheet.transact(() => {
    const map = sheet.getMap<Y.Map<unknown>>(root).get(row);
    const text = map?.get(field);
    if (!map || !(text instanceof yjs.Text)) return;
    const splice = spliceOf(text.toJSON(), words, words.length);
    if (splice && splice.removed > 0) text.delete(splice.at, splice.removed);
    if (splice && splice.inserted !== '') text.insert(splice.at, splice.inserted);
    for (const [name, value] of Object.entries(cells)) map.set(name, value);
  });
  return yjs.encodeStateAsUpdate(sheet, yjs.encodeStateVector(doc));
};
