import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Relay } from '#server/store/sqlite/relay.ts';
import { openSqlite } from '#server/store/sqlite/store.ts';
import { StoreUnavailable } from '#server/store/store.ts';

const home = await mkdtemp(join(tmpdir(), 'consultation-relay-'));
afterAll(() => rm(home, { recursive: true }));

const made = async (): Promise<string> => {
  const folder = await mkdtemp(join(home, 'r-'));
  await (await openSqlite(folder)).close();
  return folder;
};

/** Holds the event loop for so many milliseconds. */
const busy = (most: number): void => {
  for (const end = performance.now() + most; performance.now() < end;);
};

/** Work that is done `here` so slowly; says where it was done. */
const work = async (relay: Relay, most: number): Promise<'here' | 'there'> => {
  let where: 'here' | 'there' = 'there';
  await relay.run('settle', {
    given: () => [[]],
    here: () => {
      where = 'here';
      busy(most);
    },
  });
  return where;
};

test('short work stays here', async () => {
  const relay = new Relay({ folder: await made(), limits: {} });
  for (let n = 0; n < 20; n++) expect(await work(relay, 0)).toBe('here');
  await relay.close();
});

test('after long work, again and again, a thread takes over', async () => {
  const relay = new Relay({ folder: await made(), limits: {} });
  for (let n = 0; n < 3; n++) expect(await work(relay, 6)).toBe('here');
  await expect.poll(() => work(relay, 0), { timeout: 10_000 }).toBe('there');
  await relay.close();
  await expect(work(relay, 0)).rejects.toThrow(StoreUnavailable);
});

test('where no thread can start, work goes on here', async () => {
  const relay = new Relay({ folder: join(home, 'missing'), limits: {} });
  await relay.handOver();
  expect(await work(relay, 0)).toBe('here');
  await relay.close();
});
