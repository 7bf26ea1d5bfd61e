import { describe, expect, test } from 'vitest';
import { StoreUnavailable } from '#server/store/store.ts';
import { forgetOld, type ForgettingMeans } from '#server/documents/forgetting.ts';
import { createHistory } from '#server/documents/history.ts';
import { memoryStore } from '#tests/store/memory.ts';
import { Past, putRow } from './past.ts';
import { list } from './room.ts';

const day = 86_400_000;

/** A phone number was written and taken out again; the last edit came at `past.now`. */
const written = async () => {
  const past = new Past();
  past.edit('li', (rows) => putRow(rows, 'r1', 'a'));
  past.edit('li', (rows) => rows.get('r1')?.set('phone', '13900000000'));
  past.edit('li', (rows) => rows.get('r1')?.set('phone', ''));
  const store = memoryStore();
  await past.keep(store);
  return { past, store };
};

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const means = (given: Pick<ForgettingMeans, 'store' | 'history'>, now: number): ForgettingMeans => ({
  ...given,
  clock: { now: () => now },
  log: quiet,
  days: 365,
});

describe('how a document came to be', () => {
  test('is kept for a year after the last edit, then forgotten with all that was ever removed', async () => {
    const { past, store } = await written();
    const history = createHistory(store);
    expect(await forgetOld(means({ store, history }, past.now + 364 * day))).toBe(0);
    expect(await store.documentLog(list, 0, 9, 9)).toHaveLength(3);
    expect(await forgetOld(means({ store, history }, past.now + 366 * day))).toBe(1);
    expect(await store.documentLog(list, 0, 9, 9)).toEqual([]);
    const { base, baseSeq, tail } = await store.document(list);
    expect([baseSeq, tail, Buffer.from(base ?? []).includes('13900000000')]).toEqual([3, [], false]);
    expect(JSON.parse(await history.content(list, 3))).toEqual({ seq: 3, ...past.contents[3] });
    expect(await forgetOld(means({ store, history }, past.now + 999 * day))).toBe(0);
    await history.close();
  });

  test('one document that cannot be read stands in nobody’s way; a store that is away is told', async () => {
    const { past, store } = await written();
    await store.appendUpdates([{ name: 'lists/2/rows', updates: past.log }]);
    const asked: string[] = [];
    const forget = (name: string): Promise<void> => {
      asked.push(name);
      return name === list ? Promise.reject(new Error('broken')) : Promise.resolve();
    };
    expect(await forgetOld(means({ store, history: { forget } }, past.now + 366 * day))).toBe(1);
    expect(asked).toEqual([list, 'lists/2/rows']);
    const away = { forget: () => Promise.reject(new StoreUnavailable('away')) };
    await expect(forgetOld(means({ store, history: away }, past.now + 366 * day))).rejects.toThrow(StoreUnavailable);
  });
});
