import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { database } from '#tests/services/shared.ts';
import { chanceOf } from '#tests/simulator/chance.ts';
import { memoryStore } from '#tests/store/memory.ts';
import { begin, kill, killAll, reserve } from './children.ts';
import { openNode, Room, same, Stage, until, write, type Client } from './room.ts';

const kills = 50;
const people = ['ann', 'bob', 'ann'];

/** The room only makes clients here; the server is a child. */
let room: Room;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
  const [store, stage] = [memoryStore(), new Stage()];
  room = new Room(store, stage, await openNode(store, stage));
});
afterEach(async () => {
  await room.close();
  await killAll();
  await rm(folder, { recursive: true, force: true });
});

/** What one reader saw over all lives, and what of it the next life did not have. */
class Watch {
  readonly seen = new Set<string>();
  readonly lost = new Set<string>();
  #client: Client | null = null;

  /** Comes before any writer, who could bring back what was lost. */
  async join(url: string): Promise<void> {
    const client = await room.joined('eve', { url });
    for (const row of this.seen) if (!client.rows.has(row)) this.lost.add(row);
    client.rows.observe((event) => event.keysChanged.forEach((row) => this.seen.add(row as string)));
    this.#client = client;
  }

  /** Hears what was still on its way when the server died. */
  async leave(): Promise<void> {
    const { provider, doc } = this.#client!;
    await until(() => !provider.wsconnected, 'the reader notices');
    provider.destroy();
    doc.destroy();
  }
}

const returned = (writers: readonly Client[], url: string): Promise<Client[]> => {
  const docs = writers.map(({ doc }) => doc);
  for (const { provider } of writers) provider.destroy();
  return Promise.all(people.map((person, n) => room.joined(person, docs[n] ? { url, doc: docs[n] } : { url })));
};

/** Kills the server again and again while people write; what was written, seen by others, kept and lost. */
const killed = async (where: object, times: number): Promise<{ written: number; relayed: number; kept: number; lost: number }> => {
  const chance = chanceOf(times);
  const watch = new Watch();
  let writers: Client[] = [];
  let written = 0;
  let next = reserve();
  for (let life = 0; life < times; life += 1) {
    const child = next;
    const url = await begin(child, where);
    next = reserve();
    await watch.join(url);
    writers = await returned(writers, url);
    const typing = setInterval(() => writers.forEach((client) => write(client, `r${(written += 1)}`, { life })), 4);
    const enough = watch.seen.size + 10 + chance.under(40);
    await until(() => watch.seen.size >= enough, 'the reader sees some of it');
    await kill(child);
    clearInterval(typing);
    await watch.leave();
  }
  const url = await begin(next, where);
  await watch.join(url);
  const relayed = watch.seen.size;
  writers = await returned(writers, url);
  const late = await room.joined('eve', { url });
  await until(() => late.rows.size === written && same(late, ...writers), `all ${written} rows are there once`);
  return { written, relayed, kept: relayed - watch.lost.size, lost: watch.lost.size };
};

describe(`a server that is killed ${kills} times while people write`, () => {
  test.each([
    ['the embedded database', () => Promise.resolve({ folder })],
    ['PostgreSQL', async () => ({ databaseUrl: await database() })],
  ])('%s keeps what anybody else has seen, and what the writers still have comes back once', { timeout: 240_000 }, async (name, where) => {
    const counted = await killed(await where(), kills);
    console.log(JSON.stringify({ store: name, kills, ...counted }));
    expect(counted.lost).toBe(0);
    expect(counted.relayed).toBeGreaterThan(15 * kills);
  });

  test('a server that says too early that an edit is kept is noticed', { timeout: 60_000 }, async () => {
    const { lost } = await killed({ folder, hasty: true }, 3);
    expect(lost).toBeGreaterThan(0);
  });
});
