/** Where each cell of a pasted table goes, and what does not fit. Changes nothing: people see it first. */
import type { Cells } from './clipboard.ts';
import { readCell, type Glossary, type Why } from './clipboard-cells.ts';
import { emptyOf, type Column } from './columns.ts';
import { plain } from './view.ts';

/** Something that has no place; shown to people with its line, so that nothing of it is lost. */
export interface Misfit {
  /** From 1, in what was pasted, without the line of names. */
  readonly line: number;
  /** Null: no column of ours is called that. */
  readonly field: string | null;
  readonly heading: string;
  readonly text: string;
  readonly why: Why | 'no-column';
}

/** One row as it will be; `row` null = a new one. */
export interface Filled {
  readonly row: string | null;
  readonly plain: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string>>;
}

export interface Plan {
  /** Whether the first line names columns. */
  readonly headed: boolean;
  /** For each pasted column the field it goes to; null = nowhere. */
  readonly fields: readonly (string | null)[];
  readonly lines: readonly Filled[];
  readonly misfits: readonly Misfit[];
}

/** What a table is laid onto. */
export interface Ground {
  readonly columns: readonly Column[];
  /** All that the columns are called, ours and what other places call them. */
  headings(field: string): readonly string[];
  /** Headings of columns that number rows and the like: no loss. */
  readonly idle: readonly string[];
  /** Rows that are written over, top to bottom; none = all lines become new rows. */
  readonly rows: readonly string[];
  /** Where the first cell goes when no line names columns. */
  readonly from: string | null;
  readonly glossary: Glossary;
}

const name = (text: string): string => plain(text).replaceAll(/[\s:：*()]/gu, '');

/** `idle`: a column without meaning here, such as 序号. */
type Place = Column | 'idle' | null;

const placesByName = (first: readonly string[], ground: Ground): readonly Place[] | null => {
  const taken = new Set<string>();
  const places = first.map((text): Place => {
    const said = name(text);
    if (said === '') return null;
    const column = ground.columns.find(({ field }) => !taken.has(field) && ground.headings(field).some((one) => name(one) === said));
    if (column) taken.add(column.field);
    return column ?? (ground.idle.some((one) => name(one) === said) ? 'idle' : null);
  });
  const written = first.filter((text) => name(text) !== '').length;
  // One known word among many cells is a word in a sentence; half of them is a line of names.
  return taken.size > 0 && taken.size * 2 >= written - places.filter((place) => place === 'idle').length ? places : null;
};

const placesFrom = (width: number, { columns, from }: Ground): readonly Place[] => {
  const start = Math.max(
    0,
    columns.findIndex(({ field }) => field === from),
  );
  return Array.from({ length: width }, (_, n) => columns[start + n] ?? null);
};

const lineOf = (cells: readonly string[], line: number, places: readonly Place[], heads: readonly string[], ground: Ground) => {
  const [values, texts, misfits]: [Record<string, unknown>, Record<string, string>, Misfit[]] = [{}, {}, []];
  const row = ground.rows[line - 1] ?? null;
  cells.forEach((text, n) => {
    const place = places[n] ?? null;
    const blank = text.trim() === '';
    if (place === 'idle' || (place === null && blank)) return;
    const heading = heads[n] ?? '';
    if (place === null) return void misfits.push({ line, field: null, heading, text, why: 'no-column' });
    const { field, kind } = place;
    // An empty cell over a written one empties it; what cannot be said in words stays as it is.
    if (blank) {
      if (kind === 'text') texts[field] = '';
      else if (row !== null && kind !== 'sources') values[field] = emptyOf(place);
      return;
    }
    const read = readCell(place, text, ground.glossary);
    if ('why' in read) misfits.push({ line, field, heading, text, why: read.why });
    else if (kind === 'text') texts[field] = String(read.value);
    else values[field] = read.value;
  });
  return { filled: { row, plain: values, texts } satisfies Filled, misfits };
};

export const planPaste = (table: Cells, ground: Ground): Plan => {
  const [first = []] = table;
  const named = table.length > 1 ? placesByName(first, ground) : null;
  const width = table.reduce((most, row) => Math.max(most, row.length), 0);
  const places = named ?? placesFrom(width, ground);
  const body = (named ? table.slice(1) : table).filter((row) => row.some((text) => text.trim() !== ''));
  const lines = body.map((cells, n) => lineOf(cells, n + 1, places, named ? first : [], ground));
  return {
    headed: named !== null,
    fields: places.map((place) => (place === null || place === 'idle' ? null : place.field)),
    lines: lines.map(({ filled }) => filled),
    misfits: lines.flatMap(({ misfits }) => misfits),
  };
};
