/** Open data as JSON, CSV and the JSON Schema that describes it; read page by page, so as much of it is in memory as one page. */
import { nobody } from '#shared/core/actor.ts';
import type { OpenColumn, OpenRule, OpenType, OpenValue } from '#shared/core/open.ts';
import type { Rows } from './ledgers.ts';

/** Under which anybody may use it: a name or the address of its text. */
export interface OpenHead {
  readonly licence: string;
  /** Milliseconds since 1970. */
  readonly made: number;
  /** Address of it. */
  readonly schema: string;
}

type Values = Readonly<Record<string, OpenValue>>;

/** Each row with every column, in their order; nothing besides. */
export async function* openRows(model: string, rule: OpenRule, rows: Rows, now: number): AsyncGenerator<Values> {
  let after: string | undefined;
  for (;;) {
    const page = await rows({ model, limit: 200, ...(after === undefined ? {} : { after }) }, nobody(now));
    for (const { id, row } of page.rows) {
      const values = rule.values(id, row);
      if (values) yield Object.fromEntries(rule.columns.map(({ key }) => [key, values[key] ?? null]));
    }
    if (page.next === null) return;
    after = page.next;
  }
}

/** `{dataset, title, licence, made, schema, rows: […]}`, in pieces. */
export async function* openJson(name: string, rule: OpenRule, head: OpenHead, rows: AsyncIterable<Values>): AsyncGenerator<string> {
  const { licence, schema } = head;
  const about = JSON.stringify({ dataset: name, title: rule.title, licence, made: new Date(head.made).toISOString(), schema });
  yield `${about.slice(0, -1)},"rows":[`;
  let between = '\n';
  for await (const row of rows) {
    yield `${between}${JSON.stringify(row)}`;
    between = ',\n';
  }
  yield '\n]}\n';
}

/** The first line names the columns. */
export async function* openLines({ columns }: OpenRule, rows: AsyncIterable<Values>): AsyncGenerator<readonly OpenValue[]> {
  yield columns.map(({ key }) => key);
  for await (const row of rows) yield columns.map(({ key }) => row[key] ?? null);
}

const jsonTypes: Readonly<Record<OpenType, object>> = {
  text: { type: ['string', 'null'] },
  whole: { type: ['integer', 'null'] },
  date: { type: ['string', 'null'], format: 'date' },
  instant: { type: ['string', 'null'], format: 'date-time' },
};

const columnSchema = ({ type, title, about, values }: OpenColumn): object => ({
  ...jsonTypes[type],
  title: `${title.zh} · ${title.en}`,
  description: `${about.zh} · ${about.en}`,
  ...(values ? { enum: [...values, null] } : {}),
});

const words = { type: 'object', properties: { zh: { type: 'string' }, en: { type: 'string' } }, required: ['zh', 'en'] };

/** JSON Schema 2020-12 of the JSON file; the columns of the CSV file are the properties of a row, in their order. */
export const openSchema = (name: string, { title, about, columns }: OpenRule, { schema, licence }: OpenHead): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: schema,
  title: `${title.zh} · ${title.en}`,
  description: `${about.zh} · ${about.en}`,
  type: 'object',
  additionalProperties: false,
  properties: {
    dataset: { const: name },
    title: words,
    licence: { const: licence },
    made: { type: 'string', format: 'date-time' },
    schema: { const: schema },
    rows: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(columns.map((column) => [column.key, columnSchema(column)])),
        required: columns.map(({ key }) => key),
      },
    },
  },
  required: ['dataset', 'title', 'licence', 'made', 'schema', 'rows'],
});
