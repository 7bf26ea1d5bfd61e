import { describe, expect, test } from 'vitest';
import type { Store } from '#server/store/store.ts';
import { entry, introduced, said, stored, stream } from '../building.ts';

export const eventContract = (fresh: () => Promise<Store>): void => {
  describe('events', () => {
    test('are read back as they were recorded, after a place and up to a number', async () => {
      const store = await fresh();
      const event = { type: 'said', text: '你好 "quoted" \0 😀 \ud800', nested: { list: [1, null, true] } };
      const first = stored(1, event, { at: 1_792_825_200_123, by: 'p-1', cause: 'c-1' });
      await store.commit([entry(stream, 0, 0, { events: [first, stored(2), stored(3)] })]);
      expect((await store.events(stream, 0, 1))[0]).toEqual({ seq: 1, at: 1_792_825_200_123, by: 'p-1', cause: 'c-1', event });
      expect((await store.events(stream, 1)).map(({ seq }) => seq)).toEqual([2, 3]);
      expect((await store.events(stream, 0, 2)).map(({ seq }) => seq)).toEqual([1, 2]);
      expect(await store.events(stream, 3)).toEqual([]);
      expect(await store.events('sessions/unknown', 0)).toEqual([]);
    });

    test('an ask is known by its id within its stream, with its hash and last seq', async () => {
      const store = await fresh();
      const events = [stored(1, said('a'), { cause: 'ask', hash: 'h' }), stored(2, said('b'), { cause: 'ask', hash: 'h' }), stored(3)];
      await store.commit([entry(stream, 0, 0, { events })]);
      const asks = [
        { stream, id: 'ask' },
        { stream: 'sessions/7', id: 'ask' },
        { stream, id: 'cause-3' },
        { stream, id: 'never' },
      ] as const;
      expect(await store.accepted(asks)).toEqual([{ hash: 'h', seq: 2 }, null, { hash: 'hash-3', seq: 3 }, null]);
      expect(await store.accepted([])).toEqual([]);
    });

    test('what was answered without an event is answered again, the first word holding, until it is forgotten', async () => {
      const store = await fresh();
      const answer = (id: string, at: number, refused = 'closed') => ({
        id,
        hash: `h-${id}`,
        at,
        answer: { refused, details: { open: 3 } },
      });
      await store.commit([
        entry(stream, 0, 1, { answers: [answer('old', 10), answer('new', 20)] }),
        entry('items/1', 0, 0, { answers: [answer('x', 20)] }),
      ]);
      await store.commit([
        entry(stream, 1, 0, { answers: [answer('new', 30, 'other')] }),
        entry(stream, 0, 0, { answers: [answer('late', 30)] }),
      ]);
      const ask = (id: string) => ({ stream, id }) as const;
      const said = (id: string) => ({ hash: `h-${id}`, seq: 0, answer: { refused: 'closed', details: { open: 3 } } });
      const asks = [ask('old'), ask('new'), ask('late'), ask('cause-1'), { stream: 'items/1', id: 'x' }] as const;
      expect(await store.accepted(asks)).toEqual([said('old'), said('new'), null, { hash: 'hash-1', seq: 1 }, said('x')]);
      expect(await store.streams('items', '', 10)).toEqual([]);
      await store.forgetAnswers(20);
      expect(await store.accepted(asks)).toEqual([null, said('new'), null, { hash: 'hash-1', seq: 1 }, said('x')]);
    });

    test('the newest snapshot stands for the ones before', async () => {
      const store = await fresh();
      expect(await store.snapshot(stream)).toBeNull();
      await store.commit([entry(stream, 0, 2, { snapshot: { seq: 2, version: 1, state: { text: '一' } } })]);
      await store.commit([entry(stream, 2, 1, { snapshot: { seq: 3, version: 2, state: [1, { deep: null }] } })]);
      expect(await store.snapshot(stream)).toEqual({ seq: 3, version: 2, state: [1, { deep: null }] });
    });

    test('streams of a kind come in the order of their ids, page by page', async () => {
      const store = await fresh();
      const all = ['items/B', 'items/a', 'items/a-1', 'items/a:1', 'items/a_1', 'itemsx/1', 'item/1'] as const;
      await store.commit(all.map((one) => entry(one, 0, 1)));
      await store.commit([entry('items/none', 0, 0, { wake: 1 })]);
      expect(await store.streams('items', '', 3)).toEqual(['items/B', 'items/a', 'items/a-1']);
      expect(await store.streams('items', 'a-1', 10)).toEqual(['items/a:1', 'items/a_1']);
    });

    test('erasing forgets the facts of one person everywhere, and snapshots that may hold them', async () => {
      const store = await fresh();
      const snapshot = { seq: 2, version: 1, state: { name: '张三' } };
      await store.commit([
        entry(stream, 0, 0, { events: [stored(1, introduced('p-1', '张三')), stored(2, introduced('p-2', '李四'))], snapshot }),
        entry('topics/1', 0, 0, { events: [stored(1, introduced('p-1', '张三'))] }),
        entry('topics/2', 0, 1, { snapshot: { ...snapshot, seq: 1 } }),
      ]);
      expect((await store.events(stream, 0))[0]?.event).toEqual(introduced('p-1', '张三'));
      expect([...(await store.erase('p-1'))].sort()).toEqual([stream, 'topics/1']);
      expect((await store.events(stream, 0)).map(({ event }) => event.personal)).toEqual([
        { subject: 'p-1', facts: null },
        { subject: 'p-2', facts: { name: '李四' } },
      ]);
      expect((await store.events('topics/1', 0))[0]?.event).toEqual({ type: 'introduced', personal: { subject: 'p-1', facts: null } });
      expect(await store.snapshot(stream)).toBeNull();
      expect(await store.snapshot('topics/2')).not.toBeNull();
      expect(await store.erase('p-unknown')).toEqual([]);
    });
  });
};
