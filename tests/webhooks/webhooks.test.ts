/** Webhooks with a real receiver: signed, in order, once, retried, and never more than the viewer may know. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ToldDelivery, ToldWebhook } from '#shared/core/wire.ts';
import { localBus } from '#tests/engine/node.ts';
import { memory, openHouse, type Caller, type House } from '#tests/gateway/running.ts';
import { startReceiver, verified, type Receiver } from './receiver.ts';

let house: House;
let admin: Caller;
let receiver: Receiver;
beforeAll(async () => void (house = await openHouse({ logLevel: 'debug' })));
afterAll(() => house.close());
beforeEach(async () => {
  receiver = await startReceiver();
  admin = await house.person('admin');
});
afterEach(async () => {
  for (const { id } of (await hooks()).webhooks) await house.call('DELETE', `/api/webhooks/${id}`, undefined, admin);
  await receiver.close();
});

const hooks = async () => (await house.call('GET', '/api/webhooks', undefined, admin)).body as unknown as { webhooks: ToldWebhook[] };
const make = async (given: object = {}, by: object = admin, at = house) => {
  const body = { name: '考核系统', url: receiver.url, events: ['boards.*'], sees: 'public', ...given };
  const answer = await at.call('POST', '/api/webhooks', body, by);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return { id: (answer.body['webhook'] as ToldWebhook).id, secret: String(answer.body['secret']) };
};
const log = async (id: string): Promise<readonly ToldDelivery[]> =>
  (await house.call('GET', `/api/webhooks/${id}/deliveries`, undefined, admin)).body['deliveries'] as ToldDelivery[];
const write = (stream: string, text: string, secret = false, at = house, by: Caller = admin) =>
  at.call('POST', `/api/${stream}/commands`, { id: randomUUID(), command: { type: 'write', line: text, secret } }, by);
const board = (): string => `boards/${randomUUID()}`;
/** What the log says, asked until it says so. */
const ended = async (id: string, as: string): Promise<ToldDelivery> => {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const found = (await log(id)).find((one) => one.ended === as);
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`no delivery ended ${as}: ${JSON.stringify(await log(id))}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const numbers = (at: Receiver, stream: string): number[] =>
  at.kept.filter(({ body }) => body.data['stream'] === stream).map(({ body }) => Number(body.data['seq']));

describe('telling', () => {
  test('an event comes signed, with its type, time and place, and the receiver checks it', async () => {
    const { secret } = await make();
    const stream = board();
    await write(stream, '电梯坏了');
    await receiver.until(({ kept }) => kept.length === 1);
    const [taken] = receiver.kept;
    if (!taken) throw new Error('nothing was told');
    expect(verified(secret, taken)).toMatchObject({
      type: 'boards.written',
      data: { stream, seq: 1, by: admin.person, event: { type: 'written', line: '电梯坏了', secret: false } },
    });
    expect(Date.parse(taken.body.timestamp)).toBe(taken.body.data['at']);
    expect(taken.id).toMatch(/^msg_[\w-]{27}$/u);
    expect(() => verified(secret.replace(/.=$/u, 'A='), taken), 'another secret').toThrow();
    expect(() => verified(secret, { ...taken, text: taken.text.replace('电梯', '楼梯') }), 'another body').toThrow();
  });

  test('events of one stream come in order and once, whatever the others do', async () => {
    await make();
    const streams = [board(), board(), board()];
    await Promise.all(Array.from({ length: 30 }, (_, n) => write(streams[n % 3] as string, `${n}`)));
    await receiver.until(({ kept }) => kept.length >= 30);
    for (const stream of streams) expect(numbers(receiver, stream)).toEqual(Array.from({ length: 10 }, (_, n) => n + 1));
    expect(new Set(receiver.taken.map(({ id }) => id)).size).toBe(receiver.taken.length);
  });

  test('the public is not told what it may not see; the maker is', async () => {
    const open = await make();
    const other = await startReceiver();
    await make({ url: other.url, sees: 'maker' });
    const stream = board();
    await write(stream, '标记-不公开', true);
    await write(stream, '公开');
    await receiver.until(({ kept }) => kept.length === 1);
    await other.until(({ kept }) => kept.length === 2);
    await other.close();
    expect(numbers(receiver, stream)).toEqual([2]);
    expect(numbers(other, stream)).toEqual([1, 2]);
    expect(receiver.taken.map(({ text }) => text).join()).not.toContain('标记');
    expect((await log(open.id)).map(({ seq }) => seq)).toEqual([2]);
  });

  test('only the types asked for; without a webhook commits leave no news', async () => {
    await make({ events: ['boards.joined', 'people.*'], sees: 'maker' });
    const stream = board();
    await write(stream, 'x');
    await house.call('POST', `/api/${stream}/commands`, { id: randomUUID(), command: { type: 'join', code: 'right' } }, admin);
    await receiver.until(({ kept }) => kept.length === 1);
    expect(receiver.kept[0]?.body.type).toBe('boards.joined');
    for (const { id } of (await hooks()).webhooks) await house.call('DELETE', `/api/webhooks/${id}`, undefined, admin);
    const committed: (true | undefined)[] = [];
    const { commit } = house.store;
    house.store.commit = async (batch) => {
      committed.push(...batch.map(({ news }) => news));
      return commit(batch);
    };
    await write(board(), 'y');
    house.store.commit = commit;
    expect(committed).toEqual([undefined]);
  });
});

describe('failing', () => {
  test('tried again under the same id, later ones of the stream wait, and then all come in order', async () => {
    const { id } = await make();
    let no = 2;
    receiver.answer = () => ((no -= 1) >= 0 ? 503 : 200);
    const stream = board();
    for (const text of ['a', 'b', 'c']) await write(stream, text);
    await receiver.until(({ taken }) => taken.length === 1);
    house.clock.pass(6_000);
    house.means.deliveries.look();
    await receiver.until(({ taken }) => taken.length === 2);
    expect(new Set(receiver.taken.map(({ id: of }) => of)).size).toBe(1);
    await receiver.until(() => true);
    expect((await log(id)).map(({ seq, ended: end }) => [seq, end])).toEqual([
      [3, null],
      [2, null],
      [1, null],
    ]);
    house.clock.pass(6 * 60_000);
    house.means.deliveries.look();
    await receiver.until(({ kept }) => kept.length === 3);
    expect(numbers(receiver, stream)).toEqual([1, 2, 3]);
    expect((await hooks()).webhooks[0]).toMatchObject({ disabledAt: null });
  });

  test('410 ends it: switched off, what waits is given up, administrators see why; switched on again it is told anew', async () => {
    const { id } = await make();
    receiver.answer = () => 410;
    const stream = board();
    await write(stream, 'a');
    await ended(id, 'dead');
    expect((await hooks()).webhooks[0]).toMatchObject({ id, disabledWhy: 'gone' });
    await write(stream, 'b');
    receiver.answer = () => 200;
    expect((await house.call('POST', `/api/webhooks/${id}/enable`, {}, admin)).status).toBe(200);
    await write(stream, 'c');
    await receiver.until(({ kept }) => kept.length === 1);
    expect(numbers(receiver, stream)).toEqual([3]);
    const [first] = (await log(id)).filter(({ seq }) => seq === 1);
    expect((await house.call('POST', `/api/webhooks/${id}/deliveries/${first?.id}/again`, {}, admin)).status).toBe(202);
    await receiver.until(({ kept }) => kept.length === 2);
    expect(numbers(receiver, stream)).toEqual([3, 1]);
  });

  test('with nothing but failures for days it is switched off', async () => {
    const { id } = await make();
    receiver.answer = () => 500;
    await write(board(), 'a');
    await receiver.until(({ taken }) => taken.length === 1);
    const failing = async (): Promise<boolean> => ((await hooks()).webhooks[0]?.failingSince ?? null) !== null;
    for (const deadline = Date.now() + 10_000; !(await failing()) && Date.now() < deadline;) await new Promise(setImmediate);
    house.clock.pass(5 * 86_400_000 + 60_000);
    admin = await house.person('admin');
    house.means.deliveries.look();
    await ended(id, 'dead');
    expect((await hooks()).webhooks[0]).toMatchObject({ id, disabledWhy: 'failing' });
  });

  test('a redirection is not followed, and what is answered is kept nowhere', async () => {
    const { id, secret } = await make();
    const other = await startReceiver();
    receiver.answer = () => 302;
    receiver.headers = { location: other.url };
    await house.call('POST', `/api/webhooks/${id}/test`, {}, admin);
    expect(await ended(id, 'dead')).toMatchObject({ type: 'webhook.test', note: '302', stream: '' });
    expect(other.taken).toHaveLength(0);
    await other.close();
    const all = JSON.stringify([await log(id), await hooks(), house.logged]);
    for (const hidden of ['inner text', 'hush', secret.slice(6)]) expect(all).not.toContain(hidden);
  });

  test('names erased meanwhile are not told any more', async () => {
    await make({ events: ['people.*'], sees: 'maker' });
    receiver.answer = () => 503;
    const command = { type: 'register', name: '标记-张三', roles: [], department: null };
    await house.call('POST', '/api/people/p-erased/commands', { id: 'r-1', command }, admin);
    await receiver.until(({ taken }) => taken.some(({ text }) => text.includes('标记-张三')));
    await house.call('POST', '/api/erasures', { person: 'p-erased' }, admin);
    receiver.answer = () => 200;
    house.clock.pass(6_000);
    house.means.deliveries.look();
    await receiver.until(({ kept }) => kept.length >= 1);
    expect(receiver.kept[0]?.body.data).toMatchObject({ stream: 'people/p-erased', event: { personal: { facts: null } } });
    expect(receiver.kept.map(({ text }) => text).join()).not.toContain('标记');
  });
});

describe('who may', () => {
  test('administrators only; addresses inside and plain http are refused unless the keeper allows them', async () => {
    const body = { name: 'x', url: receiver.url, events: ['boards.*'], sees: 'public' };
    expect((await house.call('POST', '/api/webhooks', body, await house.person('member'))).status).toBe(403);
    expect((await house.call('GET', '/api/webhooks')).status).toBe(401);
    expect((await house.call('POST', '/api/webhooks', { ...body, events: ['ghosts.*'] }, admin)).body).toMatchObject({
      malformed: 'event',
    });
    const closed = await openHouse({ settings: { webhookPrivate: false } });
    const chief = await closed.person('admin');
    for (const url of [receiver.url, 'https://127.0.0.1/', 'https://[::1]/', 'https://10.1.2.3/', 'https://a:b@example.org/', 'ftp://x/'])
      expect((await closed.call('POST', '/api/webhooks', { ...body, url }, chief)).body, url).toMatchObject({
        malformed: 'address',
        at: 'url',
      });
    expect((await closed.call('POST', '/api/webhooks', { ...body, url: 'https://hooks.example.org/in' }, chief)).status).toBe(201);
    await closed.close();
  });

  test('a token with the scope keeps its own; revoked, its webhooks end', async () => {
    const scopes = ['webhooks:manage'];
    const token = (await house.call('POST', '/api/tokens', { name: '考核', scopes, days: 9 }, admin)).body;
    const as = { headers: { authorization: `Bearer ${String(token['secret'])}` } };
    await make();
    const own = await make({}, as);
    const seen = (await house.call('GET', '/api/webhooks', undefined, as)).body as unknown as { webhooks: ToldWebhook[] };
    expect(seen.webhooks.map(({ id }) => id)).toEqual([own.id]);
    await house.call('DELETE', `/api/tokens/${(token['token'] as { id: string }).id}`, undefined, admin);
    await write(board(), 'a');
    await ended(own.id, 'dead');
    expect((await hooks()).webhooks.find(({ id }) => id === own.id)).toMatchObject({ disabledWhy: 'no-maker' });
  });
});

test('two nodes on one store tell each event once', async () => {
  const store = memory();
  const shared = new Proxy(store, { get: (target, name: keyof typeof store) => (name === 'dialect' ? 'postgres' : target[name]) });
  const bus = localBus();
  const nodes = [await openHouse({ store: shared, bus }), await openHouse({ store: shared, bus })] as const;
  const chief = await nodes[0].person('admin');
  await make({}, chief, nodes[0]);
  const stream = board();
  await Promise.all(Array.from({ length: 40 }, (_, n) => write(stream, `${n}`, false, nodes[n % 2] as House, chief)));
  await receiver.until(({ kept }) => kept.length >= 40);
  expect(numbers(receiver, stream)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
  for (const node of nodes) await node.close();
  expect(receiver.taken).toHaveLength(40);
});
