/** Which rows and cells one update touched, and how many letters it wrote and removed: read off the transaction that applied it. */
import * as Y from 'yjs';
import { roots } from '#shared/core/document.ts';

export interface Touch {
  /** Row → what was done to it; `cells` of a changed one, with its place. */
  readonly rows: ReadonlyMap<string, { readonly how: 'added' | 'removed' | 'changed'; readonly cells: ReadonlySet<string> }>;
  readonly added: number;
  readonly removed: number;
}

type RowTouch = { how: 'added' | 'removed' | 'changed'; cells: Set<string> };

const rowTouch = (rows: Map<string, RowTouch>, row: string): RowTouch => {
  const known = rows.get(row);
  if (known) return known;
  const made: RowTouch = { how: 'changed', cells: new Set() };
  rows.set(row, made);
  return made;
};

const isNew = (item: Y.Item, transaction: Y.Transaction): boolean => item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0);

/** A row that was replaced as a whole (restored, put again) counts as changed. */
const cameOrWent = (root: Y.AbstractType<unknown>, row: string, transaction: Y.Transaction): RowTouch['how'] => {
  const item = root._map.get(row);
  if (!item || item.deleted) return 'removed';
  let old = item.left;
  while (old && isNew(old, transaction)) old = old.left;
  const wasThere = old !== null && transaction.deleteSet.clients.size > 0 && Y.isDeleted(transaction.deleteSet, old.id);
  return wasThere ? 'changed' : 'added';
};

const touchedRows = (doc: Y.Doc, transaction: Y.Transaction): Map<string, RowTouch> => {
  const root = doc.getMap(roots.rows) as unknown as Y.AbstractType<unknown>;
  const rows = new Map<string, RowTouch>();
  for (const [type, names] of transaction.changed as Map<Y.AbstractType<unknown>, Set<string | null>>) {
    if (type === root) {
      for (const row of names) if (row !== null) rowTouch(rows, row).how = cameOrWent(root, row, transaction);
      continue;
    }
    const item = type._item;
    const parent = item?.parent as Y.AbstractType<unknown> | undefined;
    if (!item || !parent) continue;
    if (parent === root && item.parentSub !== null) {
      const { cells } = rowTouch(rows, item.parentSub);
      for (const name of names) if (name !== null) cells.add(name);
    } else if (parent._item?.parent === root && parent._item.parentSub !== null && item.parentSub !== null) {
      rowTouch(rows, parent._item.parentSub).cells.add(item.parentSub);
    }
  }
  return rows;
};

const lettersAdded = (doc: Y.Doc, transaction: Y.Transaction): number => {
  let added = 0;
  for (const [client, end] of transaction.afterState) {
    const begin = transaction.beforeState.get(client) ?? 0;
    const structs = doc.store.clients.get(client);
    if (begin >= end || !structs) continue;
    for (let n = Y.findIndexSS(structs, begin); n < structs.length; n += 1) {
      const struct = structs[n];
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) {
        added += struct.length - Math.max(0, begin - struct.id.clock);
      }
    }
  }
  return added;
};

const lettersRemoved = (transaction: Y.Transaction): number => {
  let removed = 0;
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct: Y.Item | Y.GC) => {
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentString && !isNew(struct, transaction)) removed += struct.length;
  });
  return removed;
};

/** Applies an update and says what it did. `doc` holds everything the update rests on. */
export const applyTouched = (doc: Y.Doc, update: Uint8Array): Touch => {
  let touch: Touch = { rows: new Map(), added: 0, removed: 0 };
  // What was deleted is still whole here; a moment later it is cleared away.
  const read = (transaction: Y.Transaction): void => {
    touch = { rows: touchedRows(doc, transaction), added: lettersAdded(doc, transaction), removed: lettersRemoved(transaction) };
  };
  doc.once('afterTransaction', read);
  Y.applyUpdate(doc, update);
  doc.off('afterTransaction', read);
  return touch;
};
