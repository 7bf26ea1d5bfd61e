import { describe, expect, test } from 'vitest';
import type { Store } from '#server/store/store.ts';
import { entry, update } from '../building.ts';

const name = 'checklists/1/suggestions';
const other = 'checklists/1/responsibilities';

/** A document with updates 1 … `count`, each one byte long. */
const written = async (fresh: () => Promise<Store>, count: number): Promise<Store> => {
  const store = await fresh();
  await store.appendUpdates([{ name, updates: Array.from({ length: count }, (_, n) => update(n + 1)) }]);
  return store;
};

export const documentContract = (fresh: () => Promise<Store>): void => {
  describe('documents', () => {
    test('an unknown one is empty', async () => {
      expect(await (await fresh()).document(name)).toEqual({ base: null, baseSeq: 0, tail: [], frozen: false });
    });

    test('updates of many documents share one commit, each in its own order', async () => {
      const store = await fresh();
      const batch = [
        { name, updates: [update(1), update(2)] },
        { name: other, updates: [update(9)] },
        { name, updates: [update(3)] },
      ] as const;
      expect(await store.appendUpdates(batch)).toEqual([2, 1, 3]);
      const { tail } = await store.document(name);
      expect(tail.map(({ seq, update: bytes }) => [seq, ...bytes])).toEqual([
        [1, 1],
        [2, 2],
        [3, 3],
      ]);
      expect((await store.document(name, 2)).tail.map(({ seq }) => seq)).toEqual([3]);
    });

    test('a frozen one keeps nothing; the others of the batch do', async () => {
      const store = await written(fresh, 1);
      await store.commit([entry('checklists/1', 0, 1, { documents: [{ document: name, frozen: true }] })]);
      const batch = [
        { name, updates: [update(2)] },
        { name: other, updates: [update(1)] },
      ] as const;
      expect(await store.appendUpdates(batch)).toEqual(['frozen', 1]);
      const { tail, frozen } = await store.document(name);
      expect({ length: tail.length, frozen }).toEqual({ length: 1, frozen: true });
    });

    test('one can be frozen before anybody wrote in it', async () => {
      const store = await fresh();
      await store.commit([entry('checklists/1', 0, 1, { documents: [{ document: name, frozen: true }] })]);
      expect(await store.appendUpdates([{ name, updates: [update(1)] }])).toEqual(['frozen']);
    });

    test('compaction says from where to read, and leaves what came after', async () => {
      const store = await written(fresh, 4);
      await store.compact(name, Uint8Array.of(7, 7), 3);
      const { base, baseSeq, tail } = await store.document(name);
      expect({ base: [...(base ?? [])], baseSeq, seqs: tail.map(({ seq }) => seq) }).toEqual({ base: [7, 7], baseSeq: 3, seqs: [4] });
      expect(await store.appendUpdates([{ name, updates: [update(5)] }])).toEqual([5]);
    });

    test('a reader that has the base is not sent it again', async () => {
      const store = await written(fresh, 4);
      await store.compact(name, Uint8Array.of(7), 3);
      expect((await store.document(name, 3)).base).toBeNull();
      const behind = await store.document(name, 1);
      expect([[...(behind.base ?? [])], behind.tail.map(({ seq }) => seq)]).toEqual([[7], [4]]);
    });

    test('a late compaction, or one of more than there is, changes nothing', async () => {
      const store = await written(fresh, 4);
      await store.compact(name, Uint8Array.of(7), 3);
      await store.compact(name, Uint8Array.of(6), 2);
      await store.compact(name, Uint8Array.of(8), 99);
      await store.compact('checklists/1/unknown', Uint8Array.of(8), 1);
      const { base, baseSeq, tail } = await store.document(name);
      expect([[...(base ?? [])], baseSeq, tail.length]).toEqual([[7], 3, 1]);
    });

    test('writers at the same time get places of their own', async () => {
      const store = await fresh();
      const places = await Promise.all(Array.from({ length: 20 }, (_, n) => store.appendUpdates([{ name, updates: [update(n)] }])));
      expect(places.flat().sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    });
  });
};
