import { describe, expect, test } from 'vitest';
import type { FreshDelivery, KeptWebhook, Store } from '#server/store/store.ts';
import { entry } from '../building.ts';

const fresh = (id: string, given: Partial<FreshDelivery> = {}): FreshDelivery => ({
  id,
  channel: 'webhook',
  subscription: 'w-1',
  stream: '',
  seq: 0,
  payload: { 说: 1 },
  madeAt: 1_000,
  ...given,
});
const told = (seq: number, given: Partial<FreshDelivery> = {}): FreshDelivery => fresh(`m-${seq}`, { stream: 'items/1', seq, ...given });
const webhook: KeptWebhook = {
  id: 'w-1',
  name: '考核系统',
  url: 'https://hooks.example.org/in',
  secret: 'whsec_c2VjcmV0',
  events: ['items.*', 'sessions.opened'],
  sees: 'public',
  maker: 'p-1',
  madeAt: 1_000,
  failingSince: null,
  disabledAt: null,
  disabledWhy: null,
};
const done = { at: 5_000, note: '200', nextAt: null, ended: 'done' } as const;

export const deliveryContract = (open: () => Promise<Store>): void => {
  describe('news', () => {
    test('come with their commit, for streams that are waited for only, and never with a conflict', async () => {
      const store = await open();
      await store.commit([entry('items/1', 0, 2, { news: true }), entry('items/2', 0, 1), entry('items/3', 7, 1, { news: true })]);
      expect(await store.news('', 9)).toEqual([{ stream: 'items/1', since: 0, n: 1 }]);
      await store.commit([
        entry('items/1', 2, 1, { news: true }),
        entry('items/1', 3, 1, { news: true }),
        entry('items/4', 0, 1, { news: true }),
      ]);
      expect(await store.news('', 9)).toEqual([
        { stream: 'items/1', since: 0, n: 3 },
        { stream: 'items/4', since: 0, n: 1 },
      ]);
      expect(await store.news('items/1', 9)).toHaveLength(1);
      expect(await store.news('', 1)).toHaveLength(1);
    });

    test('forwarded, they are forgotten and their deliveries there, once', async () => {
      const store = await open();
      await store.commit([entry('items/1', 0, 2, { news: true })]);
      const news = { stream: 'items/1', since: 0, n: 1 } as const;
      await store.forwardNews(news, 2, [told(1), told(2)]);
      await store.forwardNews(news, 2, [told(1), told(2)]);
      expect(await store.news('', 9)).toEqual([]);
      expect(await store.deliveriesOf('webhook', 'w-1', 9)).toHaveLength(2);
    });

    test('what a commit brought while they were looked at stays', async () => {
      const store = await open();
      await store.commit([entry('items/1', 0, 2, { news: true })]);
      await store.commit([entry('items/1', 2, 1, { news: true })]);
      await store.forwardNews({ stream: 'items/1', since: 0, n: 1 }, 2, [told(1), told(2)]);
      expect(await store.news('', 9)).toEqual([{ stream: 'items/1', since: 2, n: 2 }]);
    });

    test('a slow node does not forget what came after it looked', async () => {
      const store = await open();
      await store.commit([entry('items/1', 0, 1, { news: true })]);
      const old = { stream: 'items/1', since: 0, n: 1 } as const;
      await store.forwardNews(old, 1, [told(1)]);
      await store.commit([entry('items/1', 1, 1, { news: true })]);
      await store.forwardNews(old, 1, [told(1)]);
      expect(await store.news('', 9)).toEqual([{ stream: 'items/1', since: 1, n: 1 }]);
    });
  });

  describe('deliveries', () => {
    test('one is taken by exactly one of many, and comes back when they never said what became of it', async () => {
      const store = await open();
      await store.putDeliveries([fresh('a')]);
      expect(await store.nextDelivery()).toBe(1_000);
      expect(await store.takeDeliveries(999, 2_000, 9)).toEqual([]);
      const taken = await Promise.all([1, 2, 3].map(() => store.takeDeliveries(1_000, 2_000, 9)));
      expect(taken.flat()).toEqual([{ ...fresh('a'), nextAt: 2_000, attempts: 1, triedAt: 1_000, ended: null, note: '' }]);
      expect(await store.takeDeliveries(1_999, 9_000, 9)).toEqual([]);
      expect((await store.takeDeliveries(2_000, 9_000, 9)).map(({ attempts }) => attempts)).toEqual([2]);
      expect(await store.endAttempt('a', 1, done), 'the first came too late').toBe(false);
      expect(await store.endAttempt('a', 2, done)).toBe(true);
      expect(await store.delivery('a')).toMatchObject({ ended: 'done', nextAt: null, note: '200', triedAt: 5_000 });
      expect(await store.nextDelivery()).toBeNull();
      expect(await store.delivery('x')).toBeNull();
    });

    test('of one stream the next only after the one before, for each subscription', async () => {
      const store = await open();
      await store.putDeliveries([told(2), told(1), told(1, { id: 'o-1', subscription: 'w-2' }), fresh('a'), fresh('b')]);
      const ids = async (now: number) => (await store.takeDeliveries(now, now + 500, 9)).map(({ id }) => id).sort();
      expect(await ids(1_000)).toEqual(['a', 'b', 'm-1', 'o-1']);
      expect(await ids(1_000)).toEqual([]);
      await store.endAttempt('m-1', 1, { at: 1_100, note: '503', nextAt: 9_000, ended: null });
      expect(await store.nextDelivery(), 'a and b are under way, m-2 waits for m-1').toBe(1_500);
      for (const id of ['a', 'b', 'o-1']) await store.endAttempt(id, 1, done);
      expect(await ids(8_000)).toEqual([]);
      expect(await store.nextDelivery()).toBe(9_000);
      expect(await ids(9_000)).toEqual(['m-1']);
      await store.endAttempt('m-1', 2, { at: 9_100, note: '410', nextAt: null, ended: 'dead' });
      expect(await ids(9_100)).toEqual(['m-2']);
    });

    test('an ended one is opened again; what is open is given up; old ended ones are forgotten', async () => {
      const store = await open();
      await store.putDeliveries([told(1), told(2, { madeAt: 2_000 }), told(3, { subscription: 'w-2', id: 'o' })]);
      expect(await store.reopenDelivery('m-1', 3_000), 'it is open').toBe(false);
      await store.takeDeliveries(1_500, 2_000, 1);
      await store.giveUpDeliveries('webhook', 'w-1', 4_000, 'disabled');
      expect((await store.deliveriesOf('webhook', 'w-1', 9)).map(({ id, ended, note }) => [id, ended, note])).toEqual([
        ['m-2', 'dead', 'disabled'],
        ['m-1', 'dead', 'disabled'],
      ]);
      expect(await store.reopenDelivery('m-1', 5_000)).toBe(true);
      expect(await store.delivery('m-1')).toMatchObject({ nextAt: 5_000, attempts: 0, ended: null });
      await store.forgetDeliveries(9_000);
      expect((await store.deliveriesOf('webhook', 'w-1', 9)).map(({ id }) => id)).toEqual(['m-1']);
      expect(await store.deliveriesOf('webhook', 'w-2', 9)).toHaveLength(1);
    });
  });

  describe('webhooks', () => {
    test('are kept, listed newest first, disabled, and dropped with their deliveries', async () => {
      const store = await open();
      await store.putWebhook(webhook);
      await store.putWebhook({ ...webhook, id: 'w-2', madeAt: 2_000 });
      expect((await store.webhooks()).map(({ id }) => id)).toEqual(['w-2', 'w-1']);
      expect(await store.webhook('w-1')).toEqual(webhook);
      const state = { failingSince: 5, disabledAt: 6, disabledWhy: 'failing' };
      await store.setWebhookState('w-1', state);
      expect(await store.webhook('w-1')).toEqual({ ...webhook, ...state });
      await store.putDeliveries([fresh('a'), fresh('b', { subscription: 'w-2' }), fresh('c', { channel: 'mail' })]);
      expect(await store.dropWebhook('w-1')).toBe(true);
      expect(await store.dropWebhook('w-1')).toBe(false);
      expect(await store.webhook('w-1')).toBeNull();
      expect([await store.delivery('a'), (await store.delivery('b'))?.id, (await store.delivery('c'))?.id]).toEqual([null, 'b', 'c']);
    });
  });
};
