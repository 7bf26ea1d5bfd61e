/** A long history: a list of 500 rows that twenty people typed, edit by edit. */
import * as Y from 'yjs';
import { roots } from '#shared/core/document.ts';
import { rowOf, seedOf, textsOf } from '../seed.ts';
import { seeded } from '../../load/chance.ts';

export const authors = 20;
const rowsEach = 25;
const words = ['雨污', '分流', '楼道', '灯', '车位', '物业', '坡道', '公示', '报修', '，', '整治', '。', '居民', '议事', '扶手', '绿地'];
/** Typed into one cell before turning to another; every so many-th edit takes a character back. */
const stretch = 40;
const backspace = 12;
/** Edits in one frame: as a client sends them that was away for a moment. */
const together = 20;

export interface Typed {
  readonly seed: Uint8Array;
  /** For each author, who needs nobody else's: updates in order. */
  readonly updates: readonly (readonly Uint8Array[])[];
}

const edit = (cell: Y.Text, n: number, chance: () => number): void => {
  if (n % backspace === backspace - 1) cell.delete(cell.length - 1, 1);
  else cell.insert(cell.length, words[Math.floor(chance() * words.length)] ?? '');
};

const byAuthor = (name: string, seed: Uint8Array, author: number, edits: number): Uint8Array[] => {
  const doc = new Y.Doc();
  doc.clientID = 100 + author;
  Y.applyUpdate(doc, seed);
  const rows = doc.getMap<Y.Map<Y.Text>>(roots.rows);
  const made: Uint8Array[] = [];
  let waiting: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => waiting.push(update));
  const chance = seeded(author + 1);
  const texts = textsOf(name);
  for (let n = 0; n < edits; n += 1) {
    const at = Math.floor(n / stretch);
    const cell = rows.get(rowOf(author * rowsEach + (at % rowsEach)))?.get(texts[Math.floor(at / rowsEach) % texts.length] ?? '');
    if (cell) doc.transact(() => edit(cell, n, chance));
    if (waiting.length < together && n < edits - 1) continue;
    made.push(Y.mergeUpdates(waiting));
    waiting = [];
  }
  return made;
};

export const typed = (name: string, edits: number): Typed => {
  const seed = seedOf(name, authors * rowsEach);
  return { seed, updates: Array.from({ length: authors }, (_, author) => byAuthor(name, seed, author, edits / authors)) };
};
