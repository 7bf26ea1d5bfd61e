/** What one transaction of Yjs changed, in the words of the table: rows and cells. */
import type * as Y from 'yjs';
import type { Yjs } from './document-rows.ts';
import type { Delta } from './document-splice.ts';

/** The name of a cell; that of a whole row where `field` is ''. */
export const cellOf = (row: string, field: string): string => `${row} ${field}`;

export const placeOfCell = (cell: string): { readonly row: string; readonly field: string } => {
  const [row = '', field = ''] = cell.split(' ');
  return { row, field };
};

export interface Changes {
  readonly rows: ReadonlySet<string>;
  readonly removed: readonly string[];
  /** Cells by name; a row that was put in or taken out as a whole is one cell, named without a field. */
  readonly cells: readonly string[];
  /** Cells that were set as a whole, also where the value that came did not win. */
  readonly set: readonly { readonly row: string; readonly map: Y.Map<unknown>; readonly field: string }[];
  readonly deltas: ReadonlyMap<unknown, Delta>;
  /** Something else than the inside of texts. */
  readonly beyondText: boolean;
}

type Event = Y.YEvent<Y.AbstractType<unknown>>;

export const changesOf = (yjs: Yjs, events: readonly Event[]): Changes => {
  const rows = new Set<string>();
  const removed: string[] = [];
  const cells = new Set<string>();
  const set: { row: string; map: Y.Map<unknown>; field: string }[] = [];
  const deltas = new Map<unknown, Delta>();
  for (const event of events) {
    const [row, field] = event.path.map(String);
    if (row === undefined) {
      for (const [id, { action }] of event.changes.keys) {
        rows.add(id);
        cells.add(cellOf(id, ''));
        if (action === 'delete') removed.push(id);
      }
      continue;
    }
    rows.add(row);
    if (field !== undefined) cells.add(cellOf(row, field));
    else if (event instanceof yjs.YMapEvent) {
      for (const name of event.keysChanged as ReadonlySet<string>) {
        cells.add(cellOf(row, name));
        set.push({ row, map: event.target as Y.Map<unknown>, field: name });
      }
    }
    if (event.target instanceof yjs.Text) deltas.set(event.target, event.delta);
  }
  return { rows, removed, cells: [...cells], set, deltas, beyondText: deltas.size < events.length };
};
