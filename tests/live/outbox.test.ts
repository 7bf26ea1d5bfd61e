import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Outbox as OutboxType, Settled } from '#web/lib/live/outbox.svelte.ts';
import { Line, memory } from './line.ts';
import { load, openModules } from './modules.ts';

let vite: ViteDevServer;
let Outbox: typeof OutboxType;
beforeAll(async () => {
  vite = await openModules();
  ({ Outbox } = await load<{ Outbox: typeof OutboxType }>(vite, 'outbox.svelte.ts'));
});
afterAll(() => vite.close());
beforeEach(() => vi.stubGlobal('localStorage', memory()));

const letter = (id: string, stream: `${string}/${string}` = 'counting/1') => ({ stream, id, command: { type: 'add' }, askedAt: 900 });
const open = (line: Line, by = 'me') => {
  const outbox = new Outbox(line as never, by);
  outbox.open();
  const heard: [string, Settled][] = [];
  outbox.listen(({ id }, answer) => heard.push([id, answer]));
  return { outbox, heard };
};
const ids = (line: Line): string[] => line.asked.map(({ id }) => id);
const answer = (line: Line, at: number, said: Parameters<Line['asked'][number]['answer']>[0]): void => line.asked[at]?.answer(said);

test('a letter is forgotten once it was answered, and its listener hears the answer', async () => {
  const line = new Line();
  const { outbox, heard } = open(line);
  outbox.put(letter('a'));
  answer(line, 0, { seq: 3 });
  await vi.waitFor(() => expect(heard).toEqual([['a', { seq: 3 }]]));
  expect(outbox.letters).toEqual([]);
  expect(open(new Line()).outbox.letters).toEqual([]);
});

test('letters to one stream go one after the other, to different streams side by side', async () => {
  const line = new Line();
  const { outbox } = open(line);
  outbox.put(letter('a'));
  outbox.put(letter('b'));
  outbox.put(letter('c', 'counting/2'));
  await vi.waitFor(() => expect(ids(line)).toEqual(['a', 'c']));
  answer(line, 0, { seq: 1 });
  await vi.waitFor(() => expect(ids(line)).toEqual(['a', 'c', 'b']));
});

test('what was lost with the line is asked again with the same id when it is back', async () => {
  const line = new Line();
  const { outbox, heard } = open(line);
  outbox.put(letter('a'));
  await vi.waitFor(() => expect(ids(line)).toEqual(['a']));
  line.cut();
  outbox.put(letter('b'));
  await vi.waitFor(() => expect(outbox.letters.map(({ id }) => id)).toEqual(['a', 'b']));
  line.mend();
  await vi.waitFor(() => expect(ids(line)).toEqual(['a', 'a']));
  answer(line, 1, { seq: 1 });
  await vi.waitFor(() => expect(ids(line)).toEqual(['a', 'a', 'b']));
  expect(heard.map(([id]) => id)).toEqual(['a']);
});

test('what one page could not send, the next one sends', async () => {
  const away = new Line();
  away.online = false;
  open(away).outbox.put(letter('a'));
  const line = new Line();
  const { heard } = open(line);
  await vi.waitFor(() => expect(ids(line)).toEqual(['a']));
  answer(line, 0, { refused: 'too-late' });
  await vi.waitFor(() => expect(heard).toEqual([['a', { refused: 'too-late' }]]));
});

test('nothing is sent under the name of somebody else', () => {
  const away = new Line();
  away.online = false;
  open(away, 'me').outbox.put(letter('a'));
  const line = new Line();
  expect(open(line, 'you').outbox.letters).toEqual([]);
  expect(ids(line)).toEqual([]);
  expect(open(new Line(), 'me').outbox.letters).toHaveLength(1);
});

test('a letter another tab keeps survives this tab’s answers', async () => {
  const line = new Line();
  const { outbox } = open(line);
  const away = new Line();
  away.online = false;
  const other = open(away);
  outbox.put(letter('a'));
  other.outbox.put(letter('b', 'counting/2'));
  answer(line, 0, { seq: 1 });
  await vi.waitFor(() => expect(outbox.letters).toEqual([]));
  expect(open(away).outbox.letters.map(({ id }) => id)).toEqual(['b']);
});

test.each([{ unavailable: 'store' }, { refused: 'too-many' }])('%o is no answer: asked again after a while', async (said) => {
  vi.useFakeTimers();
  try {
    const line = new Line();
    const { outbox, heard } = open(line);
    outbox.put(letter('a'));
    answer(line, 0, said);
    await vi.advanceTimersByTimeAsync(499);
    expect(ids(line)).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(1);
    expect(ids(line)).toEqual(['a', 'a']);
    expect(heard).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});
