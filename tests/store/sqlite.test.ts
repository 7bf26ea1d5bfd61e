import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { CannotStart } from '#server/store/cannot-start.ts';
import { connect, databaseFile } from '#server/store/sqlite/connection.ts';
import { Seen } from '#server/store/sqlite/seen.ts';
import { type Options, openSqlite } from '#server/store/sqlite/store.ts';
import { type Store, StoreUnavailable } from '#server/store/store.ts';
import { entry, introduced, rowOf, stored, stream } from './building.ts';
import { storeContract } from './contract.ts';

const home = await mkdtemp(join(tmpdir(), 'consultation-store-'));
const folder = (): Promise<string> => mkdtemp(join(home, 's-'));
const opened: Store[] = [];
const open = async (where: string, options: Options = {}): Promise<Store> => {
  const store = await openSqlite(where, options);
  opened.push(store);
  return store;
};
const closeAll = async (): Promise<void> => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
};
afterAll(() => rm(home, { recursive: true }));

for (const threaded of [false, true]) {
  storeContract(threaded ? 'embedded, threaded,' : 'embedded', async () => ({
    fresh: async () => open(await folder(), { threaded }),
    clear: closeAll,
  }));
}

describe.each([false, true])('on disk, threaded %s', (threaded) => {
  afterEach(closeAll);

  test('what was answered is there after kill -9, without gaps', async () => {
    const where = await folder();
    const child = spawn(process.execPath, [join(import.meta.dirname, 'until-killed.ts'), where, String(threaded)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const answered = new Map<string, number>();
    let lines = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      const [name = '', seq] = line.split(' ');
      answered.set(name, Number(seq));
      if (++lines === 400) child.kill('SIGKILL');
    }
    expect(lines).toBeGreaterThanOrEqual(400);
    const store = await open(where);
    for (const [name, seq] of answered) {
      const kept = (await store.events(`sessions/${name}`, 0)).map((event) => event.seq);
      expect(kept.length).toBeGreaterThanOrEqual(seq);
      expect(kept).toEqual(kept.map((_, n) => n + 1));
      expect(await store.accepted([{ stream: `sessions/${name}`, id: `ask-${seq}` }])).toEqual([{ hash: 'h', seq }]);
    }
  });

  test('a full disk is told as such, keeps nothing of the commit, and later commits work', async () => {
    const store = await open(await folder(), { threaded, maxPages: 200 });
    await store.commit([entry(stream, 0, 1)]);
    const big = (id: string) => ({ id, hash: 'h', at: 5, answer: { failed: 'x'.repeat(100_000) } });
    let filled = 0;
    const fill = async (): Promise<void> => {
      for (; filled < 50; filled++) await store.commit([entry(stream, 1, 0, { answers: [big(`a${filled}`)] })]);
    };
    await expect(fill()).rejects.toThrow(StoreUnavailable);
    expect(filled).toBeGreaterThan(1);
    await expect(store.commit([entry('sessions/1', 0, 1), entry(stream, 1, 0, { answers: [big('again')] })])).rejects.toThrow(
      StoreUnavailable,
    );
    expect(await store.heads([stream, 'sessions/1'])).toEqual(
      new Map([
        [stream, 1],
        ['sessions/1', 0],
      ]),
    );
    await store.forgetAnswers(6);
    expect(await store.commit([entry('sessions/1', 0, 2), entry(stream, 1, 1)])).toEqual(['kept', 'kept']);
    expect(await store.events('sessions/1', 0)).toHaveLength(2);
  });

  test('a bug in one commit is thrown, and leaves the store as it was', async () => {
    const store = await open(await folder(), { threaded });
    await expect(store.commit([entry(stream, 0, 1), entry(stream, 1, 0, { events: [stored(9)] })])).rejects.toThrow(
      /event 9 cannot follow 1/,
    );
    expect(await store.commit([entry(stream, 0, 2)])).toEqual(['kept']);
  });

  test('a closed one is unavailable', async () => {
    const store = await openSqlite(await folder(), { threaded });
    const last = store.commit([entry(stream, 0, 1)]);
    await store.close();
    expect(await last).toEqual(['kept']);
    await expect(store.ping()).rejects.toThrow(StoreUnavailable);
    await expect(store.commit([])).rejects.toThrow(StoreUnavailable);
  });

  test('erased facts are nowhere in the folder any more', async () => {
    const where = await folder();
    const store = await open(where, { threaded });
    const name = '不再有此人';
    const snapshot = (seq: number) => ({ seq, version: 1, state: { name, rest: 'x'.repeat(20_000) } });
    await store.commit([entry(stream, 0, 0, { events: [stored(1, introduced('p-1', name))], snapshot: snapshot(1) })]);
    await store.commit([entry(stream, 1, 1, { snapshot: snapshot(2) })]);
    await store.erase('p-1');
    await store.commit([entry(stream, 2, 1)]);
    for (const file of readdirSync(where)) {
      if (statSync(join(where, file)).isFile()) expect(readFileSync(join(where, file)).includes(name), file).toBe(false);
    }
  });
});

describe('the folder', () => {
  afterEach(closeAll);

  test('belongs to one store at a time; the message names it', async () => {
    const where = await folder();
    const first = await openSqlite(where);
    await expect(openSqlite(where)).rejects.toThrow(CannotStart);
    await expect(openSqlite(where)).rejects.toThrow(where);
    await first.close();
    await open(where);
  });

  test('belongs to one process at a time, and is free as soon as that is killed', async () => {
    const where = await folder();
    const child = spawn(process.execPath, [join(import.meta.dirname, 'until-killed.ts'), where, 'false'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await expect(openSqlite(where)).rejects.toThrow(CannotStart);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    await open(where);
  });

  test('that cannot be used is unavailable', async () => {
    const where = await folder();
    await mkdir(databaseFile(where));
    await expect(openSqlite(where)).rejects.toThrow(StoreUnavailable);
  });
});

test('a row that keeps its place rewrites no key', async () => {
  const where = await folder();
  const store = await open(where);
  const keys = { place: ['东'], state: ['open'] };
  await store.replaceRows([rowOf('1', 5, { keys })]);
  const db = connect(where);
  db.exec(`create trigger kept before delete on row_keys begin select raise(abort, 'rewritten'); end;
    create trigger kept_too before insert on row_keys begin select raise(abort, 'rewritten'); end;`);
  db.close();
  await store.replaceRows([rowOf('1', 5, { keys: { state: ['open', 'open'], place: ['东'] }, row: { title: 'other' } })]);
  expect(await store.row('topics', '1')).toEqual({ title: 'other' });
  await expect(store.replaceRows([rowOf('1', 6, { keys })])).rejects.toThrow('rewritten');
  await closeAll();
});

test('the filter over what was asked fills from the database, and forgets nothing', async () => {
  const where = await folder();
  const store = await open(where);
  await store.commit([entry(stream, 0, 5_000, { answers: [{ id: 'answered', hash: 'h', at: 1, answer: { refused: 'closed' } }] })]);
  await closeAll();
  const db = connect(where);
  const seen = new Seen(db);
  expect(seen.perhaps(stream, 'never')).toBe(true);
  await expect.poll(() => seen.perhaps(stream, 'never'), { timeout: 5_000 }).toBe(false);
  for (const cause of ['answered', ...Array.from({ length: 5_000 }, (_, n) => `cause-${n + 1}`)])
    expect(seen.perhaps(stream, cause)).toBe(true);
  expect(seen.perhaps('sessions/43', 'cause-1')).toBe(false);
  seen.note([entry('sessions/43', 0, 1)]);
  expect(seen.perhaps('sessions/43', 'cause-1')).toBe(true);
  seen.close();
  db.close();
});
