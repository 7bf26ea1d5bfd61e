/** Sums kept beside the record: with every commit, after an older fold, and by several nodes at once. */
import { describe, expect, test } from 'vitest';
import type { AnyCommand, AnyKind } from '#shared/core/kind.ts';
import { dayNumber } from '#shared/core/calendar.ts';
import { makingOf } from '#server/engine/tallies.ts';
import type { Store, TallyPart } from '#server/store/store.ts';
import { at, person, start } from '#tests/given/given.ts';
import { memoryStore } from '#tests/store/memory.ts';
import { startNode } from './node.ts';
import { tallies, type Tally } from './tallies.ts';

const anna = person('anna');
const kinds: Readonly<Record<string, AnyKind>> = { tallies };
/** The same things, counted double. */
const doubled: Readonly<Record<string, AnyKind>> = {
  tallies: {
    ...tallies,
    version: 2,
    tallies: { numbers: { of: (state: unknown) => ({ '': { total: 2 * (state as Tally).total } }), sees: () => true } },
  },
};
const day = dayNumber('2026-10-24');
const hour = 3_600_000;
const add = (n: number): AnyCommand => ({ type: 'add', n }) as AnyCommand;

const sums = async (store: Store, upTo: number, of: Readonly<Record<string, AnyKind>> = kinds): Promise<Record<string, number>> => {
  const query = { tally: makingOf('numbers', of['tallies'] as AnyKind), groups: { startingWith: '' }, figures: null, upTo };
  return Object.fromEntries((await store.tallySums(query)).map(({ group, figure, value }) => [`${group} ${figure}`.trim(), value]));
};

const grown = async (things: number) => {
  const store = memoryStore();
  const { engine } = await startNode(store, kinds);
  for (let n = 0; n < things; n += 1) {
    await engine.ask(`tallies/t${n}`, 'a', add(3), anna);
    await engine.ask(`tallies/t${n}`, 'b', add(1), at(anna, start + 10 * hour));
  }
  await engine.close();
  return store;
};

describe('with every commit', () => {
  test('the difference is kept under the civil day of the event', async () => {
    const store = memoryStore();
    const { engine } = await startNode(store, kinds);
    await engine.ask('tallies/one', 'a', add(3), anna);
    await engine.ask('tallies/two', 'a', add(2), anna);
    // 15:00 and nine hours: the next day in Shanghai, the same one in Greenwich.
    await engine.ask('tallies/one', 'b', add(1), at(anna, start + 9 * hour));
    expect(await sums(store, day - 1)).toEqual({});
    expect(await sums(store, day)).toEqual({ total: 5, 'parity:odd things': 1, 'parity:even things': 1 });
    expect(await sums(store, day + 1)).toEqual({ total: 6, 'parity:even things': 2 });
  });

  test('several asks of one stream in one round are told apart by their days', async () => {
    const store = memoryStore();
    const { engine } = await startNode(store, kinds);
    await Promise.all([
      engine.ask('tallies/one', 'a', add(1), anna),
      engine.ask('tallies/one', 'b', add(1), at(anna, start + 9 * hour)),
      engine.ask('tallies/one', 'c', add(1), at(anna, start + 9 * hour + 1)),
    ]);
    expect(await sums(store, day)).toMatchObject({ total: 1 });
    expect(await sums(store, day + 1)).toMatchObject({ total: 3 });
  });

  test('what was told by another house is counted on the days on which it happened', async () => {
    const from = await grown(1);
    const store = memoryStore();
    const { engine } = await startNode(store, kinds);
    await engine.adopt('tallies/t0', await from.events('tallies/t0', 0));
    expect([await sums(store, day), await sums(store, day + 1)]).toEqual([await sums(from, day), await sums(from, day + 1)]);
  });
});

describe('after an older fold', () => {
  test('sums are made from the record, each difference on its day, and the old ones are forgotten', async () => {
    const store = await grown(5);
    await startNode(store, doubled);
    expect(await sums(store, day, doubled)).toEqual({ total: 30 });
    expect(await sums(store, day + 1, doubled)).toEqual({ total: 40 });
    expect(await store.tallies()).toEqual(['numbers~2']);
    expect(await sums(store, day + 1)).toEqual({});
  });

  test('a making that was ended in the middle goes on there and counts nothing twice', async () => {
    const store = await grown(4);
    const first = { tally: 'numbers~2', from: '', made: { after: 't1', done: false } };
    const change = { tally: 'numbers~2', group: '', figure: 'total', delta: 12, day };
    await store.makeTally({ ...first, changes: [change, { ...change, day: day + 1, delta: 4 }] });
    await startNode(store, doubled);
    expect(await sums(store, day, doubled)).toEqual({ total: 24 });
    expect(await sums(store, day + 1, doubled)).toEqual({ total: 32 });
  });

  test('several nodes at once make it once; whoever came second goes on from there', async () => {
    const store = await grown(4);
    const parts: boolean[] = [];
    // Another node makes the first half just before ours is kept.
    const raced: Store = {
      ...store,
      makeTally: async (part: TallyPart) => {
        if (parts.length === 0) {
          const change = { tally: part.tally, group: '', figure: 'total', day, delta: 16 };
          await store.makeTally({ tally: part.tally, from: '', made: { after: 't1', done: false }, changes: [change] });
        }
        parts.push(await store.makeTally(part));
        return parts.at(-1) ?? false;
      },
    };
    await startNode(raced, doubled);
    expect(parts).toEqual([false, true]);
    expect(await sums(store, day + 1, doubled)).toEqual({ total: 32 });
    await Promise.all([startNode(store, doubled), startNode(store, doubled), startNode(store, doubled)]);
    expect(await sums(store, day + 1, doubled)).toEqual({ total: 32 });
  });

  test('a long history among short ones goes by in pieces', async () => {
    const store = memoryStore();
    const { engine } = await startNode(store, kinds);
    await Promise.all(Array.from({ length: 12_000 }, (_, n) => engine.ask('tallies/long', `a${n}`, add(1), anna)));
    await engine.ask('tallies/short', 'a', add(1), anna);
    let most = 0;
    const counted: Store = {
      ...store,
      histories: async (streams) => {
        const histories = await store.histories(streams);
        most = Math.max(most, ...histories.map(({ length }) => length));
        return histories;
      },
    };
    await startNode(counted, doubled);
    expect(most).toBe(1);
    expect(await sums(store, day, doubled)).toEqual({ total: 24_002 });
    expect(await store.row('tallies', 'long')).toMatchObject({ total: 12_000 });
  });
});
