import type pg from 'pg';
import type { Row } from '#shared/core/kind.ts';
import { soughtBy } from '../grams.ts';
import { emptyPage, pageOf, type Place, placeOf } from '../page.ts';
import type { RowStore } from '../store.ts';
import { inTransaction, quiet, select } from './connection.ts';
import { modelGram, quoted, readRows, sendAllKeys, sendRows } from './row-writer.ts';

interface Found {
  readonly id: string;
  readonly sort: number;
  readonly row: string;
}

export const rowStore = (pool: pg.Pool): RowStore => ({
  rows: async (asked) => {
    const place = placeOf(asked);
    if (!place) return emptyPage;
    const found = (await page(pool, place)).map(({ id, sort, row }) => ({ id, sort, row: JSON.parse(row) as Row }));
    return pageOf(found, place.limit);
  },
  counts: async (model, index) => {
    const text =
      index === 'all'
        ? `select '' as value, count(*) as rows from rows where model = $1 having count(*) > 0`
        : 'select value, count(*) as rows from row_keys where model = $1 and name = $2 group by value';
    const found = await select<{ value: string; rows: number }>(pool, text, index === 'all' ? [model] : [model, index]);
    return Object.fromEntries(found.map(({ value, rows }) => [value, rows]));
  },
  row: async (model, id) => {
    const [found] = await select<{ row: string }>(pool, 'select row from rows where model = $1 and id = $2', [model, id]);
    return found ? (JSON.parse(found.row) as Row) : null;
  },
  rowsVersion: async (model) => {
    const [found] = await select<{ version: number }>(pool, 'select version from rows_versions where model = $1', [model]);
    return found?.version ?? null;
  },
  setRowsVersion: (model, version) =>
    inTransaction(pool, async (client, sent) => {
      sendAllKeys(client, model, sent);
      const text =
        'insert into rows_versions (model, version) values ($1, $2) on conflict (model) do update set version = excluded.version';
      sent.push(quiet(client.query(text, [model, version])));
    }),
  remakeRows: (version, changes) =>
    inTransaction(pool, async (client, sent) => {
      // Derived from the record, and made again unless the version is set: that commit is waited for, and brings the earlier ones to disk.
      sent.push(quiet(client.query('set local synchronous_commit = off')));
      const known = await readRows(client, changes, true);
      const found = await select<{ model: string }>(client, 'select model from rows_versions where version = $1', [version]);
      const made = new Set(found.map(({ model }) => model));
      const left = changes.filter(({ model }) => !made.has(model));
      sendRows(client, known, left, sent, true);
    }),
  replaceRows: (changes) =>
    inTransaction(pool, async (client, sent) => {
      sendRows(client, await readRows(client, changes, true), changes, sent);
    }),
});

/** The words as pairs of letters; every text with all the words has all of these. */
const soughtIn = (model: string, words: readonly string[]): string => {
  const parts = words.map((word) => {
    const sought = soughtBy(word);
    return 'grams' in sought ? quoted(sought.grams, ' & ') : `${quoted([sought.beginning], '')}:*`;
  });
  return [quoted([modelGram(model)], ''), ...parts].join(' & ');
};

/** One row more than the page. `k` has the order, `t` what is looked through, `r` the row: that is read for those shown only. */
const page = (pool: pg.Pool, { model, index, value, words, after, limit }: Place): Promise<Found[]> => {
  const keyed = index !== 'all';
  if (!keyed && value !== '') return Promise.resolve([]);
  const values: unknown[] = [];
  const given = (one: unknown): string => `$${values.push(one)}`;
  const texts = words.length > 0;
  const of = given(model);
  const keys = keyed ? `k.model = ${of} and k.name = ${given(index)} and k.value = ${given(value)}` : '';
  const told = texts ? ' join row_texts t on t.model = k.model and t.id = k.id' : '';
  const from = `${keyed ? 'row_keys' : 'rows'} k${told} where ${keyed ? keys : `k.model = ${of}`}`;
  const past = after ? ` and (k.sort, k.id) < (${given(after.sort)}::double precision, ${given(after.id)})` : '';
  // A word of two letters is one pair: nothing is left to look for in the text.
  const long = words.filter((word) => Array.from(word).length > 2);
  const holds = [
    ...(texts ? [` and t.grams @@ ${given(soughtIn(model, words))}::tsquery`] : []),
    ...long.map((word) => ` and strpos(t.text, ${given(word)}) > 0`),
  ].join('');
  const found = `select k.model, k.id, k.sort from ${from}${past}${holds} order by k.sort desc, k.id desc limit ${given(limit + 1)}`;
  const text = `select f.id, f.sort, r.row from (${found}) f join rows r on r.model = f.model and r.id = f.id order by f.sort desc, f.id desc`;
  return select<Found>(pool, text, values);
};
