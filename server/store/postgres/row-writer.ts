import type pg from 'pg';
import { searchable } from '../page.ts';
import { keyChanges, keyEntries, type Keys } from '../row-keys.ts';
import type { RowChange } from '../store.ts';
import { sendColumns } from './columns.ts';
import { quiet, select } from './connection.ts';

export interface KnownRow {
  readonly model: string;
  readonly id: string;
  readonly sort: number;
  /** JSON of `keyEntries`. */
  readonly keys: string;
}

const nameOf = ({ model, id }: { readonly model: string; readonly id: string }): string => `${model}/${id}`;

/** Locks and reads the rows as they are. `alone` keeps other writers of rows away: for rows that come from no locked stream. */
export const readRows = async (
  client: pg.ClientBase,
  changes: readonly RowChange[],
  alone = false,
): Promise<ReadonlyMap<string, KnownRow>> => {
  if (changes.length === 0) return new Map();
  // Rows that do not exist yet cannot be locked one by one.
  const locked = quiet(client.query(`lock table rows in ${alone ? 'share row exclusive' : 'row exclusive'} mode`));
  const known = quiet(
    select<KnownRow>(
      client,
      `select model, id, sort, keys from rows where (model, id) in (select * from unnest($1::text[], $2::text[]))
       order by model, id for update`,
      [changes.map(({ model }) => model), changes.map(({ id }) => id)],
    ),
  );
  await locked;
  return new Map((await known).map((row) => [nameOf(row), row]));
};

/** The last word on each row. */
export const sendRows = (
  client: pg.ClientBase,
  known: ReadonlyMap<string, KnownRow>,
  changes: readonly RowChange[],
  sent: Promise<unknown>[],
): void => {
  const last = [...new Map(changes.map((change) => [nameOf(change), change])).values()];
  sendColumns(
    client,
    sent,
    `insert into rows (model, id, sort, keys, row, text) select * from ? on conflict (model, id)
     do update set sort = excluded.sort, keys = excluded.keys, row = excluded.row, text = excluded.text`,
    ['text', 'text', 'double precision', 'text', 'text', 'text'],
    last.flatMap(({ model, id, sort, keys, row, text }) =>
      row === null ? [] : [[model, id, sort, JSON.stringify(keyEntries(keys)), JSON.stringify(row), searchable(text)]],
    ),
  );
  sendColumns(
    client,
    sent,
    'delete from rows using ? as v (model, id) where rows.model = v.model and rows.id = v.id',
    ['text', 'text'],
    last.flatMap((change) => (change.row === null && known.has(nameOf(change)) ? [[change.model, change.id]] : [])),
  );
  sendKeys(client, known, last, sent);
};

type Place = readonly [model: string, name: string, value: string, sort: number, id: string];
const columns = ['text', 'text', 'text', 'double precision', 'text'];

const sendKeys = (
  client: pg.ClientBase,
  known: ReadonlyMap<string, KnownRow>,
  last: readonly RowChange[],
  sent: Promise<unknown>[],
): void => {
  const gone: Place[] = [];
  const come: Place[] = [];
  for (const change of last) {
    const { model, id, sort } = change;
    const row = known.get(nameOf(change));
    const after = change.row === null ? [] : keyEntries(change.keys);
    const [before, now] = keyChanges(row ? (JSON.parse(row.keys) as Keys) : [], after, row?.sort === sort);
    for (const [name, value] of before) gone.push([model, name, value, row?.sort ?? sort, id]);
    for (const [name, value] of now) come.push([model, name, value, sort, id]);
  }
  const same = ['model', 'name', 'value', 'sort', 'id'].map((column) => `k.${column} = v.${column}`).join(' and ');
  sendColumns(client, sent, `delete from row_keys k using ? as v (model, name, value, sort, id) where ${same}`, columns, gone);
  sendColumns(client, sent, 'insert into row_keys (model, name, value, sort, id) select * from ? on conflict do nothing', columns, come);
};
