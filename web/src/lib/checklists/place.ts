import type { DocumentRow } from '#web/lib/live/document-rows.ts';

export type ListName = 'suggestions' | 'responsibilities';

/** Which cell it is. */
export interface CellPlace {
  readonly list: ListName;
  readonly row: DocumentRow;
  readonly field: string;
}

/** Goes to the same cell of the row below, as in a spreadsheet. */
export const goBelow = (list: readonly DocumentRow[], row: DocumentRow, field: string): boolean => {
  const next = list[list.findIndex(({ id }) => id === row.id) + 1];
  return next !== undefined && goTo(next.id, field);
};

/** What is asked of the table when a row is not drawn: to give up whatever hides it. `detail` is the id of the row. */
export const rowWanted = 'rowwanted';
/** What is asked of a row that is drawn in short: to be drawn whole, at once. */
export const wholeWanted = 'wholewanted';

const rowAt = (row: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"]`);

/** Draws the row whole, wherever it is and whatever hides it; null when there is none. */
export const bringRow = (row: string): HTMLElement | null => {
  if (!rowAt(row)) document.dispatchEvent(new CustomEvent(rowWanted, { detail: row }));
  const there = rowAt(row);
  there?.dispatchEvent(new CustomEvent(wholeWanted));
  return there;
};

export const cellAt = (row: string, field: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(row)} ${CSS.escape(field)}"]`);

/** What is written with in a cell. */
export const controlIn = (cell: HTMLElement | null): HTMLElement | null =>
  cell?.querySelector<HTMLElement>('input, select, textarea, button') ?? null;

/** Into the cell, on this screen; false when there is no such cell. */
export const goTo = (row: string, field: string): boolean => {
  bringRow(row);
  const cell = cellAt(row, field);
  const input = controlIn(cell);
  if (!input) return false;
  input.focus({ preventScroll: true });
  cell?.scrollIntoView({ block: 'center', behavior: 'instant' });
  return true;
};
