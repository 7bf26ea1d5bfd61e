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

export interface RowWriter {
  write(change: RowChange): void;
  /** What it believes of the rows is not so: a transaction was rolled back, or somebody else wrote. */
  forget(): void;
}

/** Rows whose places are remembered, so that a change need not look them up first. */
const remembered = 20_000;

/** Writes only the keys that changed: most changes of a row move it neither within its lists nor from one to another. */
export const rowWriter = (db: DatabaseSync): RowWriter => {
  const places = new Map<string, Known & { readonly text: string }>();
  const find = query<Known>(db, 'select n, sort, keys from rows where model = ? and id = ?');
  const add = db.prepare('insert into rows (model, id, sort, keys, row, text) values (?, ?, ?, ?, ?, ?)');
  const rewrite = db.prepare('update rows set row = ?, text = ? where n = ?');
  const refresh = db.prepare('update rows set row = ? where n = ?');
  const move = db.prepare('update rows set sort = ?, keys = ? where n = ?');
  const remove = db.prepare('delete from rows where n = ?');
  const addKey = db.prepare('insert into row_keys (model, name, value, sort, id) values (?, ?, ?, ?, ?)');
  const removeKey = db.prepare('delete from row_keys where model = ? and name = ? and value = ? and sort = ? and id = ?');

  const write = ({ model, id, row, sort, keys, text }: RowChange): void => {
    const name = `${model} ${id}`;
    const place = places.get(name);
    const known = place ?? find.get(model, id);
    places.delete(name);
    const before = known ? (JSON.parse(known.keys) as Keys) : [];
    const after = row === null ? [] : keyEntries(keys);
    const written = JSON.stringify(after);
    if (row === null) {
      if (known) remove.run(known.n);
    } else if (known) {
      if (places.size >= remembered) places.clear();
      places.set(name, { n: known.n, sort, keys: written, text });
      if (place?.text === text) refresh.run(JSON.stringify(row), known.n);
      else rewrite.run(JSON.stringify(row), searchable(text), known.n);
    } else add.run(model, id, sort, written, JSON.stringify(row), searchable(text));
    if (known && known.sort === sort && known.keys === written) return;
    if (row !== null && known) move.run(sort, written, known.n);
    const [gone, come] = keyChanges(before, after, known?.sort === sort);
    for (const [index, value] of gone) removeKey.run(model, index, value, known?.sort ?? sort, id);
    for (const [index, value] of come) addKey.run(model, index, value, sort, id);
  };
  return { write, forget: () => places.clear() };
};
