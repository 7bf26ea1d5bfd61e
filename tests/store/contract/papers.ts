import { describe, expect, test } from 'vitest';
import type { Store } from '#server/store/store.ts';

export const paperContract = (fresh: () => Promise<Store>): void => {
  describe('keys for papers', () => {
    const pair = { modulus: 'modulus', secret: '-----BEGIN PRIVATE KEY-----' };

    test('the first pair of a name stays, whoever else makes one', async () => {
      const store = await fresh();
      expect(await store.paperKey('polls/1#a')).toBeNull();
      expect(await store.putPaperKey('polls/1#a', pair)).toEqual(pair);
      expect(await store.putPaperKey('polls/1#a', { modulus: 'other', secret: 'other' })).toEqual(pair);
      expect(await store.paperKey('polls/1#a')).toEqual(pair);
      expect(await store.paperKey('polls/1#b')).toBeNull();
    });

    test('of two made at once all hear of one', async () => {
      const store = await fresh();
      const [one, other] = await Promise.all([
        store.putPaperKey('polls/1#a', pair),
        store.putPaperKey('polls/1#a', { modulus: 'other', secret: 'other' }),
      ]);
      expect(one).toEqual(other);
      expect(await store.paperKey('polls/1#a')).toEqual(one);
    });

    test('what signs is destroyed for good; what checks stays', async () => {
      const store = await fresh();
      await store.putPaperKey('polls/1#b', pair);
      await store.putPaperKey('polls/1#a', pair);
      expect(await store.livePaperKeys()).toEqual(['polls/1#a', 'polls/1#b']);
      await store.destroyPaperKey('polls/1#b');
      await store.destroyPaperKey('polls/1#b');
      expect(await store.paperKey('polls/1#b')).toEqual({ modulus: 'modulus', secret: null });
      expect(await store.putPaperKey('polls/1#b', pair)).toEqual({ modulus: 'modulus', secret: null });
      expect(await store.livePaperKeys()).toEqual(['polls/1#a']);
    });
  });
};
