import type { DatabaseSync } from 'node:sqlite';
import type { Row } from '#shared/core/kind.ts';
import { emptyPage, pageOf, type Place, placeOf } from '../page.ts';
import type { RowStore } from '../store.ts';
import { query, type Query } from './connection.ts';

interface Found {
  readonly id: string;
  readonly sort: number;
  readonly row: string;
}

export const rowReads = (db: DatabaseSync): Pick<RowStore, 'rows' | 'counts' | 'row' | 'rowsVersion'> => {
  const pages = pageQueries(db);
  const counted = query<{ value: string; rows: number }>(
    db,
    'select value, count(*) as rows from row_keys where model = ? and name = ? group by value',
  );
  const total = query<{ rows: number }>(db, 'select count(*) as rows from rows where model = ?');
  const one = query<{ row: string }>(db, 'select row from rows where model = ? and id = ?');
  const version = query<{ version: number }>(db, 'select version from rows_versions where model = ?');
  return {
    rows: async (asked) => {
      const place = placeOf(asked);
      if (!place) return emptyPage;
      const found = pages(place).map(({ id, sort, row }) => ({ id, sort, row: JSON.parse(row) as Row }));
      return pageOf(found, place.limit);
    },
    counts: async (model, index) => {
      if (index !== 'all') return Object.fromEntries(counted.all(model, index).map(({ value, rows }) => [value, rows]));
      const rows = total.get(model)?.rows ?? 0;
      return rows === 0 ? {} : { '': rows };
    },
    row: async (model, id) => {
      const found = one.get(model, id);
      return found ? (JSON.parse(found.row) as Row) : null;
    },
    rowsVersion: async (model) => version.get(model)?.version ?? null,
  };
};

/** One statement for each number of words, over all rows and over an index. One row more than the page is read. */
const pageQueries = (db: DatabaseSync): ((place: Place) => Found[]) => {
  const known = new Map<string, Query<Found>>();
  return ({ model, index, value, words, after, limit }) => {
    const keyed = index !== 'all';
    if (!keyed && value !== '') return [];
    const name = `${keyed} ${words.length}`;
    const page = known.get(name) ?? query<Found>(db, pageSql(keyed, words.length));
    known.set(name, page);
    return page.all(model, ...(keyed ? [index, value] : []), after?.sort ?? Infinity, after?.id ?? '', ...words, limit + 1);
  };
};

const pageSql = (keyed: boolean, words: number): string => {
  const from = keyed
    ? 'row_keys k join rows r on r.model = k.model and r.id = k.id where k.model = ? and k.name = ? and k.value = ?'
    : 'rows k where k.model = ?';
  const holder = keyed ? 'r' : 'k';
  return `select k.id, k.sort, ${holder}.row from ${from} and (k.sort, k.id) < (?, ?)${` and instr(${holder}.text, ?) > 0`.repeat(words)}
    order by k.sort desc, k.id desc limit ?`;
};
