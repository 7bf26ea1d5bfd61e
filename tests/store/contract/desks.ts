import { describe, expect, test } from 'vitest';
import type { KeptToken, Store } from '#server/store/store.ts';

const token = (id: string, given: Partial<KeptToken> = {}): KeptToken => ({
  id,
  hash: `hash-${id}`,
  name: '热线',
  scopes: ['items:issue', 'items:read'],
  maker: 'p-1',
  madeAt: 1_000,
  expires: 9_000_000_000_000,
  usedAt: null,
  revokedAt: null,
  ...given,
});

export const deskContract = (fresh: () => Promise<Store>): void => {
  describe('tokens of other systems', () => {
    test('a token is found by its hash and listed, newest first', async () => {
      const store = await fresh();
      expect(await store.token('hash-a')).toBeNull();
      await store.putToken(token('a'));
      await store.putToken(token('b', { madeAt: 2_000 }));
      expect(await store.token('hash-a')).toEqual(token('a'));
      expect((await store.tokens()).map(({ id }) => id)).toEqual(['b', 'a']);
      await expect(store.putToken(token('c', { hash: 'hash-a' })), 'hashes are unique').rejects.toThrow();
    });

    test('use is noted; revoking happens once and stays', async () => {
      const store = await fresh();
      await store.putToken(token('a'));
      await store.tokenUsed('a', 5_000);
      expect(await store.revokeToken('a', 6_000)).toBe(true);
      expect(await store.revokeToken('a', 7_000)).toBe(false);
      expect(await store.revokeToken('x', 7_000)).toBe(false);
      expect(await store.token('hash-a')).toEqual(token('a', { usedAt: 5_000, revokedAt: 6_000 }));
    });
  });

  describe('long work', () => {
    const input = Uint8Array.from({ length: 5_000 }, (_none, n) => n % 251);
    const job = (id: string, madeAt = 1_000) => ({ id, person: 'p-1', madeAt, told: { stage: 'given', text: '台账' } });

    test('what it was given and how far it is come back; its owner finds it, newest first', async () => {
      const store = await fresh();
      await store.putJob(job('a'), input);
      await store.putJob(job('b', 2_000), input);
      await store.putJob({ ...job('c'), person: 'p-2' }, input);
      expect(await store.job('a')).toEqual({ ...job('a'), beat: 0, stop: false });
      expect(await store.jobInput('a')).toEqual(input);
      expect(await store.jobInput('x')).toBeNull();
      expect((await store.jobsOf('p-1', 10)).map(({ id }) => id)).toEqual(['b', 'a']);
      expect(await store.jobsOf('p-1', 1)).toHaveLength(1);
    });

    test('of many who would do it one does, until it gives no sign any more', async () => {
      const store = await fresh();
      await store.putJob(job('a'), input);
      const taken = await Promise.all([1, 2, 3].map(() => store.takeJob('a', 10_000, 5_000)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await store.tellJob('a', 20_000, { stage: 'working' })).toBe(false);
      expect(await store.takeJob('a', 21_000, 20_000), 'it gave a sign at that very moment').toBe(false);
      expect(await store.takeJob('a', 90_000, 80_000)).toBe(true);
      expect((await store.job('a'))?.told).toEqual({ stage: 'working' });
    });

    test('whoever does it learns that it should stop; taken up again, it goes on', async () => {
      const store = await fresh();
      await store.putJob(job('a'), input);
      await store.takeJob('a', 10_000, 5_000);
      await store.stopJob('a');
      expect(await store.tellJob('a', 11_000, {})).toBe(true);
      await store.takeJob('a', 90_000, 80_000);
      expect(await store.tellJob('a', 91_000, {})).toBe(false);
      expect(await store.tellJob('gone', 1, {}), 'one that was forgotten').toBe(true);
    });

    test('old ones are forgotten with what they were given', async () => {
      const store = await fresh();
      await store.putJob(job('a'), input);
      await store.putJob(job('b', 2_000), input);
      await store.forgetJobs(2_000);
      expect(await store.job('a')).toBeNull();
      expect(await store.jobInput('a')).toBeNull();
      expect(await store.job('b')).not.toBeNull();
    });
  });
};
