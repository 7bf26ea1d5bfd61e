import { describe, expect, test } from 'vitest';
import type { RowQuery } from '#shared/core/wire.ts';
import type { RowChange, Store } from '#server/store/store.ts';
import { entry, rowOf } from '../building.ts';

const idsOf = async (store: Store, query: Partial<RowQuery> = {}): Promise<string[]> =>
  (await store.rows({ model: 'topics', ...query })).rows.map(({ id }) => id);

/** All pages one after the other, as a reader walks them. */
const walk = async (store: Store, query: Partial<RowQuery>): Promise<string[][]> => {
  const pages: string[][] = [];
  for (let after: string | undefined; ;) {
    const page = await store.rows({ model: 'topics', ...query, ...(after === undefined ? {} : { after }) });
    pages.push(page.rows.map(({ id }) => id));
    if (page.next === null) return pages;
    after = page.next;
  }
};

const withRows = async (fresh: () => Promise<Store>, ...rows: RowChange[]): Promise<Store> => {
  const store = await fresh();
  await store.replaceRows(rows);
  return store;
};

export const rowContract = (fresh: () => Promise<Store>): void => {
  describe('rows', () => {
    test('largest first; equal ones have one order in every store', async () => {
      const store = await withRows(fresh, rowOf('b', 1), rowOf('c', -2.5), rowOf('a', 1), rowOf('d', 1e15), rowOf('B', 1));
      expect(await idsOf(store)).toEqual(['d', 'b', 'a', 'B', 'c']);
    });

    test('pages follow the last row seen, whatever was put in front meanwhile', async () => {
      const store = await withRows(fresh, ...Array.from({ length: 7 }, (_, n) => rowOf(`r${n}`, n >> 1)));
      expect(await walk(store, { limit: 3 })).toEqual([['r6', 'r5', 'r4'], ['r3', 'r2', 'r1'], ['r0']]);
      const page = await store.rows({ model: 'topics', limit: 3 });
      await store.replaceRows([rowOf('new', 99)]);
      expect(await idsOf(store, { limit: 3, after: page.next ?? '' })).toEqual(['r3', 'r2', 'r1']);
      expect(await idsOf(store, { after: 'no cursor' })).toEqual([]);
    });

    test('a page that ends with the last row has no next', async () => {
      const store = await withRows(fresh, rowOf('a', 1), rowOf('b', 2));
      expect((await store.rows({ model: 'topics', limit: 2 })).next).toBeNull();
      expect((await store.rows({ model: 'topics', limit: 1 })).next).not.toBeNull();
    });

    test('limits: 50 unless told, never under 1 or over 200', async () => {
      const store = await withRows(fresh, ...Array.from({ length: 201 }, (_, n) => rowOf(`r${n}`, n)));
      expect(await idsOf(store)).toHaveLength(50);
      expect(await idsOf(store, { limit: 0 })).toHaveLength(1);
      expect(await idsOf(store, { limit: 9_999 })).toHaveLength(200);
    });

    test('are found by the values of an index, in pages too, and counted', async () => {
      const at = (...place: string[]) => ({ keys: { place, state: ['open'] } });
      const store = await withRows(
        fresh,
        rowOf('1', 1, at('东', '西')),
        rowOf('2', 2, at('西')),
        rowOf('3', 3, at()),
        rowOf('4', 4, at('西', '西')),
        rowOf('9', 9, { model: 'items', ...at('西') }),
      );
      expect(await walk(store, { index: 'place', value: '西', limit: 2 })).toEqual([['4', '2'], ['1']]);
      expect(await idsOf(store, { index: 'place', value: '' })).toEqual([]);
      expect(await idsOf(store, { index: 'unknown', value: 'x' })).toEqual([]);
      expect(await store.counts('topics', 'place')).toEqual({ 东: 1, 西: 3 });
      expect(await store.counts('topics', 'state')).toEqual({ open: 4 });
      expect(await store.counts('topics', 'all')).toEqual({ '': 4 });
      expect(await store.counts('unknown', 'all')).toEqual({});
    });

    test('a changed row leaves its old places', async () => {
      const store = await withRows(fresh, rowOf('1', 1, { keys: { state: ['open'] } }), rowOf('2', 2, { keys: { state: ['open'] } }));
      await store.commit([entry('topics/1', 0, 1, { rows: [rowOf('1', 3, { row: { title: 'new' }, keys: { state: ['done'] } })] })]);
      expect(await store.row('topics', '1')).toEqual({ title: 'new' });
      expect(await idsOf(store)).toEqual(['1', '2']);
      expect(await idsOf(store, { index: 'state', value: 'open' })).toEqual(['2']);
      expect(await store.counts('topics', 'state')).toEqual({ open: 1, done: 1 });
      await store.commit([entry('topics/1', 1, 1, { rows: [rowOf('1', 0, { keys: { state: ['done', 'late'] } })] })]);
      expect(await idsOf(store, { index: 'state', value: 'late' })).toEqual(['1']);
      expect(await idsOf(store)).toEqual(['2', '1']);
    });

    test('a row taken away is nowhere', async () => {
      const store = await withRows(fresh, rowOf('1', 1, { keys: { state: ['open'] } }));
      await store.commit([entry('topics/1', 0, 1, { rows: [rowOf('1', 0, { row: null }), rowOf('never', 0, { row: null })] })]);
      expect(await store.row('topics', '1')).toBeNull();
      expect(await idsOf(store)).toEqual([]);
      expect(await store.counts('topics', 'state')).toEqual({});
      expect(await store.counts('topics', 'all')).toEqual({});
    });

    test('the last word on a row within one batch holds', async () => {
      const store = await fresh();
      const now = (state: string, sort: number) => ({ rows: [rowOf('1', sort, { row: { state }, keys: { state: [state] } })] });
      await store.commit([
        entry('topics/1', 0, 1, now('open', 5)),
        entry('topics/1', 1, 1, now('done', 6)),
        entry('topics/1', 0, 1, now('lost', 7)),
      ]);
      expect(await store.row('topics', '1')).toEqual({ state: 'done' });
      expect(await store.counts('topics', 'state')).toEqual({ done: 1 });
    });

    test('are searched by every word, whatever case or width; wildcards mean themselves', async () => {
      const store = await withRows(
        fresh,
        rowOf('1', 1, { text: '加装电梯 100%完成 Lift' }),
        rowOf('2', 2, { text: '电梯_噪音\0' }),
        rowOf('3', 3, { text: '停车位', keys: { state: ['open'] } }),
      );
      expect(await idsOf(store, { text: '电梯' })).toEqual(['2', '1']);
      expect(await idsOf(store, { text: ' LIFT  ＬＩＦＴ 电梯' })).toEqual(['1']);
      expect(await idsOf(store, { text: '0%' })).toEqual(['1']);
      expect(await idsOf(store, { text: '%' })).toEqual(['1']);
      expect(await idsOf(store, { text: '_' })).toEqual(['2']);
      expect(await idsOf(store, { text: '车', index: 'state', value: 'open' })).toEqual(['3']);
      expect(await idsOf(store, { text: '电梯', index: 'state', value: 'open' })).toEqual([]);
      expect(await walk(store, { text: '电', limit: 1 })).toEqual([['2'], ['1']]);
    });

    test('rare words among many rows, and frequent ones, in pages and within an index', async () => {
      const rows = Array.from({ length: 2_500 }, (_, n) =>
        rowOf(String(n).padStart(4, '0'), n % 500, {
          text: `老旧小区 第${n}号 ${n % 1_000 === 7 ? '电梯改造' : '梯形改电'}`,
          keys: { third: [String(n % 3)] },
        }),
      );
      const store = await withRows(fresh, ...rows);
      expect(await idsOf(store, { text: '电梯' })).toEqual(['2007', '1007', '0007']);
      expect(await walk(store, { text: '电梯改造 小区', limit: 2 })).toEqual([['2007', '1007'], ['0007']]);
      expect(await idsOf(store, { text: '电梯 第1007号' })).toEqual(['1007']);
      expect(await idsOf(store, { text: '造', index: 'third', value: '1' })).toEqual(['0007']);
      expect(await idsOf(store, { text: '小区', limit: 3 })).toEqual(['2499', '1999', '1499']);
      expect(await idsOf(store, { text: '小区', index: 'third', value: '1', limit: 2 })).toEqual(['1999', '0499']);
      expect(await idsOf(store, { text: '小电' })).toEqual([]);
      expect(await idsOf(store, { text: "'电梯' \\ & |" })).toEqual([]);
    });

    test('a changed text leaves what it was found by', async () => {
      const store = await withRows(fresh, rowOf('1', 1, { text: "旧名 it's a\\b 𠮷野家" }));
      expect(await idsOf(store, { text: "it's a\\b 𠮷野" })).toEqual(['1']);
      await store.commit([entry('topics/1', 0, 1, { rows: [rowOf('1', 1, { text: '新名' })] })]);
      expect([await idsOf(store, { text: '旧名' }), await idsOf(store, { text: '新名' })]).toEqual([[], ['1']]);
      await store.commit([entry('topics/1', 1, 1, { rows: [rowOf('1', 1, { text: '' })] })]);
      expect([await idsOf(store, { text: '新名' }), await idsOf(store)]).toEqual([[], ['1']]);
      await store.commit([entry('topics/1', 2, 1, { rows: [rowOf('1', 1, { row: null })] })]);
      await store.commit([entry('topics/1', 3, 1, { rows: [rowOf('1', 1, { text: '又来' })] })]);
      expect([await idsOf(store, { text: '又来' }), await idsOf(store, { text: '新名' })]).toEqual([['1'], []]);
    });

    test('the version of the rows of a model is remembered', async () => {
      const store = await fresh();
      expect(await store.rowsVersion('topics')).toBeNull();
      await store.setRowsVersion('topics', 1);
      await store.setRowsVersion('topics', 2);
      expect(await store.rowsVersion('topics')).toBe(2);
    });

    test('rows made anew leave their old places, and are found in the new ones once all are made', async () => {
      const inStates = (...state: string[]) => ({ keys: { state } });
      const store = await withRows(
        fresh,
        rowOf('1', 1, inStates('open')),
        rowOf('2', 2, inStates('open', 'late')),
        rowOf('3', 3, inStates('open')),
      );
      await store.setRowsVersion('topics', 1);
      const anew = [
        rowOf('1', 9, inStates('open')),
        rowOf('2', 2, inStates('late', 'new')),
        rowOf('3', 3, { row: null }),
        rowOf('4', 4, inStates('new')),
      ];
      await store.remakeRows(2, anew.slice(0, 2));
      // A maker that was killed here begins anew.
      await store.remakeRows(2, anew);
      await store.setRowsVersion('topics', 2);
      expect(await store.counts('topics', 'state')).toEqual({ open: 1, late: 1, new: 2 });
      expect(await idsOf(store)).toEqual(['1', '4', '2']);
      expect(await idsOf(store, { index: 'state', value: 'new' })).toEqual(['4', '2']);
      expect(await store.row('topics', '3')).toBeNull();
    });

    test('who comes late with rows that another made leaves them alone', async () => {
      const store = await withRows(fresh, rowOf('1', 1, { keys: { state: ['open'] } }));
      await store.setRowsVersion('topics', 2);
      await store.remakeRows(2, [rowOf('1', 7, { keys: { state: ['old'] } }), { ...rowOf('1', 5), model: 'others' }]);
      expect(await store.counts('topics', 'state')).toEqual({ open: 1 });
      expect(await store.row('others', '1')).not.toBeNull();
    });
  });
};
