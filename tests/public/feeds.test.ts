/** Feeds and open data, read by programmes that others wrote. */
import { Validator } from '@cfworker/json-schema';
import { parse } from 'csv-parse/sync';
import { parseAtomFeed } from 'feedsmith';
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kinds } from '#shared/kinds.ts';
import { openHouse, type House } from '#tests/gateway/running.ts';
import { opened } from './planted.ts';

let house: House;
const wide = `${'管网，改造;第一期\\'.repeat(5)}`;

beforeAll(async () => {
  house = await openHouse({ kinds });
  const { ask, actor } = opened(house);
  const admin = actor('p-admin', ['admin', 'convener']);
  await ask(admin, 'departments/housing', { type: 'establish', name: '住建局 <一> & 二' });
  const issue = (title: string, publicity: string, number: string) => ({
    ...{ type: 'issue', number, title, task: '任务', criterion: '标准', lead: 'housing', due: '2030-12-31', publicity },
  });
  await ask(admin, 'items/a', issue('三号楼 <加装> "电梯" & 坡道', 'public', '=〔2026〕1-1'));
  await ask(admin, 'items/b', issue(wide.slice(0, 60), 'summary', '〔2026〕1-2'));
  await ask(admin, 'items/c', issue('内部事项', 'internal', '〔2026〕1-3'));
  await ask(actor('p-lead', ['officer'], 'housing'), 'items/a', { type: 'claim', text: '' });
  const startsAt = Date.UTC(2030, 0, 2, 7, 0);
  await ask(admin, 'sessions/s', {
    type: 'convene',
    title: '下一场',
    topics: [{ id: 't', title: '路灯' }],
    place: '二楼',
    startsAt,
    preset: 'questions-answers-debate',
  });
}, 60_000);
afterAll(() => house?.close());

const text = async (path: string): Promise<string> => {
  const { status, body } = await house.call('GET', path);
  expect(status, path).toBe(200);
  return String(body['text']);
};

test('news are Atom: what changed last comes first, and every part an entry must have is there', async () => {
  const feed = parseAtomFeed(await text('/api/feeds/items/items.atom'));
  expect(feed.entries?.map(({ title }) => title?.value)).toEqual([
    '=〔2026〕1-1 三号楼 <加装> "电梯" & 坡道',
    `〔2026〕1-2 ${wide.slice(0, 60)}`,
  ]);
  expect(feed).toMatchObject({ title: { value: '责任项办理情况' }, authors: [{ name: expect.any(String) as string }] });
  for (const entry of feed.entries ?? []) {
    expect(entry.id).toMatch(/^http:\/\/.*\/public\/items\/[ab]$/);
    expect(entry.links?.[0]?.href).toBe(entry.id);
    expect(Number.isNaN(Date.parse(entry.updated ?? ''))).toBe(false);
    expect(entry.summary?.value).toContain('住建局 <一> & 二');
  }
  expect(feed.links?.find(({ rel }) => rel === 'self')?.href).toMatch(/\/api\/feeds\/items\/items\.atom$/);
});

test('days are iCalendar: a deadline is a whole day, a session a moment', async () => {
  const raw = await text('/api/feeds/items/items.ics');
  for (const line of raw.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const calendar = new ICAL.Component(ICAL.parse(raw) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  expect(events.map(({ summary }) => summary).sort()).toEqual(
    [`=〔2026〕1-1 三号楼 <加装> "电梯" & 坡道`, `〔2026〕1-2 ${wide.slice(0, 60)}`].sort(),
  );
  expect(events[0]?.startDate).toMatchObject({ isDate: true });
  expect(events[0]?.startDate.toString()).toBe('2030-12-31');
  expect(events[0]?.endDate.toString()).toBe('2031-01-01');
  const sessions = new ICAL.Component(ICAL.parse(await text('/api/feeds/sessions/sessions.ics')) as unknown[]);
  const meeting = new ICAL.Event(sessions.getFirstSubcomponent('vevent')!);
  expect(meeting.startDate.toJSDate().toISOString()).toBe('2030-01-02T07:00:00.000Z');
  expect(meeting.location).toBe('二楼');
});

test('the same entry keeps its id, and a calendar and its entries say nothing of the moment they were asked', async () => {
  const once = await text('/api/feeds/items/items.ics');
  house.clock.pass(60_000);
  expect(await text('/api/feeds/items/items.ics')).toBe(once);
});

test('a feed is narrowed like rows, and never by a secret', async () => {
  expect(parseAtomFeed(await text('/api/feeds/items/items.atom?index=stage&value=issued&language=en')).entries).toHaveLength(1);
  for (const path of ['/api/feeds/items/items.atom?index=nothing', '/api/feeds/topics/topics.atom?index=receipt&value=X'])
    expect((await house.call('GET', path)).status, path).toBe(422);
  expect((await house.call('GET', '/api/feeds/items/nothing.atom')).status).toBe(404);
});

test('open data keep to their own schema, and hold only what everybody may know', async () => {
  const { body: index } = await house.call('GET', '/api/open');
  const names = (index['datasets'] as { dataset: string }[]).map(({ dataset }) => dataset);
  expect(names).toEqual(expect.arrayContaining(['items-public', 'sessions', 'topics-public', 'departments']));
  for (const name of names) {
    const { body: schema } = await house.call('GET', `/api/open/${name}.schema.json`);
    const validator = new Validator(schema, '2020-12');
    const { body } = await house.call('GET', `/api/open/${name}.json`);
    expect(validator.validate(body)).toMatchObject({ valid: true, errors: [] });
    expect(validator.validate({ ...body, rows: [{ id: 'x', phone: '1' }] }).valid).toBe(false);
    const lines = parse<Record<string, string>>(await text(`/api/open/${name}.csv`), { bom: true, columns: true });
    expect(lines).toHaveLength((body['rows'] as unknown[]).length);
  }
});

test('the licence and the day are in the file, and what a spreadsheet would run is not run', async () => {
  const { body } = await house.call('GET', '/api/open/items-public.json');
  expect(body).toMatchObject({ dataset: 'items-public', licence: 'CC-BY-4.0' });
  expect(Number.isNaN(Date.parse(String(body['made'])))).toBe(false);
  expect((body['rows'] as { id: string }[]).map(({ id }) => id).sort()).toEqual(['a', 'b']);
  expect(await text('/api/open/items-public.csv')).toContain("'=〔2026〕1-1");
  expect((await house.call('GET', '/api/open/desk.json')).status).toBe(404);
});
