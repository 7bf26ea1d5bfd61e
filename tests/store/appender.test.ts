/** What `appender.ts` promises: written at once, synced beside the event loop, and nobody reads it before. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DocumentName } from '#shared/core/kind.ts';
import { openSqlite } from '#server/store/sqlite/store.ts';
import { StoreUnavailable, type Store } from '#server/store/store.ts';
import { temporaryFolder } from '#tests/running/server.ts';

type Synced = (cause: NodeJS.ErrnoException | null) => void;

const name: DocumentName = 'checklists/42/suggestions';
const edit = (byte: number) => ({ name, updates: [{ update: new Uint8Array([byte]), by: 'anna', at: 1_000 }] });
const real = fs.fdatasync;
let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
/** Syncs that were asked for and not answered; a disk in the hand. */
let asked: Synced[];

beforeEach(async () => {
  folder = temporaryFolder();
  asked = [];
  fs.fdatasync = ((_file: number, done: Synced) => void asked.push(done)) as typeof fs.fdatasync;
  syncBuiltinESMExports();
  store = await openSqlite(folder.path);
});

afterEach(async () => {
  for (const done of asked.splice(0)) done(null);
  fs.fdatasync = real;
  syncBuiltinESMExports();
  await store.close();
  folder.remove();
});

const answer = (cause: NodeJS.ErrnoException | null = null): void => asked.shift()?.(cause);
/** Whether it came to an end by now, without waiting for it. */
const settledAlready = async (promise: Promise<unknown>): Promise<boolean> => {
  const open = Symbol('open');
  await new Promise(setImmediate);
  return (await Promise.race([promise.catch(() => null), Promise.resolve(open)])) !== open;
};

test('an edit is kept, and can be read, only once the disk said so', async () => {
  const kept = store.appendUpdates([edit(1)]);
  const read = store.document(name);
  expect(await settledAlready(kept)).toBe(false);
  expect(await settledAlready(read)).toBe(false);
  answer();
  expect(await kept).toEqual([1]);
  expect((await read).tail.map(({ update }) => [...update])).toEqual([[1]]);
});

test('edits that come while the disk is busy share the next sync, and none is told by the one before', async () => {
  const first = store.appendUpdates([edit(1)]);
  await new Promise(setImmediate);
  const others = [store.appendUpdates([edit(2)]), store.appendUpdates([edit(3)])];
  expect(await settledAlready(first)).toBe(false);
  expect(asked).toHaveLength(1);
  answer();
  expect(await first).toEqual([1]);
  expect(await settledAlready(Promise.race(others))).toBe(false);
  expect(asked).toHaveLength(1);
  answer();
  expect(await Promise.all(others)).toEqual([[2], [3]]);
});

test('a disk that does not take an edit is told as unavailable; the next edit is asked of it anew', async () => {
  const lost = store.appendUpdates([edit(1)]);
  const outcome = expect(lost).rejects.toBeInstanceOf(StoreUnavailable);
  await new Promise(setImmediate);
  answer(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
  await outcome;
  const again = store.appendUpdates([edit(1)]);
  await new Promise(setImmediate);
  answer();
  expect(await again).toHaveLength(1);
  const read = await store.document(name);
  expect(read.tail.every(({ update }) => update[0] === 1)).toBe(true);
});
