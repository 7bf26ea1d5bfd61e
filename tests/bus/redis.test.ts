import { afterEach, describe, expect, test } from 'vitest';
import type { Bus } from '#server/bus/bus.ts';
import { openBus } from '#server/bus/open.ts';
import { freePort } from '#tests/services/process.ts';
import { startRedis } from '#tests/services/redis.ts';
import { redis } from '#tests/services/shared.ts';
import { busContract, inbox } from './contract.ts';

busContract('Redis', async (report) => {
  const redisUrl = await redis();
  return Promise.all([openBus({ redisUrl, report }), openBus({ redisUrl, report })]);
});

describe('when Redis goes away', () => {
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
  });

  const server = async (port?: number) => {
    const running = await startRedis(port);
    const stop = { close: () => running.stop() };
    opened.push(stop);
    return { ...running, stop: () => opened.splice(opened.indexOf(stop), 1)[0]?.close() };
  };
  const open = async (redisUrl: string): Promise<Bus> => {
    const bus = await openBus({ redisUrl, report: () => undefined });
    opened.push(bus);
    return bus;
  };
  const returned = (bus: Bus): Promise<void> => new Promise((resolve) => bus.onReturn(resolve));
  const soon = { timeout: 10_000, interval: 20 };

  test('a node starts without it, and hears when it comes', async () => {
    const port = await freePort();
    const bus = await open(`redis://127.0.0.1:${port}`);
    expect(bus.connected).toBe(false);
    const mine = inbox();
    await bus.subscribe('hall', mine.take);
    expect(() => bus.publish('hall', Uint8Array.of(1))).not.toThrow();
    const back = returned(bus);
    await server(port);
    await back;
    expect(bus.connected).toBe(true);
    bus.publish('hall', Uint8Array.of(2));
    expect(await mine.until(1)).toEqual([[2]]);
  });

  test('it is noticed, nothing throws, and everybody is told again after its return', async () => {
    const first = await server();
    const [here, there] = [await open(first.url), await open(first.url)];
    const theirs = inbox();
    await there.subscribe('hall', theirs.take);
    here.publish('hall', Uint8Array.of(1));
    await theirs.until(1);

    const back = [returned(here), returned(there)];
    await first.stop();
    await expect.poll(() => here.connected || there.connected, soon).toBe(false);
    here.publish('hall', Uint8Array.of(2));
    const late = inbox();
    await there.subscribe('yard', late.take);
    const end = await there.subscribe('left', late.take);
    end();

    await server(first.port);
    await Promise.all(back);
    here.publish('hall', Uint8Array.of(3));
    here.publish('left', Uint8Array.of(9));
    here.publish('yard', Uint8Array.of(4));
    expect(await theirs.until(2)).toEqual([[1], [3]]);
    expect(await late.until(1)).toEqual([[4]]);
  });
});
