import { afterEach, describe, expect, test } from 'vitest';
import { CannotStart } from '#server/store/cannot-start.ts';
import { openPostgres } from '#server/store/postgres/store.ts';
import { type Store, StoreUnavailable } from '#server/store/store.ts';
import { ask } from '#tests/services/postgres.ts';
import { freePort } from '#tests/services/process.ts';
import { database } from '#tests/services/shared.ts';
import { entry, rowOf, stream, update } from './building.ts';
import { storeContract } from './contract.ts';

const opened: Store[] = [];
const open = async (url: string): Promise<Store> => {
  const store = await openPostgres(url);
  opened.push(store);
  return store;
};
const closeAll = async (): Promise<void> => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
};

/** Emptied for each test: quicker than a new database. */
const empty = `do $$ begin execute (select 'truncate ' || string_agg(quote_ident(tablename), ', ') from pg_tables
  where schemaname = 'public' and tablename <> 'migrations'); end $$`;

storeContract('PostgreSQL', async () => {
  const url = await database();
  const store = await open(url);
  return {
    fresh: async () => {
      await ask(url, empty);
      return store;
    },
    clear: closeAll,
  };
});

/** Two nodes on one database. */
const two = async (): Promise<readonly [Store, Store]> => {
  const url = await database();
  return Promise.all([open(url), open(url)]);
};

describe('two nodes on one database', () => {
  afterEach(closeAll);

  test('race for every place of a stream, and exactly one wins it', async () => {
    const stores = await two();
    for (let expected = 0; expected < 15; expected++) {
      const outcomes = await Promise.all(
        stores.map((store, n) => store.commit([entry(`items/${expected}-${n}`, 0, 1), entry(stream, expected, 1)])),
      );
      expect(outcomes.map(([other]) => other)).toEqual(['kept', 'kept']);
      expect(outcomes.map(([, mine]) => mine).sort()).toEqual(['conflict', 'kept']);
    }
    expect((await stores[0].events(stream, 0)).map(({ seq }) => seq)).toEqual(Array.from({ length: 15 }, (_, n) => n + 1));
  });

  test('that touch the same streams in opposite order both get on', async () => {
    const stores = await two();
    const names = Array.from({ length: 30 }, (_, n) => `items/${n}` as const);
    const round = (expected: number) =>
      names.map((name) =>
        entry(name, expected, 1, { rows: [rowOf(name, expected)], documents: [{ document: `${name}/notes`, frozen: false }] }),
      );
    for (let expected = 0; expected < 8; expected++) {
      const outcomes = await Promise.all([stores[0].commit(round(expected)), stores[1].commit(round(expected).reverse())]);
      const there = [...(outcomes[1] ?? [])].reverse();
      outcomes[0].forEach((here, n) => expect([here, there[n]].sort()).toEqual(['conflict', 'kept']));
    }
    expect(await stores[0].counts('topics', 'all')).toEqual({ '': 30 });
  });

  test('that write in one document get places of their own; once frozen neither does', async () => {
    const stores = await two();
    const name = 'checklists/1/suggestions';
    const batch = [{ name, updates: [update(1), update(2)] }] as const;
    const heads = await Promise.all(Array.from({ length: 10 }, (_, n) => stores[n % 2 === 0 ? 0 : 1].appendUpdates(batch)));
    expect(heads.flat().sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 10 }, (_, n) => 2 * n + 2));
    const freeze = (expected: number) =>
      stores[0].commit([entry(stream, 0, 1, { documents: [{ document: name, expected, frozen: true }] })]);
    expect(await freeze(19)).toEqual(['conflict']);
    expect(await freeze(20)).toEqual(['kept']);
    expect(await stores[1].appendUpdates(batch)).toEqual(['frozen']);
  });

  test('that add to the same sums in opposite order both get on, and nothing is lost', async () => {
    const stores = await two();
    const groups = Array.from({ length: 40 }, (_, n) => `department:${n}`);
    const added = (order: readonly string[]) =>
      order.map((group) => ({ tally: 'items~1', group, figure: 'issued', day: 20_000, delta: 1 }));
    for (let n = 0; n < 8; n++) {
      const outcomes = await Promise.all([
        stores[0].commit([entry(`items/a${n}`, 0, 1, { tallies: added(groups) })]),
        stores[1].commit([entry(`items/b${n}`, 0, 1, { tallies: added(groups.toReversed()) })]),
      ]);
      expect(outcomes).toEqual([['kept'], ['kept']]);
    }
    const query = { tally: 'items~1', groups: { startingWith: 'department:' }, figures: null, upTo: 20_000 };
    expect((await stores[0].tallySums(query)).map(({ value }) => value)).toEqual(groups.map(() => 16));
  });

  test('one of them makes rows anew while the other commits: no row is left in an old place', async () => {
    const stores = await two();
    const place = (n: number, state: string) => rowOf(`${n}`, n, { keys: { state: [state] } });
    await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        await Promise.all([
          stores[0].replaceRows([place(n, 'old')]),
          stores[1].commit([entry(`topics/${n}`, 0, 1, { rows: [place(n, 'new')] })]),
        ]);
      }),
    );
    const counts = await stores[0].counts('topics', 'state');
    expect((counts['old'] ?? 0) + (counts['new'] ?? 0)).toBe(10);
  });
});

describe('when the database fails', () => {
  afterEach(closeAll);

  test('broken connections are told as such, and replaced', async () => {
    const url = await database();
    const store = await open(url);
    await store.commit([entry(stream, 0, 1)]);
    const holds = `create function hold() returns trigger language plpgsql as $$ begin
        perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
      create trigger hold before insert on snapshots for each row execute function hold();`;
    await ask(url, holds);
    const snapshot = { seq: 1, version: 1, state: {} };
    await expect(store.commit([entry(stream, 1, 1), entry(stream, 2, 0, { snapshot })])).rejects.toThrow(StoreUnavailable);
    expect(await store.commit([entry(stream, 1, 1)])).toEqual(['kept']);
    expect(await store.events(stream, 0)).toHaveLength(2);
  });

  test('idle connections that break do no harm', async () => {
    const url = await database();
    const store = await open(url);
    await Promise.all([store.ping(), store.ping(), store.ping()]);
    await ask(url, 'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
    await expect
      .poll(
        () =>
          store.ping().then(
            () => 'well',
            () => 'away',
          ),
        { timeout: 5_000 },
      )
      .toBe('well');
  });

  test('a full disk is told as such, keeps nothing of the commit, and later commits work', async () => {
    const url = await database();
    const store = await open(url);
    await ask(
      url,
      `create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'no space' using errcode = 'disk_full'; end $$;
      create trigger full_disk before insert on reactions for each row execute function full_disk();`,
    );
    const reactions = [{ id: 'r', at: 1, reaction: { name: 'r', stream: 'items/1', command: { type: 'x' } } }] as const;
    await expect(store.commit([entry('items/1', 0, 1), entry(stream, 0, 1, { reactions })])).rejects.toThrow(StoreUnavailable);
    expect(await store.heads([stream, 'items/1'])).toEqual(
      new Map([
        [stream, 0],
        ['items/1', 0],
      ]),
    );
    expect(await store.commit([entry(stream, 0, 1)])).toEqual(['kept']);
  });

  test('a bug in one commit is thrown, and leaves the store as it was', async () => {
    const store = await open(await database());
    const wrong = entry(stream, 0, 1, { wake: 0.5 });
    const error = await store.commit([entry('items/1', 0, 1), wrong]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(StoreUnavailable);
    expect(await store.commit([entry('items/1', 0, 1)])).toEqual(['kept']);
  });

  test('a server that is not there is unavailable; one that refuses cannot be started with', async () => {
    await expect(openPostgres(`postgres://postgres@127.0.0.1:${await freePort()}/x`)).rejects.toThrow(StoreUnavailable);
    const unknown = new URL(await database());
    unknown.pathname = '/no_such_database';
    await expect(openPostgres(unknown.href)).rejects.toThrow(CannotStart);
  });

  test('a closed one is unavailable', async () => {
    const store = await openPostgres(await database());
    await store.close();
    await expect(store.ping()).rejects.toThrow(StoreUnavailable);
    await expect(store.commit([entry(stream, 0, 1)])).rejects.toThrow(StoreUnavailable);
  });
});
