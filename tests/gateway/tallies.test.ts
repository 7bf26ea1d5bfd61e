import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf } from '#shared/core/calendar.ts';
import { openHouse, type House } from './running.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  for (let n = 0; n < 3; n += 1)
    await house.call('POST', `/api/boards/b${n}/commands`, { id: randomUUID(), command: { type: 'write', line: `line ${n}` } });
  await house.call('POST', '/api/boards/b0/commands', { id: randomUUID(), command: { type: 'write', line: 'more' } });
  await house.call('POST', '/api/boards/b0/commands', { id: randomUUID(), command: { type: 'shut' } });
});
afterAll(() => house.close());

const get = (query: string) => house.call('GET', `/api/tallies/boards${query}`);
const today = () => dayOf(Date.now());

test('sums of everything as of today, unless told', async () => {
  expect(await get('')).toMatchObject({ status: 200, body: { sums: { '': { lines: 4 } } } });
  expect((await get('?upTo=2020-01-01')).body).toEqual({ upTo: '2020-01-01', sums: {} });
});

test('groups by name and by their beginning, figures by name; only what this viewer may know', async () => {
  expect((await get('?groups=')).body['sums']).toEqual({ '': { lines: 4 }, 'state:open': { boards: 2 } });
  expect((await get('?groups=state:')).body['sums']).toEqual({ 'state:open': { boards: 2 } });
  expect((await get('?group=&group=state:open&figure=boards&figure=secrets')).body['sums']).toEqual({ 'state:open': { boards: 2 } });
  expect((await get('?group=nowhere')).body['sums']).toEqual({});
});

test('series by day and by month say what each brought, and what was before', async () => {
  const day = today();
  expect((await get(`?since=2026-01-01&by=day&figure=lines`)).body['series']).toEqual({
    ...{ since: '2026-01-01', by: 'day', before: {} },
    spans: [{ at: day, changes: { '': { lines: 4 } } }],
  });
  expect((await get(`?since=${day}`)).body['series']).toMatchObject({ by: 'month', spans: [{ at: day.slice(0, 7) }] });
  expect((await get(`?upTo=2026-02-01&since=2026-01-01`)).body['series']).toMatchObject({ spans: [] });
});

test('what cannot be answered is told the path of its bad field', async () => {
  const wrong = async (query: string) => {
    const { status, body } = await get(query);
    return [status, body['malformed'], body['at']];
  };
  expect(await wrong('?upTo=2026-02-30')).toEqual([422, 'day', 'upTo']);
  expect(await wrong('?since=yesterday')).toEqual([422, 'day', 'since']);
  expect(await wrong('?since=2026-01-01&by=week')).toEqual([422, 'by', 'by']);
  expect(await wrong('?group=a&groups=b')).toEqual([422, 'either', 'groups']);
  expect(await wrong('?groups=a&since=2026-01-01')).toEqual([422, 'named', 'groups']);
  expect(await wrong('?since=2026-01-02&upTo=2026-01-01')).toEqual([422, 'after', 'since']);
  expect(await wrong('?since=1990-01-01')).toEqual([422, 'early', 'since']);
  expect(await wrong(`?since=2026-01-01&${Array.from({ length: 21 }, (_, n) => `group=${n}`).join('&')}`)).toEqual([422, 'long', 'group']);
  expect(await wrong(`?figure=${'x'.repeat(129)}`)).toEqual([422, 'text', 'figure']);
  expect(await house.call('GET', '/api/tallies/nothing')).toMatchObject({ status: 404, body: { refused: 'unknown-kind' } });
});
