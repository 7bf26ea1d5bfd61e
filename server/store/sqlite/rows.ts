import type { DatabaseSync } from 'node:sqlite';
import type { Row } from '#shared/core/kind.ts';
import { soughtBy } from '../grams.ts';
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

/** Rows that may be gathered and sorted for one page; a word that more of them have is met soon enough on the way down. */
const few = 2_000;

/** First and past-the-last of the pairs a word may have. U+10FFFF comes after every letter. */
type Grams = readonly [string, string];

/** The pair of letters that the fewest rows have; null = all are frequent. */
const rarest = (db: DatabaseSync): ((model: string, words: readonly string[]) => Grams | null) => {
  const counted = query<{ rows: number }>(
    db,
    `select count(*) as rows from (select 1 from row_grams where model = ? and gram >= ? and gram <= ? limit ${few})`,
  );
  return (model, words) => {
    let best: Grams | null = null;
    let least = few;
    for (const word of words) {
      const sought = soughtBy(word);
      const all: Grams[] =
        'grams' in sought ? sought.grams.map((gram) => [gram, gram]) : [[sought.beginning, `${sought.beginning}\u{10ffff}`]];
      for (const grams of all) {
        const rows = counted.get(model, ...grams)?.rows ?? 0;
        if (rows < least) [best, least] = [grams, rows];
      }
    }
    return best;
  };
};

/** One statement for each way of looking and number of words. One row more than the page is read. */
const pageQueries = (db: DatabaseSync): ((place: Place) => Found[]) => {
  const known = new Map<string, Query<Found>>();
  const rare = rarest(db);
  const page = (way: Way, words: number): Query<Found> => {
    const name = `${way} ${words}`;
    const found = known.get(name) ?? query<Found>(db, pageSql(way, words));
    known.set(name, found);
    return found;
  };
  return ({ model, index, value, words, after, limit }) => {
    const keyed = index !== 'all';
    if (!keyed && value !== '') return [];
    const rest = [after?.sort ?? Infinity, after?.id ?? '', ...words, limit + 1];
    const grams = words.length > 0 ? rare(model, words) : null;
    if (!grams) return page(keyed ? 'keyed' : 'all', words.length).all(model, ...(keyed ? [index, value] : []), ...rest);
    return page(keyed ? 'keyed-grams' : 'grams', words.length).all(model, ...grams, ...(keyed ? [index, value] : []), ...rest);
  };
};

type Way = 'all' | 'keyed' | 'grams' | 'keyed-grams';

/** `cross join`: SQLite keeps the order of the tables as written. `k` has sort and id; where there is an `r`, that has row and text. */
const from: Readonly<Record<Way, string>> = {
  all: 'rows k where k.model = ?',
  keyed: 'row_keys k join rows r on r.model = k.model and r.id = k.id where k.model = ? and k.name = ? and k.value = ?',
  grams: '(select distinct n from row_grams where model = ? and gram >= ? and gram <= ?) g cross join rows k on k.n = g.n where true',
  'keyed-grams': `(select distinct n from row_grams where model = ? and gram >= ? and gram <= ?) g cross join rows r on r.n = g.n
    cross join row_keys k on k.model = r.model and k.name = ? and k.value = ? and k.sort = r.sort and k.id = r.id where true`,
};

const pageSql = (way: Way, words: number): string => {
  const holder = way.startsWith('keyed') ? 'r' : 'k';
  return `select k.id, k.sort, ${holder}.row from ${from[way]} and (k.sort, k.id) < (?, ?)${` and instr(${holder}.text, ?) > 0`.repeat(words)}
    order by k.sort desc, k.id desc limit ?`;
};
