/** Many items at once: one command each, one after the other, and nobody is left without a word. */
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openModules } from '#tests/live/modules.ts';
import type { Settled } from '#web/lib/live/outbox.svelte.ts';
import type { Bulk as BulkType } from '#web/lib/items/desk/bulk.svelte.ts';

let vite: ViteDevServer;
let Bulk: typeof BulkType;
beforeAll(async () => {
  vite = await openModules();
  ({ Bulk } = (await vite.ssrLoadModule('/web/src/lib/items/desk/bulk.svelte.ts')) as { Bulk: typeof BulkType });
});
afterAll(() => vite.close());

const rows = ['a', 'b', 'c'].map((id) => ({ id, number: id, title: id }));
const never = (): Promise<void> => new Promise(() => undefined);
const statesOf = (bulk: BulkType<string>): Readonly<Record<string, string>> =>
  Object.fromEntries(bulk.lines.map(({ id, state }) => [id, state]));

test('each is asked once, in order, and what was refused says why', async () => {
  const asked: string[] = [];
  const bulk = new Bulk<string>((id, command) => {
    asked.push(`${id} ${command}`);
    return Promise.resolve<Settled>(id === 'b' ? { refused: 'wrong-stage' } : { seq: 1 });
  }, never);
  const under = bulk.start(rows, 'claim');
  expect(bulk.busy).toBe(true);
  await bulk.start(rows, 'note');
  await under;
  expect(asked).toEqual(['a claim', 'b claim', 'c claim']);
  expect(statesOf(bulk)).toEqual({ a: 'done', b: 'refused', c: 'done' });
  expect(bulk.lines[1]?.answer).toEqual({ refused: 'wrong-stage' });
  expect(bulk.sums).toMatchObject({ done: 2, refused: 1 });
  expect(bulk.busy).toBe(false);
});

test('tried again, only what was refused is asked', async () => {
  const asked: string[] = [];
  let no = true;
  const bulk = new Bulk<string>((id) => {
    asked.push(id);
    return Promise.resolve<Settled>(no && id === 'b' ? { refused: 'already-asked' } : { seq: 1 });
  }, never);
  await bulk.start(rows, 'claim');
  no = false;
  await bulk.retry();
  expect(asked).toEqual(['a', 'b', 'c', 'b']);
  expect(statesOf(bulk)).toEqual({ a: 'done', b: 'done', c: 'done' });
});

test('without a line it is kept, the others go on, and the answer is told when it comes', async () => {
  const answers = new Map<string, (answer: Settled) => void>();
  const bulk = new Bulk<string>(
    (id) => new Promise((resolve) => answers.set(id, resolve)),
    () => Promise.resolve(),
  );
  await bulk.start(rows, 'claim');
  expect(statesOf(bulk)).toEqual({ a: 'kept', b: 'kept', c: 'kept' });
  answers.get('a')?.({ seq: 4 });
  answers.get('b')?.({ refused: 'not-allowed' });
  await Promise.resolve();
  expect(statesOf(bulk)).toEqual({ a: 'done', b: 'refused', c: 'kept' });
  await bulk.retry();
  expect([...answers.keys()]).toEqual(['a', 'b', 'c']);
  expect(statesOf(bulk)).toMatchObject({ a: 'done', c: 'kept' });
  bulk.forget();
  expect(bulk.lines).toEqual([]);
});
