/** Rows as the hall reads them: what is asked for and who does what by when; no name of a person and no telephone. */

export interface Line {
  readonly id: string;
  readonly text: string;
  readonly department: string | null;
  /** `YYYY-MM-DD` */
  readonly due: string | null;
}

/** Pencil or ink: of a document anything may stand in a cell. */
type Cells = { readonly id: string } & Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value.replace(/\s+/gu, ' ').trim() : '');
const idOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export const suggestionLines = (rows: readonly unknown[]): readonly Line[] =>
  (rows as readonly Cells[]).map((row) => ({
    id: row.id,
    text: textOf(row['suggestion']) || textOf(row['problem']),
    department: idOf(row['department']),
    due: null,
  }));

export const responsibilityLines = (rows: readonly unknown[]): readonly Line[] =>
  (rows as readonly Cells[]).map((row) => ({
    id: row.id,
    text: textOf(row['title']) || textOf(row['task']),
    department: idOf(row['lead']),
    due: /^\d{4}-\d\d-\d\d$/u.test(textOf(row['due'])) ? textOf(row['due']) : null,
  }));

export const cellsOf = ({ id, cells }: { readonly id: string; readonly cells: Readonly<Record<string, unknown>> }): Cells => ({
  ...cells,
  id,
});

export interface ReadingWords {
  readonly titles: { readonly suggestions: string; readonly responsibilities: string };
  readonly row: (n: number, text: string, department: string, day: string) => string;
  readonly departmentName: (id: string | null) => string;
  readonly day: (day: string) => string;
}

/** Both lists as a voice reads them, one row a line; '' where nothing is written yet. */
export const readable = (
  lists: { readonly suggestions: readonly unknown[]; readonly responsibilities: readonly unknown[] },
  { titles, row, departmentName, day }: ReadingWords,
): string => {
  const read = (title: string, lines: readonly Line[]): readonly string[] =>
    lines.length === 0
      ? []
      : [title, ...lines.map(({ text, department, due }, n) => row(n + 1, text, departmentName(department), due === null ? '' : day(due)))];
  return [
    ...read(titles.suggestions, suggestionLines(lists.suggestions)),
    ...read(titles.responsibilities, responsibilityLines(lists.responsibilities)),
  ].join('\n');
};
