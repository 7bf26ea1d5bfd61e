import { describe, expect, test } from 'vitest';
import { StoreUnavailable } from '#server/store/store.ts';
import { entry, stream } from './building.ts';
import { storeContract } from './contract.ts';
import { memoryStore } from './memory.ts';

storeContract('in-memory', async () => ({ fresh: async () => memoryStore(), clear: async () => undefined }));

describe('the in-memory store can be made to fail', () => {
  test('a failed commit keeps nothing, and later ones work', async () => {
    const store = memoryStore();
    store.failNextCommits(1);
    await expect(store.commit([entry(stream, 0, 1)])).rejects.toThrow(StoreUnavailable);
    expect(await store.commit([entry(stream, 0, 1)])).toEqual(['kept']);
  });

  test('a lost answer was kept', async () => {
    const store = memoryStore();
    store.loseNextAnswers(1);
    await expect(store.commit([entry(stream, 0, 1)])).rejects.toThrow(StoreUnavailable);
    expect(await store.commit([entry(stream, 0, 1)])).toEqual(['conflict']);
  });

  test('a gate holds commits back', async () => {
    const store = memoryStore();
    const { promise, resolve } = Promise.withResolvers<void>();
    store.gate = () => promise;
    const waiting = store.commit([entry(stream, 0, 1)]);
    expect(await store.events(stream, 0)).toEqual([]);
    resolve();
    expect(await waiting).toEqual(['kept']);
  });
});
