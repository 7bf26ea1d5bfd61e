/** What every bus keeps to. Run for each of them by the test files beside this one. */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { Bus } from '#server/bus/bus.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

/** Collects what arrives; `until(n)` resolves with the first `n`. */
export const inbox = () => {
  const taken: number[][] = [];
  const waiting: { readonly n: number; readonly resolve: (taken: number[][]) => void }[] = [];
  return {
    taken,
    take: (message: Uint8Array): void => {
      taken.push([...message]);
      for (const { n, resolve } of waiting) if (taken.length >= n) resolve(taken.slice(0, n));
    },
    until: (n: number): Promise<number[][]> =>
      taken.length >= n ? Promise.resolve(taken.slice(0, n)) : new Promise((resolve) => waiting.push({ n, resolve })),
  };
};

/** `open` gives two ends of one bus: two nodes, or twice the same one where there is only one. */
export const busContract = (name: string, open: (report: (error: Error) => void) => Promise<readonly [Bus, Bus]>): void => {
  describe(`the ${name} bus`, () => {
    const ends: Bus[] = [];
    const fresh = async (report: (error: Error) => void = () => undefined) => {
      const [here, there] = await open(report);
      ends.push(here, there);
      return { here, there, topic: `test-${randomUUID()}` };
    };
    afterEach(async () => {
      await Promise.all(new Set(ends.splice(0)).values().map((bus) => bus.close()));
    });

    test('tells every subscriber here and there, byte for byte', async () => {
      const { here, there, topic } = await fresh();
      const [mine, also, theirs] = [inbox(), inbox(), inbox()];
      await here.subscribe(topic, mine.take);
      await here.subscribe(topic, also.take);
      await there.subscribe(topic, theirs.take);
      here.publish(topic, bytes(0, 255, 10, 13, 128));
      for (const one of [mine, also, theirs]) expect(await one.until(1)).toEqual([[0, 255, 10, 13, 128]]);
      expect(here.connected).toBe(true);
    });

    test('keeps the order of one publisher, and each message comes once', async () => {
      const { here, there, topic } = await fresh();
      const theirs = inbox();
      await there.subscribe(topic, theirs.take);
      const sent = Array.from({ length: 500 }, (_, n) => [n & 255, n >> 8]);
      for (const one of sent) here.publish(topic, bytes(...one));
      expect(await theirs.until(500)).toEqual(sent);
      here.publish(topic, bytes(7));
      expect((await theirs.until(501)).at(-1)).toEqual([7]);
    });

    test('topics are apart', async () => {
      const { here, there, topic } = await fresh();
      const [one, other] = [inbox(), inbox()];
      await there.subscribe(topic, one.take);
      await there.subscribe(`${topic}*`, other.take);
      here.publish(`${topic}*`, bytes(1));
      here.publish(topic, bytes(2));
      expect(await one.until(1)).toEqual([[2]]);
      expect(other.taken).toEqual([[1]]);
    });

    test('whoever ended hears nothing more; the others do, and it can come again', async () => {
      const { here, there, topic } = await fresh();
      const [gone, stays] = [inbox(), inbox()];
      const end = await there.subscribe(topic, gone.take);
      await there.subscribe(topic, stays.take);
      end();
      end();
      here.publish(topic, bytes(1));
      await stays.until(1);
      expect(gone.taken).toEqual([]);
      await there.subscribe(topic, gone.take);
      here.publish(topic, bytes(2));
      expect(await gone.until(1)).toEqual([[2]]);
    });

    test('a topic that was left by all can be taken up again', async () => {
      const { here, there, topic } = await fresh();
      const first = inbox();
      (await there.subscribe(topic, first.take))();
      const again = inbox();
      await there.subscribe(topic, again.take);
      here.publish(topic, bytes(3));
      expect(await again.until(1)).toEqual([[3]]);
      expect(first.taken).toEqual([]);
    });

    test('publishing returns before anybody is told', async () => {
      const { here, topic } = await fresh();
      const mine = inbox();
      await here.subscribe(topic, mine.take);
      here.publish(topic, bytes(1));
      expect(mine.taken).toEqual([]);
      await mine.until(1);
    });

    test('a subscriber that throws is reported and keeps nothing from the others', async () => {
      const reported: string[] = [];
      const { here, topic } = await fresh((error) => reported.push(error.message));
      const mine = inbox();
      await here.subscribe(topic, () => {
        throw new Error('a bug');
      });
      await here.subscribe(topic, mine.take);
      here.publish(topic, bytes(1));
      expect(await mine.until(1)).toEqual([[1]]);
      expect(reported).toEqual(['a bug']);
    });

    test('a closed one is silent, and closing twice does nothing', async () => {
      const { here, topic } = await fresh();
      await here.subscribe(topic, inbox().take);
      await here.close();
      expect(() => here.publish(topic, bytes(1))).not.toThrow();
      await here.close();
    });
  });
};
