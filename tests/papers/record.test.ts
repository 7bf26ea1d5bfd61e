import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openSqlite } from '#server/store/sqlite/store.ts';
import type { Store } from '#server/store/store.ts';
import type { Caller } from '#tests/gateway/running.ts';
import { memory } from '#tests/live/line.ts';
import { openHall, stateOf, stream, type Hall, soon } from './hall.ts';
import { phoneOf } from './phone.ts';
import type { Polls } from './polls.ts';

const people = 30;
const real = globalThis.fetch;

interface Shown {
  readonly id: string;
  readonly paper: string;
  readonly signature: string;
  readonly body: string;
}

let folder: string;
let store: Store;
let hall: Hall;
const callers: Caller[] = [];
/** Whose ballot it was: only this test knows. */
const shown = new Map<string, Shown>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'consultation-papers-'));
  store = await openSqlite(folder);
  hall = await openHall({ store, logLevel: 'debug' });
  await hall.poll('a');
  vi.stubGlobal('localStorage', memory());
  let voting = '';
  vi.stubGlobal('fetch', (path: string | URL, init: RequestInit = {}) => {
    if (typeof path !== 'string' || path.startsWith('http')) return real(path, init);
    if (init.method === 'POST') shown.set(voting, { ...(JSON.parse(init.body as string) as Shown), body: init.body as string });
    return real(hall.house.url + path, init);
  });
  const phones = await Promise.all(
    Array.from({ length: people }, async () => {
      const who = await hall.house.guest();
      callers.push(who);
      const phone = await phoneOf(hall, 'a', who);
      phone.paper.open();
      await phone.until('ready');
      return { who, phone };
    }),
  );
  // Slow readers and quick ones: nobody casts in the order of the draws.
  for (const { who, phone } of phones.toSorted((a, b) => (a.phone.waits[0] ?? 0) - (b.phone.waits[0] ?? 0))) {
    voting = who.person;
    phone.paper.cast({ type: 'cast', poll: 'a', choice: 'yes' } as never);
    await phone.until('cast');
  }
  await hall.ask('close', { type: 'close', poll: 'a' });
  await vi.waitFor(async () => expect(await store.livePaperKeys()).toEqual([]), soon);
});

afterAll(async () => {
  vi.unstubAllGlobals();
  await hall.house.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

/** Every row of every table, as text. */
const dump = (): readonly { readonly table: string; readonly row: string }[] => {
  const db = new DatabaseSync(join(folder, 'consultation.db'), { readOnly: true });
  const tables = db.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[];
  const rows = tables.flatMap(({ name }) =>
    (db.prepare(`select * from ${name}`).all() as Record<string, unknown>[]).map((row) => ({
      table: name,
      row: Object.values(row)
        .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value)))
        .join(' | '),
    })),
  );
  db.close();
  return rows;
};

test('everybody voted once', async () => {
  const poll = (await stateOf<Polls>(hall.house))['a'];
  expect([Object.keys(poll?.drawn ?? {}).length, Object.keys(poll?.ballots ?? {}).length, shown.size]).toEqual([people, people, people]);
});

test('no row of the store holds a person and anything of a ballot', async () => {
  const events = await store.events(stream, 0);
  const voters = events.flatMap(({ event }) => (event.type === 'cast' ? [(event as unknown as { voter: string }).voter] : []));
  const ballots = [...shown.values()].flatMap(({ id, paper, signature }) => [id, paper, signature]);
  const rows = dump();
  const withPerson = rows.filter(({ row }) => callers.some(({ person }) => row.includes(person)));
  const withBallot = rows.filter(({ row }) => [...ballots, ...voters].some((text) => row.includes(text)));
  expect(withPerson.filter(({ table }) => table === 'events')).toHaveLength(people);
  expect(withBallot.filter(({ table }) => table === 'events')).toHaveLength(people);
  expect(withPerson.filter((row) => withBallot.includes(row))).toEqual([]);
});

test('papers and signatures are kept nowhere; what was drawn for is none of them', () => {
  const rows = dump();
  for (const { paper, signature } of shown.values())
    for (const { table, row } of rows) expect(row.includes(paper) || row.includes(signature), table).toBe(false);
});

test('ids tell nothing: those of a draw are not those of a cast, and none is asked twice', async () => {
  const causes = (await store.events(stream, 0)).map(({ cause }) => cause);
  expect(new Set(causes).size).toBe(causes.length);
});

test('the time of a ballot is a whole minute, or that of the event before', async () => {
  const events = await store.events(stream, 0);
  const cast = events.filter(({ event }) => event.type === 'cast');
  const before = events[(cast[0]?.seq ?? 0) - 2];
  for (const { at } of cast) expect(at === before?.at || at % 60_000 === 0).toBe(true);
});

test('what is logged names no ballot, no person and no address', () => {
  expect(hall.house.logged.filter((line) => line.includes('/api/papers/')).length).toBeGreaterThan(people);
  for (const line of hall.house.logged) {
    expect(line).not.toMatch(/127\.0\.0\.1|g-\d|paper-[0-9a-f]/u);
    for (const { id } of shown.values()) expect(line).not.toContain(id);
  }
});
