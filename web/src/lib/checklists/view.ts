/** What of a list is on the screen: found, filtered, grouped. Never changes what is written or its order. */
import type { DocumentRow } from '#web/lib/live/document-rows.ts';

export const groupings = ['none', 'department', 'category', 'topic'] as const;
export type Grouping = (typeof groupings)[number];

/** `''` = whatever it is. */
export interface View {
  readonly words: string;
  readonly department: string;
  readonly category: string;
  readonly wrong: boolean;
  readonly mine: boolean;
  readonly group: Grouping;
}

export const everything: View = { words: '', department: '', category: '', wrong: false, mine: false, group: 'none' };

/** What has to be known about a row to filter by it. */
export interface Known {
  /** All that people can read in the row, as they read it. */
  words(row: DocumentRow): string;
  departments(row: DocumentRow): readonly string[];
  wrong(row: DocumentRow): boolean;
  mine(row: DocumentRow): boolean;
}

export interface Section {
  /** What its rows have in common; null = not grouped. */
  readonly key: string | null;
  readonly rows: readonly DocumentRow[];
}

export const isFiltered = ({ words, department, category, wrong, mine }: View): boolean =>
  words.trim() !== '' || department !== '' || category !== '' || wrong || mine;

/** Case, width and spaces make no difference to what people look for. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();

const passes = (row: DocumentRow, view: View, known: Known): boolean =>
  (view.department === '' || known.departments(row).includes(view.department)) &&
  (view.category === '' || row.cells['category'] === view.category) &&
  (!view.wrong || known.wrong(row)) &&
  (!view.mine || known.mine(row)) &&
  (view.words.trim() === '' || plain(known.words(row)).includes(plain(view.words)));

const keyOf = (row: DocumentRow, group: Exclude<Grouping, 'none'>, known: Known): string => {
  if (group === 'department') return known.departments(row)[0] ?? '';
  const value = row.cells[group];
  return typeof value === 'string' ? value : '';
};

/**
 * The rows to be drawn. Once drawn, a row stays (`stays`) until people filter anew: nothing vanishes from under a hand because what was
 * wrong with it has just been mended. Groups come in the order of their first row.
 */
export const sectionsOf = (rows: readonly DocumentRow[], view: View, known: Known, stays: Set<string>): readonly Section[] => {
  const left = isFiltered(view) ? rows.filter((row) => stays.has(row.id) || passes(row, view, known)) : rows;
  if (isFiltered(view)) for (const { id } of left) stays.add(id);
  if (view.group === 'none') return [{ key: null, rows: left }];
  const groups = new Map<string, DocumentRow[]>();
  for (const row of left) {
    const key = keyOf(row, view.group, known);
    const there = groups.get(key);
    if (there) there.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].map(([key, members]) => ({ key, rows: members }));
};

/** A place where what people look for stands. */
export interface Found {
  readonly row: string;
  readonly field: string;
}

/** Cells in which the words stand, top to bottom. `read`: what a cell says. */
export const find = (
  rows: readonly DocumentRow[],
  fields: readonly string[],
  words: string,
  read: (row: DocumentRow, field: string) => string,
): readonly Found[] => {
  const wanted = plain(words);
  if (wanted === '') return [];
  return rows.flatMap((row) =>
    fields.filter((field) => plain(read(row, field)).includes(wanted)).map((field): Found => ({ row: row.id, field })),
  );
};
