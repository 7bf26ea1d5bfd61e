/** The doors that are the same whatever kinds there are, and how everything is answered. */
import type { AnyKind } from '#shared/core/kind.ts';
import type { OpenApi, Operation } from './openapi.ts';

type Json = Readonly<Record<string, unknown>>;

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const json = (description: string, schema: Json): Json => ({ description, content: { 'application/json': { schema } } });
const no = (description: string): Json => json(description, ref('No'));

/** 200 with this, or why not. */
export const answers = (schema: string): Json => ({
  '200': json('Done', ref(schema)),
  '401': { $ref: '#/components/responses/NotSignedIn' },
  '403': { $ref: '#/components/responses/NotYours' },
  '404': { $ref: '#/components/responses/NotFound' },
  '409': { $ref: '#/components/responses/Refused' },
  '422': { $ref: '#/components/responses/Malformed' },
  '429': { $ref: '#/components/responses/TooMany' },
  '503': { $ref: '#/components/responses/Unavailable' },
});

const responses: Json = {
  NotSignedIn: no('Nobody known'),
  NotYours: no('Not for this caller, or out of the scopes of the token'),
  NotFound: no('No such thing for this caller'),
  Refused: no('Understood, and does not fit how things stand: `refused` says why'),
  Malformed: no('A field is wrong: `at` is its path'),
  TooMany: no('Too often; see `Retry-After`'),
  Unavailable: no('Not now: ask again with the same id'),
};

const text = { type: 'string' };
const whole = { type: 'integer' };
const anything = {};
const object = (properties: Json, required: readonly string[] = Object.keys(properties)): Json => ({
  type: 'object',
  properties,
  required,
});
const list = (items: Json): Json => ({ type: 'array', items });

const schemas: Json = {
  Done: object({ seq: { ...whole, description: 'Number of the last event of the stream then' }, signed: text }, ['seq']),
  No: {
    type: 'object',
    description: 'Exactly one of refused, malformed, unavailable, failed.',
    properties: {
      ...{ refused: text, details: { type: 'object' }, problems: list({ type: 'object' }) },
      ...{ malformed: text, at: text, unavailable: text, failed: { ...text, description: 'Reference in the log of the server' } },
    },
  },
  View: object({ seq: whole, audience: text, state: anything, own: anything, summary: anything }, ['seq', 'audience', 'state']),
  Events: object({ seq: whole, audience: text, events: list(ref('Sent')) }),
  Sent: {
    type: 'object',
    description: 'Without `event`: there is one, and the caller may not know it.',
    properties: { seq: whole, at: whole, by: text, cause: text, event: { type: 'object', properties: { type: text }, required: ['type'] } },
    required: ['seq'],
  },
  Rows: object({ rows: list(object({ id: text, row: { type: 'object' } })), next: { type: ['string', 'null'] } }),
  Counts: { type: 'object', additionalProperties: whole },
  Figures: { type: 'object' },
  Ledgers: object({ ledgers: list({ type: 'object' }) }),
  Me: object({ id: text, roles: list(text), department: { type: ['string', 'null'] }, account: { type: 'boolean' }, now: whole }),
};

const inPath = (name: string, values: readonly string[]): Json => ({
  ...{ name, in: 'path', required: true },
  schema: { ...text, enum: values },
});
const inQuery = (name: string, description: string): Json => ({ name, in: 'query', description, schema: text });
const paging = [
  inQuery('index', 'Name of an index of the model'),
  inQuery('value', 'Value in that index'),
  inQuery('text', 'Words to be found'),
];

const get = (operation: Operation): Readonly<Record<string, Operation>> => ({ get: operation });
const file = (type: string): Json => ({
  ...answers('Done'),
  '200': { description: 'The file', content: { [type]: { schema: { ...text, contentEncoding: 'binary' } } } },
});

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const listPaths = (models: readonly string[], tallies: readonly string[]): OpenApi['paths'] => ({
  '/api/rows/{model}': get({
    ...{ operationId: 'rows', summary: 'Rows of a list, as the caller may know them', tags: ['lists'] },
    parameters: [inPath('model', models), ...paging, inQuery('after', '`next` of the page before'), inQuery('limit', '1 to 200')],
    responses: answers('Rows'),
  }),
  '/api/counts/{model}/{index}': get({
    ...{ operationId: 'counts', summary: 'How many rows have which value in an index', tags: ['lists'], 'x-scopes': ['figures:read'] },
    parameters: [inPath('model', models), { name: 'index', in: 'path', required: true, schema: text }],
    responses: answers('Counts'),
  }),
  ...(tallies.length === 0
    ? {}
    : {
        '/api/tallies/{name}': get({
          ...{ operationId: 'tallies', summary: 'Sums as of a day, or day by day', tags: ['lists'], 'x-scopes': ['figures:read'] },
          parameters: [
            inPath('name', tallies),
            ...[inQuery('group', 'A group'), inQuery('groups', 'All groups that begin so'), inQuery('figure', 'A figure')],
            ...[inQuery('upTo', 'Last day that counts'), inQuery('since', 'First day of a series'), inQuery('by', '`day` or `month`')],
          ],
          responses: answers('Figures'),
        }),
      }),
});

const ledgerPaths = (all: readonly AnyKind[]): OpenApi['paths'] =>
  Object.fromEntries(
    all.flatMap(({ name: kind, ledgers = {} }) =>
      Object.entries(ledgers).flatMap(([name, { title }]) =>
        [
          ['xlsx', xlsx],
          ['csv', 'text/csv'],
        ].map(([ending = '', type = '']) => [
          `/api/ledgers/${kind}/${name}.${ending}`,
          get({
            ...{
              operationId: `ledgers.${kind}.${name}.${ending}`,
              summary: `${title.zh} · ${title.en}`,
              tags: ['ledgers'],
              'x-scopes': [`${kind}:read`],
            },
            parameters: [...paging, inQuery('language', '`zh` or `en`')],
            responses: file(type),
          }),
        ]),
      ),
    ),
  );

const feedTypes = { atom: 'application/atom+xml', ics: 'text/calendar' } as const;
const openTypes = { json: 'application/json', csv: 'text/csv', 'schema.json': 'application/schema+json' } as const;

/** What everybody may take without signing in. */
const publicPaths = (all: readonly AnyKind[]): OpenApi['paths'] =>
  Object.fromEntries<Readonly<Record<string, Operation>>>([
    ...all.flatMap(({ name: kind, feeds = {} }) =>
      Object.entries(feeds).flatMap(([name, { title }]) =>
        Object.entries(feedTypes).map(([ending, type]): readonly [string, Readonly<Record<string, Operation>>] => [
          `/api/feeds/${kind}/${name}.${ending}`,
          get({
            ...{ operationId: `feeds.${kind}.${name}.${ending}`, summary: `${title.zh} · ${title.en}`, tags: ['public'] },
            parameters: [...paging.slice(0, 2), inQuery('language', '`zh` or `en`')],
            responses: file(type),
          }),
        ]),
      ),
    ),
    ...all.flatMap(({ models = {} }) =>
      Object.entries(models).flatMap(([model, { open }]) =>
        Object.entries(open ? openTypes : {}).map(([ending, type]): readonly [string, Readonly<Record<string, Operation>>] => [
          `/api/open/${model}.${ending}`,
          get({
            ...{ operationId: `open.${model}.${ending}`, summary: `${open?.title.zh} · ${open?.title.en}`, tags: ['public'] },
            responses: file(type),
          }),
        ]),
      ),
    ),
  ]);

export const fixedPaths = (
  all: readonly AnyKind[],
): { readonly paths: OpenApi['paths']; readonly schemas: Json; readonly responses: Json } => ({
  paths: {
    ...listPaths(
      all.flatMap(({ models = {} }) => Object.keys(models)),
      all.flatMap(({ tallies = {} }) => Object.keys(tallies)),
    ),
    ...ledgerPaths(all),
    ...publicPaths(all),
    '/api/ledgers': get({
      operationId: 'ledgers',
      summary: 'Ledgers the caller may take away',
      tags: ['ledgers'],
      responses: answers('Ledgers'),
    }),
    '/api/me': get({
      operationId: 'me',
      summary: 'Who the caller is, and the time of the server',
      tags: ['door'],
      responses: answers('Me'),
    }),
  },
  schemas,
  responses,
});
