/**
 * What nobody outside may know is nowhere outside. Every private field of the record holds a marked value; then everything that can be
 * reached without signing in is read through.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kinds } from '#shared/kinds.ts';
import { openHouse, type House } from '#tests/gateway/running.ts';
import { followAll, found, missing, reachInterfaces, type Reached } from './crawl.ts';
import { plant, type Planted } from './planted.ts';

let house: House;
let planted: Planted;
let reached: readonly Reached[];

beforeAll(async () => {
  house = await openHouse({ kinds });
  planted = await plant(house);
  reached = [...(await reachInterfaces(house, planted.streams)), ...(await followAll(house, planted.streams))];
}, 300_000);
afterAll(() => house?.close());

test('every marked value is in the record', async () => {
  const all = await Promise.all(planted.streams.map(async (stream) => JSON.stringify((await house.engine.events(stream, 0)) ?? [])));
  const drawn = JSON.stringify(await Promise.all(planted.streams.map((stream) => house.engine.open(stream))));
  const pencilled = ['suggestions', 'responsibilities'].map((part) => `checklists/held/${part}` as const);
  const progress = planted.streams.filter((stream) => stream.startsWith('items/own-')).map((stream) => `${stream}/progress` as const);
  const documents = await Promise.all(
    [...pencilled, ...progress].map(async (name) => {
      const { tail, base } = await house.store.document(name);
      return Buffer.concat([...(base ? [base] : []), ...tail.map(({ update }) => update)]).toString('utf8');
    }),
  );
  const record = [...all, drawn, ...documents].join('\n');
  const { hidden, open } = planted.marks;
  expect([...hidden, ...open].filter(([, value]) => !record.includes(value)).map(([field]) => field)).toEqual([]);
});

test('none of the private ones can be reached without signing in', () => {
  expect(planted.marks.hidden.size).toBeGreaterThan(100);
  expect(found(planted.marks.hidden, reached)).toEqual([]);
});

test('what is public is found: the looking is not blind', () => {
  expect(missing(planted.marks.open, reached)).toEqual([]);
});

test('a leak would be noticed: whoever supervises reaches nearly all of it by the same addresses', async () => {
  const { cookie } = await house.person('admin', 'supervisor');
  const read = await Promise.all(
    ['/api/items/own-public', '/api/items/own-public/events?limit=500', '/api/sessions/held', '/api/checklists/held'].map(
      async (address) => {
        const { body, status } = await house.call('GET', address, undefined, { cookie });
        return { address, status, text: JSON.stringify(body) };
      },
    ),
  );
  expect(found(planted.marks.hidden, read).length).toBeGreaterThan(50);
});

test('nothing failed on the way', () => expect(reached.filter(({ status }) => status >= 500).map(({ address }) => address)).toEqual([]));
