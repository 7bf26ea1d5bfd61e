import type { DocumentRow } from '#web/lib/live/document-rows.ts';
import type { ListName } from './lists.svelte.ts';

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

/** Into the cell, on this screen; false when it is not drawn. */
export const goTo = (row: string, field: string): boolean => {
  const cell = document.querySelector(`[data-cell="${CSS.escape(row)} ${CSS.escape(field)}"]`);
  const input = cell?.querySelector<HTMLElement>('input, select, textarea, button');
  if (!input) return false;
  input.focus();
  cell?.scrollIntoView({ block: 'center', behavior: 'instant' });
  return true;
};
