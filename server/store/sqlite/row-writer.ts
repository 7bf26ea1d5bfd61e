import type { DatabaseSync } from 'node:sqlite';
import { gramsOf } from '../grams.ts';
import { searchable } from '../page.ts';
import { keyChanges, keyEntries, type Keys } from '../row-keys.ts';
import type { RowChange } from '../store.ts';
import { query } from './connection.ts';

interface Known {
  readonly n: number;
  readonly sort: number;
  /** JSON of `keyEntries`. */
  readonly keys: string;
  /** As it is kept. */
  readonly text: string;
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
  const places = new Map<string, Known>();
  const find = query<Known>(db, 'select n, sort, keys, text from rows where model = ? and id = ?');
  const add = db.prepare('insert into rows (model, id, sort, keys, row, text) values (?, ?, ?, ?, ?, ?)');
  const rewrite = db.prepare('update rows set row = ?, text = ? where n = ?');
  const refresh = db.prepare('update rows set row = ? where n = ?');
  const move = db.prepare('update rows set sort = ?, keys = ? where n = ?');
  const remove = db.prepare('delete from rows where n = ?');
  const addKeys = db.prepare(
    'insert into row_keys (model, name, value, sort, id) select ?, value ->> 0, value ->> 1, ?, ? from json_each(?)',
  );
  const grams = gramWriter(db);
  const removeKey = db.prepare('delete from row_keys where model = ? and name = ? and value = ? and sort = ? and id = ?');

  const write = ({ model, id, row, sort, keys, text: shown }: RowChange): void => {
    const name = `${model} ${id}`;
    const text = row === null ? '' : searchable(shown);
    const known = places.get(name) ?? find.get(model, id);
    places.delete(name);
    const before = known ? (JSON.parse(known.keys) as Keys) : [];
    const after = row === null ? [] : keyEntries(keys);
    const written = JSON.stringify(after);
    if (row === null) {
      if (known) {
        grams(model, known.n, known.text, '');
        remove.run(known.n);
      }
    } else if (known) {
      if (places.size >= remembered) places.clear();
      places.set(name, { n: known.n, sort, keys: written, text });
      if (known.text === text) refresh.run(JSON.stringify(row), known.n);
      else rewrite.run(JSON.stringify(row), text, known.n);
      grams(model, known.n, known.text, text);
    } else grams(model, Number(add.run(model, id, sort, written, JSON.stringify(row), text).lastInsertRowid), '', text);
    if (known && known.sort === sort && known.keys === written) return;
    if (row !== null && known) move.run(sort, written, known.n);
    const [gone, come] = keyChanges(before, after, known?.sort === sort);
    for (const [index, value] of gone) removeKey.run(model, index, value, known?.sort ?? sort, id);
    if (come.length > 0) addKeys.run(model, sort, id, come === after ? written : JSON.stringify(come));
  };
  return { write, forget: () => places.clear() };
};

/** The pairs of letters a row is found by. Many small writes as one statement: each by itself takes longer to hand over than to do. */
const gramWriter = (db: DatabaseSync): ((model: string, n: number, before: string, after: string) => void) => {
  const add = db.prepare('insert into row_grams (model, gram, n) select ?, value, ? from json_each(?)');
  const remove = db.prepare('delete from row_grams where model = ? and n = ? and gram in (select value from json_each(?))');
  return (model, n, before, after) => {
    if (before === after) return;
    const had = new Set(gramsOf(before));
    const has = new Set(gramsOf(after));
    const gone = [...had.difference(has)];
    const come = [...has.difference(had)];
    if (gone.length > 0) remove.run(model, n, JSON.stringify(gone));
    if (come.length > 0) add.run(model, n, JSON.stringify(come));
  };
};
