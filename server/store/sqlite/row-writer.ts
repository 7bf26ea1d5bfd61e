import type { DatabaseSync } from 'node:sqlite';
import { searchable } from '../page.ts';
import { keyChanges, keyEntries, type Keys } from '../row-keys.ts';
import type { RowChange } from '../store.ts';
import { query } from './connection.ts';

interface Known {
  readonly n: number;
  readonly sort: number;
  /** JSON of `keyEntries`. */
  readonly keys: string;
}

/** Writes only the keys that changed: most changes of a row move it neither within its lists nor from one to another. */
export const rowWriter = (db: DatabaseSync): ((change: RowChange) => void) => {
  const find = query<Known>(db, 'select n, sort, keys from rows where model = ? and id = ?');
  const add = db.prepare('insert into rows (model, id, sort, keys, row, text) values (?, ?, ?, ?, ?, ?)');
  const rewrite = db.prepare('update rows set row = ?, text = ? where n = ?');
  const move = db.prepare('update rows set sort = ?, keys = ? where n = ?');
  const remove = db.prepare('delete from rows where n = ?');
  const addKey = db.prepare('insert into row_keys (model, name, value, sort, id) values (?, ?, ?, ?, ?)');
  const removeKey = db.prepare('delete from row_keys where model = ? and name = ? and value = ? and sort = ? and id = ?');

  return ({ model, id, row, sort, keys, text }) => {
    const known = find.get(model, id);
    const before = known ? (JSON.parse(known.keys) as Keys) : [];
    const after = row === null ? [] : keyEntries(keys);
    const written = JSON.stringify(after);
    if (row === null) {
      if (known) remove.run(known.n);
    } else if (known) rewrite.run(JSON.stringify(row), searchable(text), known.n);
    else add.run(model, id, sort, written, JSON.stringify(row), searchable(text));
    if (known && known.sort === sort && known.keys === written) return;
    if (row !== null && known) move.run(sort, written, known.n);
    const [gone, come] = keyChanges(before, after, known?.sort === sort);
    for (const [name, value] of gone) removeKey.run(model, name, value, known?.sort ?? sort, id);
    for (const [name, value] of come) addKey.run(model, name, value, sort, id);
  };
};
