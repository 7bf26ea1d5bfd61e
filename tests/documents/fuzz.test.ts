import { expect, test } from 'vitest';
import { fuzzed, type Fuzzed } from './fuzz.ts';

const lives = 40;
const messages = 500;

const told = async (seed: number): Promise<Fuzzed> => {
  try {
    return await fuzzed({ seed, messages });
  } catch (reason) {
    throw new Error(`seed ${seed}: ${String(reason)}`, { cause: reason });
  }
};

test(`${lives * messages} broken messages harm nobody else, and every closing has a reason`, { timeout: 400_000 }, async () => {
  const closed = new Map<string, number>();
  let taken = 0;
  for (let seed = 1; seed <= lives; seed += 1) {
    const life = await told(seed);
    taken += life.taken;
    for (const [reason, count] of Object.entries(life.closed)) closed.set(reason, (closed.get(reason) ?? 0) + count);
  }
  console.log(JSON.stringify({ messages: lives * messages, taken, closed: Object.fromEntries(closed) }));
  // The messages went deep: some were taken, some broke the frame, Yjs, a cursor or the shape in each of its ways.
  expect(taken).toBeGreaterThan(lives * 20);
  const shapes = ['root', 'row', 'row-id', 'cell-name', 'not-text', 'not-plain', 'other-sort', 'too-large', 'formatted', 'mark'];
  expect([...closed.keys()]).toEqual(
    expect.arrayContaining(['malformed', ...shapes.map((code) => `shape: ${code}`)].map((code) => `4400 ${code}`)),
  );
});

test('with the guard planted away what is no row reaches the reader, and it is noticed', async () => {
  await expect(fuzzed({ seed: 1, messages: 300, shape: null })).rejects.toThrow(
    /a root named|is a row|is no other type|is of its sort|is plain text/u,
  );
});

test('a seed tells the same life again', async () => {
  const [one, other] = [await fuzzed({ seed: 7, messages: 200 }), await fuzzed({ seed: 7, messages: 200 })];
  expect(other.closed).toEqual(one.closed);
});
