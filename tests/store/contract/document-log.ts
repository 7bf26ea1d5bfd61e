import { describe, expect, test } from 'vitest';
import { baseSpacing, logPortion } from '#server/store/document-bases.ts';
import type { Store } from '#server/store/store.ts';

const name = 'checklists/1/suggestions';
const other = 'checklists/1/responsibilities';

/** Update `n` says its own number, by one of two people, at 1000 + n. */
const log = async (store: Store, from: number, count: number): Promise<Store> => {
  const updates = Array.from({ length: count }, (_, n) => ({
    update: Uint8Array.of((from + n) % 256),
    by: (from + n) % 2 === 0 ? 'wang' : 'li',
    at: 1_000 + from + n,
  }));
  await store.appendUpdates([{ name, updates }]);
  return store;
};

const seqs = async (store: Store, after = 0, upTo = Infinity, limit = 99_999): Promise<number[]> =>
  (await store.documentLog(name, after, Math.min(upTo, 1e9), limit)).map(({ seq }) => seq);

const baseAt = async (store: Store, seq: number): Promise<[number, ...number[]] | null> => {
  const found = await store.documentBase(name, seq);
  return found && [found.seq, ...found.base];
};

export const documentLogContract = (fresh: () => Promise<Store>): void => {
  describe('the log of a document', () => {
    test('an unknown document has none', async () => {
      const store = await fresh();
      expect([await seqs(store), await store.documentBase(name, 9), await store.documentSpan(name)]).toEqual([
        [],
        null,
        { since: 0, head: 0 },
      ]);
      expect(await store.forgetLog(name, 10)).toBe(false);
    });

    test('says who wrote what when, also after compaction, and page by page', async () => {
      const store = await log(await fresh(), 1, 6);
      await store.compact(name, Uint8Array.of(7), 4);
      expect((await store.document(name)).tail.map(({ seq }) => seq)).toEqual([5, 6]);
      const [second] = await store.documentLog(name, 1, 99, 1);
      expect(second && { ...second, update: [...second.update] }).toEqual({ seq: 2, by: 'wang', at: 1_002, update: [2] });
      expect([await seqs(store), await seqs(store, 2, 5), await seqs(store, 2, 99, 2)]).toEqual([
        [1, 2, 3, 4, 5, 6],
        [3, 4, 5],
        [3, 4],
      ]);
      expect(await store.documentSpan(name)).toEqual({ since: 0, head: 6 });
    });

    test('is read in portions where updates are large', async () => {
      const store = await fresh();
      const update = { update: new Uint8Array(logPortion / 2 + 1), by: 'li', at: 1 };
      await store.appendUpdates([{ name, updates: [update, update, update, update, update] }]);
      expect([await seqs(store), await seqs(store, 2), await seqs(store, 4)]).toEqual([[1, 2], [3, 4], [5]]);
    });

    test('a reader behind the base gets the base and what came after it, and nothing twice', async () => {
      const store = await log(await fresh(), 1, 6);
      await store.compact(name, Uint8Array.of(7), 4);
      const behind = await store.document(name, 2);
      expect([[...(behind.base ?? [])], behind.tail.map(({ seq }) => seq)]).toEqual([[7], [5, 6]]);
      const ahead = await store.document(name, 5);
      expect([ahead.base, ahead.tail.map(({ seq }) => seq)]).toEqual([null, [6]]);
    });

    test('earlier bases stay, far enough apart', async () => {
      const store = await log(await fresh(), 1, 2 * baseSpacing + 300);
      const compactions = [100, baseSpacing + 1, baseSpacing + 2, 2 * baseSpacing + 100, 2 * baseSpacing + 200];
      for (const [n, seq] of compactions.entries()) await store.compact(name, Uint8Array.of(n), seq);
      expect(await Promise.all([99, 100, baseSpacing, baseSpacing + 1, 2 * baseSpacing + 150].map((seq) => baseAt(store, seq)))).toEqual([
        null,
        null,
        null,
        [baseSpacing + 1, 1],
        [2 * baseSpacing + 100, 3],
      ]);
      expect(await baseAt(store, 2 * baseSpacing + 299)).toEqual([2 * baseSpacing + 200, 4]);
      expect(await store.documentSpan(name)).toEqual({ since: 0, head: 2 * baseSpacing + 300 });
    });

    test('what the base replaces is forgotten in portions; history goes on from there', async () => {
      const store = await log(await fresh(), 1, 6);
      await store.appendUpdates([{ name: other, updates: [{ update: Uint8Array.of(1), by: 'li', at: 5_000 }] }]);
      expect(await store.forgetLog(name, 10)).toBe(false);
      expect(await seqs(store)).toHaveLength(6);
      await store.compact(name, Uint8Array.of(7), 5);
      expect([await store.forgetLog(name, 3), await seqs(store)]).toEqual([true, [4, 5, 6]]);
      expect([await store.forgetLog(name, 3), await seqs(store)]).toEqual([false, [6]]);
      expect(await store.documentSpan(name)).toEqual({ since: 5, head: 6 });
      await store.compact(name, Uint8Array.of(8), 6);
      expect([await baseAt(store, 5), await baseAt(store, 4), await store.documentSpan(name)]).toEqual([
        [5, 7],
        null,
        { since: 5, head: 6 },
      ]);
      expect(await store.documentLog(other, 0, 9, 9)).toHaveLength(1);
    });

    test('only documents nobody has written in for long have a log to forget', async () => {
      const store = await log(await fresh(), 1, 3);
      await store.appendUpdates([{ name: other, updates: [{ update: Uint8Array.of(1), by: 'li', at: 5_000 }] }]);
      expect([await store.idleLogs(1_002, 9), await store.idleLogs(1_003, 9)]).toEqual([[], [name]]);
      expect([...(await store.idleLogs(5_000, 9))].sort()).toEqual([other, name]);
      expect(await store.idleLogs(5_000, 1)).toHaveLength(1);
      await store.compact(name, Uint8Array.of(7), 3);
      await store.forgetLog(name, 99);
      expect(await store.idleLogs(5_000, 9)).toEqual([other]);
    });
  });
};
