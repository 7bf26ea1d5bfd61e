/** Who wrote what stands in one row now, cell by cell, letter by letter. */
import * as Y from 'yjs';
import type { CellBlame, RowBlame, TextRun } from '#shared/core/history.ts';
import { roots } from '#shared/core/document.ts';
import type { Authors } from './history-authors.ts';
import { pause } from './history-moments.ts';

const together = (run: TextRun, next: TextRun): boolean => run.by === next.by && Math.abs((run.at ?? 0) - (next.at ?? 0)) <= pause;

const runsOf = (text: Y.Text, authors: Authors): readonly TextRun[] => {
  const runs: TextRun[] = [];
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    const { client, clock } = item.id;
    const letters = item.content.str;
    const ends = [...authors.cuts(client, clock, clock + letters.length), clock + letters.length];
    let from = clock;
    for (const to of ends) {
      const next = { text: letters.slice(from - clock, to - clock), ...authors.of(client, from) };
      const last = runs.at(-1);
      if (last && together(last, next)) runs[runs.length - 1] = { text: last.text + next.text, by: last.by, at: later(last.at, next.at) };
      else runs.push(next);
      from = to;
    }
  }
  return runs;
};

const later = (a: number | null, b: number | null): number | null => (a === null || b === null ? (a ?? b) : Math.max(a, b));

const cellBlame = (item: Y.Item, value: unknown, authors: Authors): CellBlame =>
  value instanceof Y.Text
    ? { sort: 'text', runs: runsOf(value, authors) }
    : { sort: 'value', value: value instanceof Y.AbstractType ? value.toJSON() : value, ...authors.of(item.id.client, item.id.clock) };

/** Null when there is no such row. */
export const blameOf = (doc: Y.Doc, row: string, seq: number, authors: Authors): RowBlame | null => {
  const root = doc.getMap<unknown>(roots.rows);
  const cells = root.get(row);
  const made = root._map.get(row);
  if (!(cells instanceof Y.Map) || !made) return null;
  const blamed: Record<string, CellBlame> = {};
  for (const [name, value] of cells as Y.Map<unknown>) {
    const item = (cells as Y.Map<unknown>)._map.get(name);
    if (item) blamed[name] = cellBlame(item, value, authors);
  }
  return { seq, row, made: authors.of(made.id.client, made.id.clock), cells: blamed };
};
