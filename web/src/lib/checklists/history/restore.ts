/** A moment of the past put back as an edit of mine: it can be undone, it is seen at once, and whoever may not write cannot do it. */
import type * as Y from 'yjs';
import { orderCell, sameValue } from '#shared/core/differences.ts';
import type { DocumentContent } from '#shared/core/kind.ts';
import { textParts } from '#shared/core/text-parts.ts';
import type { Cells, Rows } from '#web/lib/live/document-rows.ts';

/** Letters that stay are not touched: whose they are is not forgotten. */
const restoreText = (rows: Rows, row: string, field: string, now: string, then: string): void => {
  let at = 0;
  const splices: { at: number; removed: number; inserted: string }[] = [];
  for (const { how, text } of textParts(now, then)) {
    if (how === 'removed') splices.push({ at, removed: text.length, inserted: '' });
    else {
      if (how === 'added') splices.push({ at, removed: 0, inserted: text });
      at += text.length;
    }
  }
  rows.splice(row, field, splices);
};

const plain = (cell: unknown): unknown =>
  typeof cell === 'object' && cell !== null && 'toJSON' in cell ? (cell as Y.AbstractType<unknown>).toJSON() : cell;

/** One cell as it was; `then` undefined = there was none. `texts`: cells whose text several people may write at once. */
export const restoreCell = (rows: Rows, row: string, field: string, then: unknown, texts: readonly string[]): void => {
  const cells = rows.map.get(row);
  const now = plain(cells?.get(field));
  if (!cells || (sameValue(now, then) && cells.has(field) === (then !== undefined))) return;
  const shared = rows.text(row, field) !== null || texts.includes(field);
  if (then === undefined) cells.delete(field);
  else if (shared && typeof then === 'string') restoreText(rows, row, field, typeof now === 'string' ? now : '', then);
  else rows.set(row, field, then);
};

const split = (cells: Cells, texts: readonly string[]): { readonly plain: Cells; readonly texts: Readonly<Record<string, string>> } => ({
  plain: Object.fromEntries(Object.entries(cells).filter(([name]) => !texts.includes(name))),
  texts: Object.fromEntries(texts.flatMap((name) => (typeof cells[name] === 'string' ? [[name, cells[name]]] : []))),
});

/** One row as it was; `then` undefined = there was none. Unless `place`, a row that is there stays where it stands. */
export const restoreRow = (rows: Rows, row: string, then: Cells | undefined, texts: readonly string[], place = false): void => {
  const now = rows.map.get(row);
  if (!then) {
    if (now) rows.remove(row);
    return;
  }
  if (!now) {
    const made = split(then, texts);
    rows.put(row, made.plain, made.texts);
    return;
  }
  for (const field of new Set([...now.keys(), ...Object.keys(then)])) {
    if (place || field !== orderCell) restoreCell(rows, row, field, then[field], texts);
  }
};

/** The whole list as it was. */
export const restoreAll = (rows: Rows, then: DocumentContent, texts: readonly string[]): void => {
  for (const row of new Set([...rows.map.keys(), ...Object.keys(then.rows)])) restoreRow(rows, row, then.rows[row], texts, true);
};
