import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memoryStore } from '#tests/store/memory.ts';
import { openNode, Room, same, Stage, until, write, type Client } from './room.ts';

/** The room only makes clients here; the server is the child. */
let room: Room;
let folder: string;
let child: ChildProcess | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
  const [store, stage] = [memoryStore(), new Stage()];
  room = new Room(store, stage, await openNode(store, stage));
});
afterEach(async () => {
  await room.close();
  await kill();
  await rm(folder, { recursive: true, force: true });
});

const start = async (): Promise<string> => {
  const started = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  const died = once(started, 'exit').then(([code]) =>
    Promise.reject(new Error(`the server ended with ${String(code)} before it said where it is`)),
  );
  const [said] = (await Promise.race([once(started.stdout, 'data'), died])) as [Buffer];
  died.catch(() => undefined);
  return said.toString().trim();
};

const kill = async (): Promise<void> => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const over = once(child, 'exit');
  child.kill('SIGKILL');
  await over;
};

describe('a server that is killed while people write', () => {
  test('what anybody else has seen is kept, and what the writers still have comes back once', { timeout: 60_000 }, async () => {
    const seen = new Set<string>();
    const relayed: number[] = [];
    let writers: Client[] = [];
    let written = 0;
    for (let life = 0; life < 5; life += 1) {
      const url = await start();
      const watcher = await room.joined('eve', { url });
      expect([...seen].filter((row) => !watcher.rows.has(row))).toEqual([]);
      watcher.rows.observe((event) => event.keysChanged.forEach((row) => seen.add(row as string)));
      const docs = writers.map(({ doc }) => doc);
      writers.forEach(({ provider }) => provider.destroy());
      writers = await Promise.all(['ann', 'bob', 'ann'].map((person, n) => room.joined(person, docs[n] ? { url, doc: docs[n] } : { url })));
      const typing = setInterval(() => writers.forEach((client) => write(client, `r${(written += 1)}`, { life })), 1);
      const before = seen.size;
      await until(() => seen.size > before + 100 + 37 * life, 'the watcher sees some of it');
      await kill();
      clearInterval(typing);
      relayed.push(seen.size);
    }
    const url = await start();
    const late = await room.joined('eve', { url });
    expect([...seen].filter((row) => !late.rows.has(row))).toEqual([]);
    const docs = writers.map(({ doc }) => doc);
    writers.forEach(({ provider }) => provider.destroy());
    writers = await Promise.all(
      ['ann', 'bob', 'ann'].map((person, n) => room.joined(person, { url, ...(docs[n] ? { doc: docs[n] } : {}) })),
    );
    await until(() => late.rows.size === written && same(late, ...writers), `all ${written} rows are there once`);
    expect(relayed.at(-1)).toBeGreaterThan(500);
  });
});
