/** Whoever breaks off taking an archive in leaves nothing half-known behind: the same file goes on where it stopped. */
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { examine } from '#server/archive/examine.ts';
import { Present } from '#server/archive/here.ts';
import { keep } from '#server/archive/keeping.ts';
import { kinds } from '#shared/kinds.ts';
import type { House } from '#tests/gateway/running.ts';
import { memoryStore } from '#tests/store/memory.ts';
import { ballots, checklist, held, openWith, session } from './room.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
const house = async (): Promise<House> => {
  const store = memoryStore();
  const opened = await openWith(store);
  closing.push(
    () => store.close(),
    () => opened.close(),
  );
  return opened;
};
let file = '';
// A whole session takes its time on a busy machine, and is enough for all.
beforeAll(async () => {
  const store = memoryStore();
  const here = await openWith(store);
  const { host } = await held(here);
  const response = await fetch(`${here.url}/api/${session}/archive?names=yes`, { headers: { cookie: host.cookie } });
  file = await response.text();
  await here.close();
  await store.close();
}, 60_000);
const chunks = async function* (file: string): AsyncGenerator<Buffer> {
  yield Buffer.from(file);
};
const sniff = (): null => null;

/** As the gateway does it, stopped after so many lines; null = to the end. */
const takeIn = async ({ store, engine }: House, stopAt: number | null): Promise<number | 'stopped'> => {
  const stop = new AbortController();
  const present = new Present(store, kinds, sniff);
  const { manifest, flaws } = await examine(chunks(file), { kinds, here: present, progress: () => undefined, signal: stop.signal });
  expect([manifest?.of, flaws]).toEqual([session, []]);
  const progress = (at: number): void => void (at === stopAt && stop.abort());
  try {
    return await keep(chunks(file), { store, engine, present, by: 'u-admin', now: 0, progress, signal: stop.signal });
  } catch (cause) {
    if (!stop.signal.aborted) throw cause;
    return 'stopped';
  }
};
const seqs = async ({ store }: House) => store.heads([session, checklist, ballots]);

test('stopped anywhere, the file given again brings the rest, and only the rest', async () => {
  const lines = file.trimEnd().split('\n').length;
  const whole = await house();
  const all = await takeIn(whole, null);
  expect(all).toBeGreaterThan(50);
  for (const stopAt of [1, Math.floor(lines / 2), lines - 2]) {
    const there = await house();
    expect(await takeIn(there, stopAt)).toBe('stopped');
    const rest = await takeIn(there, null);
    expect(rest).toBeLessThanOrEqual(all as number);
    expect(await seqs(there)).toEqual(await seqs(whole));
    for (const stream of [session, checklist, ballots])
      expect(await there.store.events(stream, 0)).toEqual(await whole.store.events(stream, 0));
    expect(await takeIn(there, null)).toBe(0);
  }
});

test('a browser that cancels while the file is still on its way leaves neither events nor a file behind', async () => {
  const there = await house();
  const { cookie } = await there.person('admin');
  const folders = (): number => readdirSync(tmpdir()).filter((name) => name.startsWith('archive-')).length;
  const before = folders();
  const stop = new AbortController();
  const body = new ReadableStream({
    start(line) {
      line.enqueue(new TextEncoder().encode(file.slice(0, file.length / 2)));
    },
  });
  const asked = fetch(`${there.url}/api/archives?keep=yes`, {
    ...{ method: 'POST', headers: { cookie, 'content-type': 'application/x-ndjson' }, body, signal: stop.signal },
    duplex: 'half',
  } as RequestInit);
  await expect.poll(folders, { timeout: 5_000 }).toBeGreaterThan(before);
  stop.abort();
  await expect(asked).rejects.toThrow();
  await expect.poll(folders, { timeout: 5_000 }).toBe(before);
  expect((await there.engine.open(session)).seq).toBe(0);
});
