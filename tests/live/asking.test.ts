/** A button that asks: busy until there is an answer, and no longer than people wait. */
import type { ViteDevServer } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Asking as AskingType } from '#web/lib/live/asking.svelte.ts';
import type { Settled } from '#web/lib/live/outbox.svelte.ts';
import { load, openModules } from './modules.ts';

let vite: ViteDevServer;
let Asking: typeof AskingType;
let patience: { usual: number; away: number };
beforeAll(async () => {
  vite = await openModules();
  ({ Asking, patience } = await load<{ Asking: typeof AskingType; patience: typeof patience }>(vite, 'asking.svelte.ts'));
});
afterAll(() => vite.close());
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const desk = (away = false) => {
  const answers: ((answer: Settled) => void)[] = [];
  const told: string[] = [];
  const stream = { ask: (_command: string) => new Promise<Settled>((answer) => answers.push(answer)) };
  const asking = new Asking<string>(
    { away, stream },
    (no) => ('refused' in no ? no.refused : 'no'),
    (problem) => told.push(problem),
  );
  return { asking, answers, told };
};

test('busy until the answer, and asked twice meanwhile it asks once', async () => {
  const { asking, answers } = desk();
  const done = asking.ask('x');
  expect(asking.busy).toBe(true);
  expect(await asking.ask('x')).toBe(false);
  expect(answers).toHaveLength(1);
  answers[0]!({ seq: 1 });
  expect(await done).toBe(true);
  expect(asking).toMatchObject({ busy: false, problem: null });
});

test('a "no" is said here, and gone with the next try', async () => {
  const { asking, answers, told } = desk();
  const done = asking.ask('x');
  answers[0]!({ refused: 'late' });
  expect(await done).toBe(false);
  expect(asking.problem).toBe('late');
  void asking.ask('x');
  expect(asking.problem).toBeNull();
  expect(told).toEqual([]);
});

test.each([false, true])('without an answer the button is free again, and a late "no" is told aloud (away: %s)', async (away) => {
  const { asking, answers, told } = desk(away);
  const done = asking.ask('x');
  await vi.advanceTimersByTimeAsync((away ? patience.away : patience.usual) + 1);
  expect(await done).toBe(true);
  expect(asking.busy).toBe(false);
  answers[0]!({ refused: 'late' });
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual(['late']);
  expect(asking.problem).toBeNull();
});
