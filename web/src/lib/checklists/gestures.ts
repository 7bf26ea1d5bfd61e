/** What people do to several cells or rows at once. Each is one edit of mine, with one step to undo. */
import { linksAfterMerge, mergeRows, type Chosen } from '#shared/checklists/merge.ts';
import { linksAfterSplit, splitRow, textsOf, type Cut } from '#shared/checklists/split.ts';
import { emptyResponsibility } from '#shared/checklists/responsibility.ts';
import { emptySuggestion } from '#shared/checklists/suggestion.ts';
import { placesOf, type DocumentRow, type Rows } from '#web/lib/live/document-rows.ts';
import { spliceOf } from '#web/lib/live/document-splice.ts';
import { fresh } from '#web/lib/live/id.ts';
import { textIn } from './cells.ts';
import type { Filled } from './clipboard-plan.ts';
import { columnOf, emptyOf } from './columns.ts';
import type { Lists } from './lists.svelte.ts';
import type { ListName } from './place.ts';

/** Changes what differs and leaves the rest of the text to whoever writes there. */
const rewrite = (rows: Rows, row: DocumentRow, field: string, text: string): void => {
  const splice = spliceOf(textIn(row, field), text, text.length);
  if (splice) rows.splice(row.id, field, [splice]);
};

const newCells = (list: ListName, order: string, { plain, texts }: Pick<Filled, 'plain' | 'texts'>) => {
  const empty = list === 'suggestions' ? emptySuggestion(order) : emptyResponsibility(order);
  return {
    plain: { ...empty, ...plain, order },
    texts: { ...Object.fromEntries(textsOf(list).map((name) => [name, ''])), ...texts },
  };
};

/** Puts a pasted table in: over the rows it names, and new rows below `below`, at the end when null. Ids of all rows touched. */
export const fill = (lists: Lists, list: ListName, lines: readonly Filled[], below: string | null): readonly string[] => {
  const document = lists.of(list);
  const known = new Map(document.rows.map((row) => [row.id, row]));
  const made = lines.filter(({ row }) => row === null);
  const at = below === null ? document.rows.length : document.rows.findIndex(({ id }) => id === below) + 1;
  const places = placesOf(document.rows[at - 1], document.rows[at], made.length);
  const touched: string[] = [];
  document.edit((rows) => {
    made.forEach((line, n) => {
      const id = fresh();
      const { plain, texts } = newCells(list, places[n] ?? '', line);
      rows.put(id, plain, texts);
      touched.push(id);
    });
    for (const { row: id, plain, texts } of lines) {
      const row = id === null ? undefined : known.get(id);
      if (!row) continue;
      for (const [field, value] of Object.entries(plain)) rows.set(row.id, field, value);
      for (const [field, text] of Object.entries(texts)) rewrite(rows, row, field, text);
      touched.push(row.id);
    }
  });
  return touched;
};

export const empty = (lists: Lists, list: ListName, ids: readonly string[], fields: readonly string[]): void => {
  const document = lists.of(list);
  const wanted = new Set(ids);
  const chosen = document.rows.filter(({ id }) => wanted.has(id));
  document.edit((rows) => {
    for (const row of chosen)
      for (const field of fields) {
        const column = columnOf(list, field);
        if (column?.kind === 'text') rewrite(rows, row, field, '');
        else if (column) rows.set(row.id, field, emptyOf(column));
      }
  });
};

/** To the `n`th place from 1. */
export const moveTo = (lists: Lists, list: ListName, id: string, n: number): void => {
  const document = lists.of(list);
  const others = document.rows.filter((row) => row.id !== id);
  const at = Math.min(Math.max(1, n), others.length + 1) - 1;
  const [place] = placesOf(others[at - 1], others[at], 1);
  if (place !== undefined && document.rows[at]?.id !== id) document.edit((rows) => rows.set(id, 'order', place));
};

/** The id of the new row, right below; the row itself keeps its id, its texts and who is writing in them. */
export const split = (lists: Lists, list: ListName, row: DocumentRow, cuts: Readonly<Record<string, Cut>>): string => {
  const document = lists.of(list);
  const { kept, plain, texts } = splitRow(list, row.cells, cuts);
  const at = document.rows.findIndex(({ id }) => id === row.id);
  const [place = ''] = placesOf(document.rows[at], document.rows[at + 1], 1);
  const made = fresh();
  document.edit((rows) => {
    for (const [field, text] of Object.entries(kept)) rewrite(rows, row, field, text);
    rows.put(made, { ...plain, order: place }, texts);
  });
  if (list === 'suggestions') lists.relinks.apply(made, true, (links) => linksAfterSplit(links, row.id, made));
  return made;
};

/** `second` goes into `first`, which keeps its id, its place and its texts with what is added below. */
export const merge = (lists: Lists, list: ListName, first: DocumentRow, second: DocumentRow, chosen: Chosen): void => {
  const { added, plain } = mergeRows(list, first.cells, second.cells, chosen);
  lists.of(list).edit((rows) => {
    for (const [field, text] of Object.entries(added)) {
      const there = textIn(first, field);
      rows.splice(first.id, field, [{ at: there.length, removed: 0, inserted: there.trim() === '' ? text : `\n${text}` }]);
    }
    for (const [field, value] of Object.entries(plain)) rows.set(first.id, field, value);
    rows.remove(second.id);
  });
  if (list === 'suggestions') lists.relinks.apply(second.id, false, (links) => linksAfterMerge(links, second.id, first.id));
};
