/** Taps on statements: none is lost, and on one statement the last one wins. */
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BallotCommand } from '#shared/ballots/commands.ts';
import type { Marking as MarkingType } from '#web/lib/ballots/marking.svelte.ts';
import { openModules } from '../live/modules.ts';

let vite: ViteDevServer;
let Marking: typeof MarkingType;
beforeAll(async () => {
  vite = await openModules();
  ({ Marking } = (await vite.ssrLoadModule('/web/src/lib/ballots/marking.svelte.ts')) as { Marking: typeof MarkingType });
});
afterAll(() => vite.close());

const desk = () => {
  const asked: BallotCommand[] = [];
  const answers: ((done: boolean) => void)[] = [];
  const marks = new Marking({
    ask: (command) => {
      asked.push(command);
      return new Promise((answer) => answers.push(answer));
    },
  });
  const answer = async (done = true): Promise<void> => {
    answers.shift()?.(done);
    await new Promise(setImmediate);
  };
  return { marks, asked, answer };
};
const mark = (statement: string, value: string) => ({ type: 'mark', statement, mark: value });

test('of two taps on one statement the last one wins, also while the first is under way', async () => {
  const { marks, asked, answer } = desk();
  const first = marks.tap('s-1', 'agree');
  expect(await marks.tap('s-1', 'pass')).toBeNull();
  expect(await marks.tap('s-1', 'disagree')).toBeNull();
  expect([marks.of('s-1'), marks.busy]).toEqual(['disagree', true]);
  await answer();
  await answer();
  expect(await first).toBe('disagree');
  expect(asked).toEqual([mark('s-1', 'agree'), mark('s-1', 'disagree')]);
  expect([marks.of('s-1'), marks.busy]).toEqual([undefined, false]);
});

test('back to the first before it is answered is asked no second time', async () => {
  const { marks, asked, answer } = desk();
  const first = marks.tap('s-1', 'agree');
  void marks.tap('s-1', 'pass');
  void marks.tap('s-1', 'agree');
  await answer();
  expect(await first).toBe('agree');
  expect(asked).toEqual([mark('s-1', 'agree')]);
});

test('a tap on another statement waits for its turn and is not lost', async () => {
  const { marks, asked, answer } = desk();
  const first = marks.tap('s-1', 'agree');
  void marks.tap('s-2', 'pass');
  await answer();
  expect([marks.of('s-1'), marks.of('s-2')]).toEqual([undefined, 'pass']);
  await answer();
  expect(await first).toBe('pass');
  expect(asked).toEqual([mark('s-1', 'agree'), mark('s-2', 'pass')]);
});

test('what was refused is over, and what was tapped since is asked still', async () => {
  const { marks, asked, answer } = desk();
  const first = marks.tap('s-1', 'agree');
  void marks.tap('s-1', 'pass');
  await answer(false);
  await answer(false);
  expect(await first).toBeNull();
  expect(asked).toHaveLength(2);
  const again = marks.tap('s-1', 'agree');
  await answer();
  expect(await again).toBe('agree');
});
