/** The same as `absence.test.ts`, on pages as a browser gets them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kinds } from '#shared/kinds.ts';
import { buildIfStale, builtPages } from '#server/pages.ts';
import { openHouse, type House } from '#tests/gateway/running.ts';
import { found, missing, reachPages, type Reached } from './crawl.ts';
import { plant, type Planted } from './planted.ts';

let house: House;
let planted: Planted;
let reached: readonly Reached[];

beforeAll(async () => {
  await buildIfStale(() => undefined);
  house = await openHouse({ kinds, options: { loadPages: builtPages } });
  planted = await plant(house);
  reached = await reachPages(house, planted.streams);
}, 400_000);
afterAll(() => house?.close());

test('no page shows a private value to somebody who has not signed in', () => {
  expect(found(planted.marks.hidden, reached)).toEqual([]);
  expect(reached.filter(({ status }) => status >= 500).map(({ address }) => address)).toEqual([]);
});

test('the public page of an item says what the public may know, and that of a summary only its title', () => {
  const at = (address: string): Reached => reached.find((one) => one.address === address)!;
  const of = (level: string) => new Map([...planted.marks.open].filter(([field]) => field.startsWith(`items.${level}.`)));
  expect(missing(of('public'), [at('/public/items/own-public')])).toEqual([]);
  expect(missing(of('summary'), [at('/public/items/own-summary')])).toEqual([]);
  expect(at('/public/items/own-internal').status).toBe(404);
  expect(at('/public/items/own-public/poster').status).toBe(200);
  expect(at('/public/held/poster').text).toContain(planted.marks.open.get('row.public.title'));
  expect(at('/public/search?q=公开').text).toContain('<mark');
});

test('staff see the item with the eyes of the public, at either level', async () => {
  const { cookie } = await house.person('supervisor');
  const read = async (address: string) => String((await house.call('GET', address, undefined, { cookie })).body['text']);
  const page = (text: string) => [{ address: '', status: 200, text }];
  const secrets = new Map([...planted.marks.hidden].filter(([field]) => field.startsWith('items.public.')));
  expect(found(secrets, page(await read('/public/items/own-public')))).toEqual([]);
  expect(found(secrets, page(await read('/public/items/own-public?as=public')))).toEqual([]);
  const summary = await read('/public/items/own-public?as=summary');
  expect(summary).toContain(planted.marks.open.get('items.public.title'));
  expect(summary).not.toContain(planted.marks.open.get('items.public.task'));
  const internal = await read('/public/items/own-internal');
  expect(internal).not.toContain(planted.marks.hidden.get('items.internal.task'));
  expect(await read('/public/items/own-internal?as=public')).toContain(planted.marks.hidden.get('items.internal.task'));
});
