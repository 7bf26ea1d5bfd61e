import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CannotStart } from '#server/store/cannot-start.ts';
import { migrate as migratePostgres, migrations as ofPostgres } from '#server/store/postgres/migrate.ts';
import { openPostgres } from '#server/store/postgres/store.ts';
import { connect } from '#server/store/sqlite/connection.ts';
import { migrate as migrateSqlite, migrations as ofSqlite } from '#server/store/sqlite/migrate.ts';
import { openSqlite } from '#server/store/sqlite/store.ts';
import type { Store } from '#server/store/store.ts';
import { ask } from '#tests/services/postgres.ts';
import { database } from '#tests/services/shared.ts';
import { entry, said, stored } from './building.ts';

const released = (dialect: string, version: number): string =>
  readFileSync(join(import.meta.dirname, 'released', `${dialect}-${version}.sql`), 'utf8');

const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'consultation-migrations-'));
  return work(folder).finally(() => rm(folder, { recursive: true }));
};

/** Everything the released files hold, read through the store. */
const readsAsReleased = async (store: Store, version: number): Promise<void> => {
  expect((await store.events('sessions/42', 0)).map(({ event }) => event)).toEqual([
    said('一'),
    { type: 'introduced', personal: { subject: 'p-1', facts: { name: '张三' } } },
  ]);
  expect((await store.events('topics/1', 0))[0]).toEqual({
    seq: 1,
    at: 1003,
    by: 'p-2',
    cause: 'ask-1',
    event: { type: 'introduced', personal: { subject: 'p-2', facts: null } },
  });
  expect(
    await store.accepted([
      { stream: 'sessions/42', id: 'ask-2' },
      { stream: 'sessions/42', id: 'ask-3' },
    ]),
  ).toEqual([
    { hash: 'h2', seq: 2 },
    { hash: 'h4', seq: 0, answer: { refused: 'closed' } },
  ]);
  expect(await store.snapshot('sessions/42')).toEqual({ seq: 2, version: 3, state: { open: true } });
  expect(await store.pendingReactions(9)).toHaveLength(1);
  expect(await store.nextWake()).toBe(5000);
  expect((await store.rows({ model: 'topics' })).rows.map(({ id }) => id)).toEqual(['1', '2']);
  expect(await store.counts('topics', 'state')).toEqual({ open: 1 });
  expect((await store.rows({ model: 'topics', text: '电梯' })).rows.map(({ id }) => id)).toEqual(['1']);
  expect((await store.rows({ model: 'topics', text: '车' })).rows.map(({ id }) => id)).toEqual(['2']);
  const open = { tally: 'topics~4', groups: [''], figures: ['open'], upTo: 20_100 };
  expect(await store.tallySums(open)).toEqual(version >= 4 ? [{ group: '', figure: 'open', value: 3 }] : []);
  expect(await store.tallyMade('topics~4')).toEqual(version >= 4 ? { after: '2', done: true } : null);
  expect(await store.rowsVersion('topics')).toBe(4);
  const document = await store.document('checklists/1/suggestions');
  expect([document.frozen, [...(document.base ?? [])], document.baseSeq, document.tail.length]).toEqual([true, [7, 7], 2, 1]);
  expect(await store.account('wang')).toMatchObject({ person: 'p-1', failures: 1, lockedUntil: 9000 });
  expect(await store.signIn('t1')).toEqual({ person: 'p-1', account: true, expires: 9000 });
  expect(await store.invitation('i1')).toEqual({ person: 'p-1', expires: 9000 });
  if (version >= 3) {
    expect(await store.paperKey('sessions/42#a')).toEqual({ modulus: 'AQAB', secret: 'secret' });
    expect(await store.paperKey('sessions/42#b')).toEqual({ modulus: 'BQAB', secret: null });
  }
  expect(await store.livePaperKeys()).toEqual(version >= 3 ? ['sessions/42#a'] : []);
  if (version >= 4) {
    expect(await store.token('hash-1')).toMatchObject({ id: 'k-1', name: '热线', scopes: ['items:read'], expires: 9000, usedAt: null });
    expect(await store.job('j-1')).toEqual({ id: 'j-1', person: 'p-1', madeAt: 1000, beat: 2000, stop: false, told: { stage: 'done' } });
    expect(await store.jobInput('j-1')).toEqual(Uint8Array.of(1, 2));
    expect(await store.news('', 9)).toEqual([{ stream: 'sessions/42', since: 1, n: 1 }]);
    expect((await store.takeDeliveries(5_000, 6_000, 9)).map(({ id, attempts }) => [id, attempts])).toEqual([['m-1', 2]]);
    expect(await store.delivery('m-2')).toMatchObject({ stream: 'sessions/42', seq: 2, payload: { a: 1 }, attempts: 0, triedAt: null });
    expect(await store.webhook('w-1')).toMatchObject({ url: 'https://hooks.example.org/in', events: ['items.*'], failingSince: 2000 });
  }
  expect(await store.tokens()).toHaveLength(version >= 4 ? 1 : 0);
  expect(await store.webhooks()).toHaveLength(version >= 4 ? 1 : 0);
  expect(await store.houseKey('fresh')).toBe(version >= 4 ? '-----BEGIN PRIVATE KEY-----' : 'fresh');
  expect(await store.commit([entry('sessions/42', 2, 0, { events: [stored(3)] })])).toEqual(['kept']);
};

test('there is a database of every released version to upgrade', () => {
  const files = readdirSync(join(import.meta.dirname, 'released')).sort();
  const wanted = [...ofSqlite.map((_, n) => `sqlite-${n + 1}.sql`), ...ofPostgres.map((_, n) => `postgres-${n + 1}.sql`)].sort();
  expect(files).toEqual(wanted);
});

describe('the embedded database', () => {
  test.each(ofSqlite.map((_, n) => n + 1))('of version %i is upgraded with all it holds', async (version) =>
    inFolder(async (folder) => {
      const db = connect(folder);
      migrateSqlite(db, 1, version);
      db.exec(released('sqlite', version));
      db.close();
      const store = await openSqlite(folder);
      await readsAsReleased(store, version).finally(() => store.close());
    }),
  );

  test('is migrated once, and each version is recorded', async () =>
    inFolder(async (folder) => {
      await (await openSqlite(folder)).close();
      await (await openSqlite(folder)).close();
      const db = connect(folder);
      expect(db.prepare('select version from migrations').all()).toHaveLength(ofSqlite.length);
      db.close();
    }));

  test('of a later release is refused, in words, and left alone', async () =>
    inFolder(async (folder) => {
      await (await openSqlite(folder)).close();
      const db = connect(folder);
      db.exec('insert into migrations (version, at) values (99, 1)');
      db.close();
      await expect(openSqlite(folder)).rejects.toThrow(CannotStart);
      await expect(openSqlite(folder)).rejects.toThrow(/version 99.*knows versions up to/);
    }));
});

describe('the PostgreSQL database', () => {
  test.each(ofPostgres.map((_, n) => n + 1))('of version %i is upgraded with all it holds', async (version) => {
    const url = await database();
    await migratePostgres(url, version);
    await ask(url, released('postgres', version));
    const store = await openPostgres(url);
    await readsAsReleased(store, version).finally(() => store.close());
  });

  test('is migrated once, also by nodes that start together', async () => {
    const url = await database();
    const stores = await Promise.all([openPostgres(url), openPostgres(url), openPostgres(url)]);
    await Promise.all(stores.map((store) => store.close()));
    expect((await ask(url, 'select version from migrations')).rows).toHaveLength(ofPostgres.length);
  });

  test('of a later release is refused, in words, and left alone', async () => {
    const url = await database();
    await (await openPostgres(url)).close();
    await ask(url, 'insert into migrations (version) values (99)');
    await expect(openPostgres(url)).rejects.toThrow(CannotStart);
    await expect(openPostgres(url)).rejects.toThrow(/version 99.*knows versions up to/);
  });
});
