/** Two nodes on one store and one bus: whoever comes to one meets those of the other. In memory, and on PostgreSQL and Redis. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBus } from '#server/bus/open.ts';
import type { Bus } from '#server/bus/bus.ts';
import { openStore } from '#server/store/open.ts';
import type { Store } from '#server/store/store.ts';
import { localBus } from '#tests/engine/node.ts';
import { startRedis } from '#tests/services/redis.ts';
import { database } from '#tests/services/shared.ts';
import { memory, openHouse, type House } from './running.ts';

interface Ground {
  /** What one node stands on. */
  node(): Promise<{ readonly store: Store; readonly bus: Bus }>;
  end(): Promise<void>;
}

/** Shared by nodes, as PostgreSQL is. */
const shared = (store: Store): Store =>
  new Proxy(store, { get: (target, name: keyof Store) => (name === 'dialect' ? 'postgres' : target[name]) });

const inMemory = async (): Promise<Ground> => {
  const node = { store: shared(memory()), bus: localBus() };
  return { node: async () => node, end: async () => undefined };
};

const realServers = async (): Promise<Ground> => {
  const redis = await startRedis();
  const databaseUrl = await database();
  const open: { close(): Promise<void> }[] = [];
  return {
    node: async () => {
      const node = { store: await openStore({ databaseUrl, folder: '' }), bus: await openBus({ redisUrl: redis.url }) };
      open.push(node.bus, node.store);
      return node;
    },
    end: async () => {
      for (const one of open) await one.close();
      await redis.stop();
    },
  };
};

describe.each([
  ['in memory', inMemory],
  ['PostgreSQL and Redis', realServers],
])('%s', (_name, ground) => {
  let on: Ground;
  let one: House;
  let other: House;
  beforeAll(async () => {
    on = await ground();
    one = await openHouse(await on.node());
    other = await openHouse(await on.node());
  });
  afterAll(async () => {
    await one.close();
    await other.close();
    await on.end();
  });

  const write = (line: string) => ({ type: 'write', line });

  test('what one node keeps, followers of the other hear, in order and once', async () => {
    const stream = `boards/${randomUUID()}` as const;
    const here = await one.line();
    const there = await other.line();
    await here.follow(stream);
    await there.follow(stream);
    await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 ? here : there).command(stream, `w-${n}`, write(`${n}`))));
    const all = Array.from({ length: 40 }, (_, n) => n + 1);
    for (const line of [here, there]) {
      await line.until(() => line.events(stream).length >= 40);
      expect(line.events(stream).map(({ seq }) => seq)).toEqual(all);
    }
    expect(here.events(stream)).toEqual(there.events(stream));
  });

  test('whoever moves to the other node goes on from their place', async () => {
    const stream = `boards/${randomUUID()}` as const;
    const here = await one.line();
    const there = await other.line();
    await there.follow(stream);
    for (const text of ['a', 'b', 'c']) await here.command(stream, text, write(text));
    const moved = await other.line();
    expect(await moved.follow(stream, 2, 'public')).toMatchObject({ seq: 3, events: [{ seq: 3 }] });
    expect(await moved.command(stream, 'c', write('c'))).toEqual({ seq: 3 });
  });

  test('people on both nodes are counted together', async () => {
    const stream = `boards/${randomUUID()}` as const;
    const here = await one.line((await one.guest()).cookie);
    const there = await other.line((await other.guest()).cookie);
    await here.follow(stream);
    await there.follow(stream);
    for (const line of [here, there]) await line.until(({ signal }) => signal.some(([of, { present }]) => of === stream && present === 2));
  });

  test('who signs out on one node is nobody on the other, at once', async () => {
    const person = await one.person('convener');
    const me = () => other.call('GET', '/api/me', undefined, person);
    expect((await me()).body['id']).toBe(person.person);
    const line = await other.line(person.cookie);
    await line.follow(`boards/${randomUUID()}`);
    const cut = new Promise<void>((resolve) => line.socket.once('disconnect', () => resolve()));
    await one.call('POST', '/api/sign-out', undefined, person);
    await cut;
    expect((await me()).body['id']).toBe('');
  });

  test('roles taken away on one node are gone for a live connection of the other', async () => {
    const stream = `boards/${randomUUID()}` as const;
    const person = await one.person('admin');
    const chief = await one.person('admin');
    const line = await other.line(person.cookie);
    await line.command(stream, 'w', write('x'));
    expect(await line.follow(stream)).toMatchObject({ audience: 'member' });
    await one.call(
      'POST',
      `/api/people/${person.person}/commands`,
      { id: 'down', command: { type: 'setRoles', roles: ['member'] } },
      chief,
    );
    await line.until(({ audience }) => audience.length === 1);
    expect(line.heard.audience[0]).toMatchObject([stream, { audience: 'public' }]);
  });
});
