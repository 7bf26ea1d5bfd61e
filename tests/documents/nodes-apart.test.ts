/** Nodes as they are in a large house: truth in PostgreSQL, news over Redis, and people who come back to any of them. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Bus } from '#server/bus/bus.ts';
import { openBus } from '#server/bus/open.ts';
import { openPostgres } from '#server/store/postgres/store.ts';
import type { Store } from '#server/store/store.ts';
import { freePort } from '#tests/services/process.ts';
import { startRedis } from '#tests/services/redis.ts';
import { database } from '#tests/services/shared.ts';
import { memoryStore } from '#tests/store/memory.ts';
import { begin, kill, killAll, reserve, type Child } from './children.ts';
import { kept, openNode, Room, same, Stage, until, write, type Client, type Node } from './room.ts';

const soon = 20_000;
let databaseUrl: string;
let redis: Awaited<ReturnType<typeof startRedis>>;
let port: number;
/** Only makes clients. */
let room: Room;
let open: { readonly node: Node; readonly store: Store; readonly bus: Bus }[] = [];
let written = 0;

beforeAll(async () => {
  port = await freePort();
  redis = await startRedis(port);
});
afterAll(() => redis.stop());

beforeEach(async () => {
  databaseUrl = await database();
  written = 0;
  const [store, stage] = [memoryStore(), new Stage()];
  room = new Room(store, stage, await openNode(store, stage));
});
afterEach(async () => {
  await room.close();
  const faults = open.flatMap(({ node }) => node.faults);
  for (const { node, bus, store } of open) {
    await node.close();
    await bus.close();
    await store.close();
  }
  open = [];
  await killAll();
  expect(faults).toEqual([]);
});

/** One line said to Redis, past the nodes. */
const command = async (at: number, line: string): Promise<void> => {
  const socket = connect({ port: at, host: '127.0.0.1' });
  socket.write(`${line}\r\n`);
  await once(socket, 'data');
  socket.destroy();
};

/** A node in this process. */
const here = async (): Promise<string> => {
  const store = await openPostgres(databaseUrl);
  const bus = await openBus({ redisUrl: redis.url, report: () => undefined });
  const node = await openNode(store, new Stage(), { bus, limits: { tail: 50, rate: 1e6, burst: 1e6 } });
  open.push({ node, store, bus });
  return node.url;
};

/** A node in a process of its own. */
const apart = async (child: Child = reserve()): Promise<string> => begin(child, { databaseUrl, redisUrl: redis.url });

const typing = (writers: () => readonly Client[]): (() => void) => {
  const timer = setInterval(() => writers().forEach((client) => write(client, `r${(written += 1)}`, { n: written })), 2);
  return () => clearInterval(timer);
};

/** The same person with the same edits, at another node. */
const moved = (client: Client, url: string): Promise<Client> => {
  client.provider.destroy();
  return room.joined('ann', { url, doc: client.doc });
};

const agreed = async (clients: readonly Client[]): Promise<void> => {
  await until(() => clients.every(({ rows }) => rows.size === written) && same(...clients), `all ${written} rows are everywhere`, soon);
  expect(Object.keys(await kept(open[0]!.store)).length).toBe(written);
};

test(
  'a node dies in the middle of its commits; its people go on at another one, and a newcomer joins late',
  { timeout: 60_000 },
  async () => {
    const children = [reserve(), reserve(), reserve()];
    const stays = await here();
    const [bob, eve] = [await room.joined('bob', { url: stays }), await room.joined('eve', { url: stays })];
    let ann = await room.joined('ann', { url: stays });
    const stop = typing(() => [ann, bob]);
    for (const child of children) {
      ann = await moved(ann, await apart(child));
      const before = eve.rows.size;
      await until(() => eve.rows.size > before + 60, 'what is written at the other node is seen here', soon);
      await kill(child);
      ann = await moved(ann, stays);
    }
    const late = await room.joined('eve', { url: await here() });
    stop();
    await agreed([ann, bob, eve, late]);
  },
);

test(
  'a node whose wire to the others breaks again and again falls behind for moments, and nothing is missing',
  { timeout: 60_000 },
  async () => {
    const [one, other] = [await here(), await here()];
    const [ann, bob, eve] = [
      await room.joined('ann', { url: one }),
      await room.joined('bob', { url: other }),
      await room.joined('eve', { url: one }),
    ];
    const stop = typing(() => [ann, bob]);
    for (let n = 0; n < 5; n += 1) {
      const before = eve.rows.size;
      await until(() => eve.rows.size > before + 50, 'they write', soon);
      await command(port, n % 2 ? 'CLIENT KILL TYPE pubsub' : 'CLIENT KILL TYPE normal');
    }
    stop();
    await agreed([ann, bob, eve]);
  },
);

test(
  'Redis goes away and comes back empty while people write: they see each other meanwhile, and nothing is missing',
  { timeout: 60_000 },
  async () => {
    const [one, other] = [await here(), await here()];
    const [ann, bob] = [await room.joined('ann', { url: one }), await room.joined('bob', { url: other })];
    const stop = typing(() => [ann, bob]);
    await until(() => same(ann, bob) || written > 100, 'they write', soon);
    await redis.stop();
    const alone = written;
    await until(
      () => [ann, bob].every(({ rows }) => rows.has(`r${alone + 1}`) && rows.has(`r${alone + 2}`)),
      'both sides, without Redis',
      soon,
    );
    redis = await startRedis(port);
    await until(() => open.every(({ bus }) => bus.connected), 'it is back', soon);
    const back = written;
    await until(() => [ann, bob].every(({ rows }) => rows.has(`r${back + 1}`) && rows.has(`r${back + 2}`)), 'both sides, with Redis', soon);
    stop();
    await agreed([ann, bob]);
  },
);
