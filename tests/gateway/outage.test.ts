import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { StoreUnavailable, type Store } from '#server/store/store.ts';
import { memory, openHouse, type House } from './running.ts';

let house: House;
let away = false;
afterEach(() => {
  away = false;
  return house.close();
});

/** A database that can be taken away: everything but closing rejects meanwhile. */
const removable = (store: Store): Store =>
  new Proxy(store, {
    get: (target, name: keyof Store) => {
      const own: unknown = target[name];
      if (typeof own !== 'function' || name === 'close') return own;
      return (...parts: never[]) =>
        away ? Promise.reject(new StoreUnavailable('database gone')) : (own as (...parts: never[]) => unknown).apply(target, parts);
    },
  });

const write = (line: string) => ({ type: 'write', line });

describe('the database is gone', () => {
  test('every door says so, nothing is lost, and the same ask works when it is back', async () => {
    house = await openHouse({ store: removable(memory()) });
    const guest = await house.guest();
    const line = await house.line(guest.cookie);
    const stream = `boards/${randomUUID()}` as const;
    expect(await line.command(stream, 'before', write('before'))).toEqual({ seq: 1 });
    expect(await line.follow(stream)).toMatchObject({ seq: 1 });
    away = true;
    expect(await line.command(stream, 'during', write('during'))).toEqual({ unavailable: 'store' });
    expect(await house.call('POST', `/api/${stream}/commands`, { id: 'http', command: write('during') })).toMatchObject({
      status: 503,
      body: { unavailable: 'store' },
    });
    expect(await house.call('POST', '/api/guest')).toMatchObject({ status: 503, body: { unavailable: 'store' } });
    expect(await house.call('POST', '/api/sign-in', { login: 'somebody', password: 'whatever it is' })).toMatchObject({ status: 503 });
    expect(await house.call('GET', '/api/rows/boards')).toMatchObject({ status: 503 });
    expect(await (await house.line()).follow('boards/unopened')).toEqual({ unavailable: 'store' });
    expect((await house.call('GET', '/readyz')).status).toBe(503);
    expect((await house.call('GET', '/healthz')).status).toBe(200);
    away = false;
    expect(await line.command(stream, 'during', write('during'))).toEqual({ seq: 2 });
    await line.until(() => line.events(stream).length === 1);
    expect((await house.store.events(stream, 0)).map(({ cause }) => cause)).toEqual(['before', 'during']);
    expect((await house.call('GET', '/readyz')).status).toBe(200);
  });

  test('a full disk refuses for now; nothing is announced that is not kept', async () => {
    const store = memory();
    house = await openHouse({ store });
    const line = await house.line();
    const stream = `boards/${randomUUID()}` as const;
    await line.follow(stream);
    store.failNextCommits(1);
    expect(await line.command(stream, 'one', write('x'))).toEqual({ unavailable: 'store' });
    expect(line.events(stream)).toEqual([]);
    expect(await line.command(stream, 'one', write('x'))).toEqual({ seq: 1 });
    await line.until(() => line.events(stream).length === 1);
  });

  test('a commit whose answer got lost is found again by its id', async () => {
    const store = memory();
    house = await openHouse({ store });
    const line = await house.line();
    const stream = `boards/${randomUUID()}` as const;
    store.loseNextAnswers(1);
    expect(await line.command(stream, 'one', write('x'))).toEqual({ unavailable: 'store' });
    expect(await line.command(stream, 'one', write('x'))).toEqual({ seq: 1 });
    expect((await store.events(stream, 0)).length).toBe(1);
  });
});

describe('closing', () => {
  test('what is under way is answered and told, what comes later is sent away, and the browser comes back by itself', async () => {
    const store = memory();
    const closing = await openHouse({ store });
    house = await openHouse();
    const line = await closing.line();
    const stream = `boards/${randomUUID()}` as const;
    await line.follow(stream);
    let open = (): void => undefined;
    const waits = new Promise<void>((resolve) => (open = resolve));
    const reached = new Promise<void>((resolve) => {
      store.gate = () => {
        resolve();
        return waits;
      };
    });
    const answer = line.command(stream, 'last', write('last'));
    await reached;
    const reason = new Promise<string>((resolve) => line.socket.once('disconnect', resolve));
    const ended = closing.app.close();
    expect(await line.command(stream, 'late', write('late'))).toEqual({ unavailable: 'closing' });
    expect((await closing.call('GET', '/readyz')).status).toBe(503);
    open();
    expect(await answer).toEqual({ seq: 1 });
    await line.until(() => line.events(stream).length === 1);
    await ended;
    expect(await reason).toBe('transport close');
    expect(line.socket.active).toBe(true);
    line.socket.disconnect();
    await closing.engine.close();
    expect((await store.events(stream, 0)).length).toBe(1);
  });
});
