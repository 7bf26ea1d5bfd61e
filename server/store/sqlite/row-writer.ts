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
  /** Keys that come are left out, for `makeKeys`; those that go, go. */
  remake(changes: readonly RowChange[]): void;
  /** All keys of a model, index by index in the order of the table. */
  makeKeys(model: string): void;
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
  const pairs = gramWriter(db);
  const removeKey = db.prepare('delete from row_keys where model = ? and name = ? and value = ? and sort = ? and id = ?');

  const put = ({ model, id, row, sort, keys, text: shown }: RowChange, grams: Regram, later: boolean): void => {
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
    if (come.length > 0 && !later) addKeys.run(model, sort, id, come === after ? written : JSON.stringify(come));
  };
  const remake = (changes: readonly RowChange[]): void => {
    const [regram, finish] = pairs.gathered();
    for (const change of changes) put(change, regram, true);
    finish();
  };
  return { write: (change) => put(change, pairs.now, false), remake, makeKeys: keyMaker(db), forget: () => places.clear() };
};

const keyMaker = (db: DatabaseSync): ((model: string) => void) => {
  const names = query<{ name: string }>(db, 'select distinct k.value ->> 0 as name from rows, json_each(rows.keys) k where model = ?');
  const add = db.prepare(
    `insert or ignore into row_keys (model, name, value, sort, id)
     select r.model, k.value ->> 0, k.value ->> 1, r.sort, r.id from rows r, json_each(r.keys) k
     where r.model = ? and k.value ->> 0 = ? order by 3, 4, 5`,
  );
  return (model) => {
    // One index at a time: what is sorted lies in memory.
    for (const { name } of names.all(model)) add.run(model, name);
  };
};

type Regram = (model: string, n: number, before: string, after: string) => void;

/** The pairs of letters a row is found by. Many small writes as one statement: each by itself takes longer to hand over than to do. */
const gramWriter = (db: DatabaseSync) => {
  const add = db.prepare('insert into row_grams (model, gram, n) select ?, value, ? from json_each(?)');
  const addRows = db.prepare('insert into row_grams (model, gram, n) select ?, ?, value from json_each(?)');
  const remove = db.prepare('delete from row_grams where model = ? and n = ? and gram in (select value from json_each(?))');
  const differ =
    (come: (model: string, n: number, grams: readonly string[]) => void): Regram =>
    (model, n, before, after) => {
      if (before === after) return;
      const had = new Set(gramsOf(before));
      const has = new Set(gramsOf(after));
      const gone = [...had.difference(has)];
      if (gone.length > 0) remove.run(model, n, JSON.stringify(gone));
      come(model, n, [...has.difference(had)]);
    };
  const now = differ((model, n, grams) => {
    if (grams.length > 0) add.run(model, n, JSON.stringify(grams));
  });
  /** Those of many rows, written pair by pair: so they lie in the table. Each row is put once. */
  const gathered = (): readonly [Regram, () => void] => {
    const models = new Map<string, Map<string, number[]>>();
    const gather = differ((model, n, grams) => {
      const rows = models.get(model) ?? new Map<string, number[]>();
      models.set(model, rows);
      for (const gram of grams) {
        const known = rows.get(gram);
        if (known) known.push(n);
        else rows.set(gram, [n]);
      }
    });
    const finish = (): void => {
      for (const [model, rows] of models)
        for (const [gram, ns] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) addRows.run(model, gram, JSON.stringify(ns));
    };
    return [gather, finish];
  };
  return { now, gathered };
};
