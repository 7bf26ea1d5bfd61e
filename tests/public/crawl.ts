/** Everything somebody who has not signed in can reach of a house: text by address. */
import { kinds } from '#shared/kinds.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { unzip } from '#tests/exports/opened.ts';
import type { House } from '#tests/gateway/running.ts';

export interface Reached {
  readonly address: string;
  readonly status: number;
  readonly text: string;
}

const models = Object.values(kinds).flatMap((kind) => Object.entries(kind.models ?? {}));
const each = <T>(parts: Readonly<Record<string, T>> | undefined): readonly string[] => Object.keys(parts ?? {});

/** Groups as the figures of items know them, and one that is not there. */
const groups = ['', 'department:housing', 'department:water', 'area:east', 'session:held'];

const ofStream = (stream: StreamId): readonly string[] => {
  const kind = kinds[stream.split('/')[0] ?? ''];
  return [
    ...['', '/events?since=0&limit=500', '/summaries', '/archive?names=yes', '/seal', '/seal?at=1'].map((end) => `/api/${stream}${end}`),
    ...each(kind?.prints).map((print) => `/api/${stream}/papers/${print}.docx`),
    ...each(kind?.documents).flatMap((part) =>
      ['/history', '/history/content?seq=1', '/history/rows/row-1?seq=1'].map((end) => `/api/documents/${stream}/${part}${end}`),
    ),
  ];
};

const fixed = (): readonly string[] => [
  ...['/api/me', '/api/ledgers', '/api/tokens', '/api/jobs', '/api/open', '/api/openapi.json', '/api/docs', '/metrics'],
  ...models.flatMap(([model, { indexes }]) => [
    `/api/rows/${model}?limit=200`,
    `/api/open/${model}.json`,
    `/api/open/${model}.csv`,
    `/api/open/${model}.schema.json`,
    ...Object.keys(indexes).map((index) => `/api/counts/${model}/${index}`),
  ]),
  ...Object.values(kinds).flatMap((kind) => [
    ...each(kind.tallies).flatMap((tally) => [
      ...groups.flatMap((group) => [
        `/api/tallies/${tally}?group=${encodeURIComponent(group)}`,
        `/api/tallies/${tally}?group=${encodeURIComponent(group)}&since=2026-01-01&by=day`,
      ]),
      `/api/tallies/${tally}?groups=department:`,
    ]),
    ...each(kind.ledgers).flatMap((ledger) => [`/api/ledgers/${kind.name}/${ledger}.csv`, `/api/ledgers/${kind.name}/${ledger}.xlsx`]),
    ...each(kind.feeds).flatMap((feed) =>
      ['atom', 'ics'].flatMap((ending) => ['zh', 'en'].map((language) => `/api/feeds/${kind.name}/${feed}.${ending}?language=${language}`)),
    ),
  ]),
];

/** Pages with nothing of their own in the address, and those of single things. */
const pages = (streams: readonly StreamId[]): readonly string[] => [
  ...[
    '/',
    '/public',
    '/public/figures',
    '/public/search?q=公开',
    '/public/search?q=暗藏',
    '/topics',
    '/sessions',
    '/desk',
    '/supervision',
    '/people',
  ],
  ...['/ledgers', '/rules', '/ratings', '/topics/new', '/topics/receipt', '/archives', '/tokens', '/sign-in', '/join'],
  ...streams.flatMap((stream) => {
    const [kind = '', id = ''] = stream.split('/');
    if (kind === 'items') return [`/items/${id}`, `/public/items/${id}`, `/public/items/${id}/poster`];
    if (kind === 'topics') return [`/topics/${id}`];
    if (kind !== 'sessions') return [];
    return [
      `/public/${id}`,
      `/public/${id}/poster`,
      ...['', '/host', '/lists', '/minutes', '/screen', '/replay', '/prepare', '/sheet'].map((end) => `/sessions/${id}${end}`),
    ];
  }),
];

const fetched = async (house: House, address: string): Promise<Reached> => {
  const response = await fetch(house.url + encodeURI(address).replaceAll('%25', '%'), {
    redirect: 'manual',
    signal: AbortSignal.timeout(30_000),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  // What is packed is read unpacked.
  const text = bytes.subarray(0, 2).toString() === 'PK' ? [...unzip(bytes).values()].join('\n') : bytes.toString('utf8');
  return { address, status: response.status, text };
};

export const reachInterfaces = async (house: House, streams: readonly StreamId[]): Promise<readonly Reached[]> => {
  const reached: Reached[] = [];
  for (const address of [...fixed(), ...streams.flatMap(ofStream)]) reached.push(await fetched(house, address));
  return reached;
};

export const reachPages = async (house: House, streams: readonly StreamId[]): Promise<readonly Reached[]> => {
  const reached: Reached[] = [];
  for (const address of pages(streams)) reached.push(await fetched(house, address));
  return reached;
};

/** What a live connection is told. */
export const followAll = async (house: House, streams: readonly StreamId[]): Promise<readonly Reached[]> => {
  const line = await house.line();
  const reached: Reached[] = [];
  for (const stream of streams) {
    const followed = await line.follow(stream);
    reached.push({ address: `follow ${stream}`, status: 200, text: JSON.stringify(followed) });
  }
  reached.push({ address: 'heard', status: 200, text: JSON.stringify(line.heard) });
  return reached;
};

/** `field at address` for every marked value found. */
export const found = (marks: ReadonlyMap<string, string>, reached: readonly Reached[]): readonly string[] =>
  [...marks].flatMap(([field, value]) => reached.filter(({ text }) => text.includes(value)).map(({ address }) => `${field} at ${address}`));

/** Fields of those found nowhere. */
export const missing = (marks: ReadonlyMap<string, string>, reached: readonly Reached[]): readonly string[] =>
  [...marks].filter(([, value]) => !reached.some(({ text }) => text.includes(value))).map(([field]) => field);
