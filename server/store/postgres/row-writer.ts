import type pg from 'pg';
import { gramsOf } from '../grams.ts';
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

/** The last word on each row. `later`: keys that come are left out, for `sendAllKeys`; those that go, go. */
export const sendRows = (
  client: pg.ClientBase,
  known: ReadonlyMap<string, KnownRow>,
  changes: readonly RowChange[],
  sent: Promise<unknown>[],
  later = false,
): void => {
  const last = [...new Map(changes.map((change) => [nameOf(change), change])).values()];
  sendColumns(
    client,
    sent,
    `insert into rows (model, id, sort, keys, row) select * from ? on conflict (model, id)
     do update set sort = excluded.sort, keys = excluded.keys, row = excluded.row
     where (rows.sort, rows.keys, rows.row) is distinct from (excluded.sort, excluded.keys, excluded.row)`,
    ['text', 'text', 'double precision', 'text', 'text'],
    last.flatMap(({ model, id, sort, keys, row }) =>
      row === null ? [] : [[model, id, sort, JSON.stringify(keyEntries(keys)), JSON.stringify(row)]],
    ),
  );
  sendColumns(
    client,
    sent,
    'delete from rows using ? as v (model, id) where rows.model = v.model and rows.id = v.id',
    ['text', 'text'],
    last.flatMap((change) => (change.row === null && known.has(nameOf(change)) ? [[change.model, change.id]] : [])),
  );
  sendKeys(client, known, last, sent, later);
  sendTexts(client, known, last, sent);
};

type Place = readonly [model: string, name: string, value: string, sort: number, id: string];
const columns = ['text', 'text', 'text', 'double precision', 'text'];

const sendKeys = (
  client: pg.ClientBase,
  known: ReadonlyMap<string, KnownRow>,
  last: readonly RowChange[],
  sent: Promise<unknown>[],
  later: boolean,
): void => {
  const gone: Place[] = [];
  const come: Place[] = [];
  for (const change of last) {
    const { model, id, sort } = change;
    const row = known.get(nameOf(change));
    const after = change.row === null ? [] : keyEntries(change.keys);
    const [before, now] = keyChanges(row ? (JSON.parse(row.keys) as Keys) : [], after, row?.sort === sort);
    for (const [name, value] of before) gone.push([model, name, value, row?.sort ?? sort, id]);
    if (!later) for (const [name, value] of now) come.push([model, name, value, sort, id]);
  }
  const same = ['model', 'name', 'value', 'sort', 'id'].map((column) => `k.${column} = v.${column}`).join(' and ');
  sendColumns(client, sent, `delete from row_keys k using ? as v (model, name, value, sort, id) where ${same}`, columns, gone);
  sendColumns(client, sent, 'insert into row_keys (model, name, value, sort, id) select * from ? on conflict do nothing', columns, come);
};

const hour = 3_600_000;
/** All keys of a model in the order of their index, which is many times quicker than row by row in a large house. */
const everyKey = `insert into row_keys (model, name, value, sort, id)
  select r.model, k ->> 0, k ->> 1, r.sort, r.id from rows r cross join json_array_elements(r.keys::json) k where r.model = $1
  order by (k ->> 0) collate "C", (k ->> 1) collate "C", r.sort, r.id on conflict do nothing`;

/** Takes as long as it takes; nobody else writes rows meanwhile. */
export const sendAllKeys = (client: pg.ClientBase, model: string, sent: Promise<unknown>[]): void => {
  sent.push(quiet(client.query('lock table rows in share row exclusive mode')));
  sent.push(quiet(client.query('set local statement_timeout = 0')));
  sent.push(quiet(client.query(`set local work_mem = '64MB'`)));
  const slow: pg.QueryConfig<string[]> & { readonly query_timeout: number } = { text: everyKey, values: [model], query_timeout: hour };
  sent.push(quiet(client.query(slow)));
};

/** A lexeme in the text form of a tsvector. */
const lexeme = (gram: string): string => `'${gram.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
/** In the index beside the pairs of letters: rows of other models are passed over before they are read. Longer than any pair. */
export const modelGram = (model: string): string => `model:${model}`;
export const quoted = (grams: readonly string[], join: string): string => grams.map(lexeme).join(join);

/** What rows are found by; written only where it changed. */
const sendTexts = (
  client: pg.ClientBase,
  known: ReadonlyMap<string, KnownRow>,
  last: readonly RowChange[],
  sent: Promise<unknown>[],
): void => {
  const texts = last.map((change) => ({ ...change, text: change.row === null ? '' : searchable(change.text) }));
  sendColumns(
    client,
    sent,
    `insert into row_texts (model, id, text, grams) select model, id, text, grams::tsvector from ? as v (model, id, text, grams)
     on conflict (model, id) do update set text = excluded.text, grams = excluded.grams where row_texts.text <> excluded.text`,
    ['text', 'text', 'text', 'text'],
    texts.flatMap(({ model, id, text }) => (text === '' ? [] : [[model, id, text, quoted([modelGram(model), ...gramsOf(text)], ' ')]])),
  );
  sendColumns(
    client,
    sent,
    'delete from row_texts using ? as v (model, id) where row_texts.model = v.model and row_texts.id = v.id',
    ['text', 'text'],
    texts.flatMap((change) => (change.text === '' && known.has(nameOf(change)) ? [[change.model, change.id]] : [])),
  );
};
