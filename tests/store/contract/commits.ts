import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Store } from '#server/store/store.ts';
import { entry, introduced, rowOf, said, stored, stream, update } from '../building.ts';

const law = (fresh: () => Promise<Store>): void => {
  test('law: whatever is asked, heads count the kept events and seq has no gap', async () => {
    const store = await fresh();
    const names = ['sessions/a', 'sessions/b', 'sessions/c'] as const;
    const ask = fc.record({ to: fc.constantFrom(...names), expected: fc.nat(6), count: fc.nat(2) });
    const kept = new Map<StreamId, number>(names.map((name) => [name, 0]));
    await fc.assert(
      fc.asyncProperty(fc.array(ask, { maxLength: 8 }), async (asks) => {
        const outcomes = await store.commit(asks.map(({ to, expected, count }) => entry(to, expected, count)));
        asks.forEach(({ to, expected, count }, n) => {
          const head = kept.get(to) ?? 0;
          expect(outcomes[n]).toBe(head === expected ? 'kept' : 'conflict');
          if (head === expected) kept.set(to, head + count);
        });
        expect(await store.heads([...names])).toEqual(kept);
      }),
      { numRuns: 40 },
    );
    for (const name of names) {
      const seqs = (await store.events(name, 0)).map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, n) => n + 1));
      expect(seqs).toHaveLength(kept.get(name) ?? 0);
    }
  });
};

export const commitContract = (fresh: () => Promise<Store>): void => {
  describe('commits', () => {
    law(fresh);

    test('many streams share one commit, in order and without gaps', async () => {
      const store = await fresh();
      expect(await store.commit([entry('sessions/1', 0, 2), entry('sessions/2', 0, 1), entry('sessions/1', 2, 1)])).toEqual([
        'kept',
        'kept',
        'kept',
      ]);
      expect((await store.events('sessions/1', 0)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
      expect(await store.heads(['sessions/1', 'sessions/2', 'sessions/3'])).toEqual(
        new Map([
          ['sessions/1', 3],
          ['sessions/2', 1],
          ['sessions/3', 0],
        ]),
      );
    });

    test('an empty batch is kept without a word', async () => {
      expect(await (await fresh()).commit([])).toEqual([]);
    });

    test('a conflict leaves the others kept, and nothing of itself', async () => {
      const store = await fresh();
      await store.commit([entry(stream, 0, 2)]);
      const late = entry(stream, 1, 1, {
        events: [stored(2, introduced('p-1', '例子'))],
        rows: [rowOf('42', 1)],
        reactions: [{ id: 'r', at: 1, reaction: { name: 'r', stream: 'items/1', command: { type: 'x' } } }],
        wake: 5,
        snapshot: { seq: 2, version: 1, state: {} },
        documents: [{ document: 'sessions/42/minutes', frozen: true }],
      });
      expect(await store.commit([entry('sessions/1', 0, 1), late, entry('sessions/2', 0, 1)])).toEqual(['kept', 'conflict', 'kept']);
      expect(await store.heads(['sessions/1', stream, 'sessions/2'])).toEqual(
        new Map([
          ['sessions/1', 1],
          [stream, 2],
          ['sessions/2', 1],
        ]),
      );
      expect((await store.events(stream, 0)).map(({ event }) => event)).toEqual([said('event 1'), said('event 2')]);
      expect(await store.row('topics', '42')).toBeNull();
      expect(await store.pendingReactions(10)).toEqual([]);
      expect(await store.nextWake()).toBeNull();
      expect(await store.snapshot(stream)).toBeNull();
      expect((await store.document('sessions/42/minutes')).frozen).toBe(false);
    });

    test('a decision made too early conflicts as one made too late does', async () => {
      const store = await fresh();
      expect(await store.commit([entry(stream, 1, 1)])).toEqual(['conflict']);
      expect(await store.commit([entry(stream, 0, 1), entry(stream, 0, 1)])).toEqual(['kept', 'conflict']);
      expect(await store.events(stream, 0)).toHaveLength(1);
    });

    test('a commit without events still brings what else it carries, and still conflicts', async () => {
      const store = await fresh();
      await store.commit([entry(stream, 0, 1)]);
      expect(await store.commit([entry(stream, 1, 0, { wake: 7, snapshot: { seq: 1, version: 3, state: { open: true } } })])).toEqual([
        'kept',
      ]);
      expect(await store.commit([entry(stream, 0, 0, { wake: 9 })])).toEqual(['conflict']);
      expect(await store.nextWake()).toBe(7);
      expect(await store.snapshot(stream)).toEqual({ seq: 1, version: 3, state: { open: true } });
    });

    test('reactions are remembered with the event and forgotten with the commit that answers them', async () => {
      const store = await fresh();
      const asks = (n: number, at: number) => ({
        id: `${stream}#${n}#x`,
        at,
        reaction: { name: 'x', stream: 'items/1' as StreamId, command: { type: 'issue' } },
      });
      await store.commit([
        entry(stream, 0, 2, { reactions: [asks(1, 20), asks(2, 20)] }),
        entry('sessions/7', 0, 1, { reactions: [{ ...asks(9, 10), id: 'first' }] }),
      ]);
      expect(await store.pendingReactions(10)).toEqual([{ ...asks(9, 10), id: 'first' }, asks(1, 20), asks(2, 20)]);
      expect(await store.pendingReactions(1)).toHaveLength(1);
      expect(await store.commit([entry('items/1', 3, 1, { settles: ['first'] })])).toEqual(['conflict']);
      expect(await store.pendingReactions(10)).toHaveLength(3);
      await store.commit([entry('items/1', 0, 1, { settles: ['first', `${stream}#1#x`] })]);
      expect(await store.pendingReactions(10)).toEqual([asks(2, 20)]);
      await store.settle([`${stream}#2#x`, 'unknown']);
      expect(await store.pendingReactions(10)).toEqual([]);
    });

    test('wakes: set, left as before, taken away; due ones earliest first', async () => {
      const store = await fresh();
      await store.commit([
        entry('items/1', 0, 1, { wake: 300 }),
        entry('items/2', 0, 1, { wake: 100 }),
        entry('items/3', 0, 1, { wake: 200 }),
        entry('items/4', 0, 1),
      ]);
      expect(await store.nextWake()).toBe(100);
      expect(await store.due(200, 10)).toEqual(['items/2', 'items/3']);
      expect(await store.due(300, 1)).toEqual(['items/2']);
      await store.commit([entry('items/1', 1, 1), entry('items/2', 1, 1, { wake: null })]);
      expect(await store.due(1_000, 10)).toEqual(['items/3', 'items/1']);
      expect(await store.nextWake()).toBe(200);
    });

    test('a document that moved on since it was read is a conflict; freezing comes with the event', async () => {
      const store = await fresh();
      const name = 'checklists/1/suggestions';
      await store.appendUpdates([{ name, updates: [update(1), update(2)] }]);
      const freezes = (expected: number) => entry('checklists/1', 0, 1, { documents: [{ document: name, expected, frozen: true }] });
      expect(await store.commit([freezes(1)])).toEqual(['conflict']);
      expect(await store.heads(['checklists/1'])).toEqual(new Map([['checklists/1', 0]]));
      expect(await store.commit([freezes(2)])).toEqual(['kept']);
      expect(await store.appendUpdates([{ name, updates: [update(3)] }])).toEqual(['frozen']);
      expect(await store.commit([entry('checklists/1', 1, 1, { documents: [{ document: name, frozen: false }] })])).toEqual(['kept']);
      expect(await store.appendUpdates([{ name, updates: [update(3)] }])).toEqual([3]);
      expect(
        await store.commit([entry('checklists/2', 0, 1, { documents: [{ document: 'checklists/2/suggestions', expected: 0 }] })]),
      ).toEqual(['kept']);
    });

    test('calls at the same time never both win one place', async () => {
      const store = await fresh();
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => store.commit([entry(stream, 0, 1)])));
      expect(outcomes.flat().filter((outcome) => outcome === 'kept')).toHaveLength(1);
    });
  });
};
