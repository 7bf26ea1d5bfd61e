/** Other systems at the door: what a token opens, and what it never does. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { house as byHouse } from '#shared/core/actor.ts';
import { openHouse, type Caller, type House } from './running.ts';

let house: House;
let admin: Caller;
beforeAll(async () => {
  house = await openHouse({ logLevel: 'debug' });
  admin = await house.person('admin');
});
afterAll(() => house.close());

const make = async (scopes: readonly string[], days = 30): Promise<{ id: string; secret: string }> => {
  const { status, body } = await house.call('POST', '/api/tokens', { name: '热线系统', scopes, days }, admin);
  expect(status, JSON.stringify(body)).toBe(201);
  return { id: (body['token'] as { id: string }).id, secret: String(body['secret']) };
};
const as = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });
let asked = 0;
const command = (stream: string, given: unknown, from: object) =>
  house.call('POST', `/api/${stream}/commands`, { id: `t-${(asked += 1)}`, command: given }, from);

test('it opens what its scopes say, and acts under its own name', async () => {
  const { id, secret } = await make(['people:register', 'people:read']);
  const register = { type: 'register', name: '示例', roles: ['member'], department: null };
  expect((await command('people/p-new', register, as(secret))).body).toEqual({ seq: 1 });
  const [recorded] = await house.engine.events('people/p-new', 0);
  expect(recorded?.by).toBe(`token-${id}`);
  expect((await house.call('GET', '/api/people/p-new', undefined, as(secret))).status).toBe(200);
  expect((await house.call('GET', '/api/rows/people', undefined, as(secret))).status).toBe(200);
  expect((await house.call('GET', '/api/me', undefined, as(secret))).body).toMatchObject({ id: '' });
});

test('everything else is shut: other commands, other kinds, making tokens, uploads', async () => {
  const { secret } = await make(['people:read']);
  const no = { status: 403, body: { refused: 'out-of-scope' } };
  expect(await command('people/p-new', { type: 'disable' }, as(secret))).toMatchObject(no);
  expect(await house.call('GET', '/api/boards/1', undefined, as(secret))).toMatchObject(no);
  expect(await house.call('GET', '/api/rows/boards', undefined, as(secret))).toMatchObject(no);
  expect(await house.call('GET', '/api/tokens', undefined, as(secret))).toMatchObject(no);
  expect(await house.call('POST', '/api/tokens', { name: 'x', scopes: ['people:read'], days: 1 }, as(secret))).toMatchObject(no);
  expect(await house.call('GET', '/api/jobs', undefined, as(secret))).toMatchObject(no);
  expect(await house.call('POST', '/api/invitations', {}, as(secret))).toMatchObject(no);
});

test('one for the public reads what anybody may see, of every kind, and nothing else', async () => {
  const { secret } = await make(['public:read']);
  const line = (text: string, hidden: boolean) => command('boards/open', { type: 'write', line: text, secret: hidden }, admin);
  await line('公开', false);
  await line('标记-不公开', true);
  const { status, body } = await house.call('GET', '/api/boards/open', undefined, as(secret));
  expect([status, body['audience']]).toEqual([200, 'public']);
  const events = await house.call('GET', '/api/boards/open/events', undefined, as(secret));
  expect(JSON.stringify([body, events.body, (await house.call('GET', '/api/rows/people', undefined, as(secret))).body])).not.toMatch(
    /标记|example/u,
  );
  expect(JSON.stringify(events.body)).toContain('公开');
  expect((await command('boards/open', { type: 'write', line: 'x' }, as(secret))).status).toBe(403);
  expect((await house.call('GET', '/api/webhooks', undefined, as(secret))).status).toBe(403);
});

test('a cookie beside it adds nothing', async () => {
  const { secret } = await make(['people:read']);
  const both = { cookie: admin.cookie, ...as(secret) };
  expect(await house.call('GET', '/api/tokens', undefined, both)).toMatchObject({ status: 403 });
});

test('wrong, revoked and expired ones are nobody', async () => {
  const { id, secret } = await make(['people:read']);
  const read = () => house.call('GET', '/api/rows/people', undefined, as(secret));
  expect((await read()).status).toBe(200);
  expect((await house.call('DELETE', `/api/tokens/${id}`, undefined, admin)).status).toBe(200);
  expect(await read()).toMatchObject({ status: 401, body: { refused: 'not-signed-in' } });
  expect((await house.call('GET', '/api/rows/people', undefined, as('cst_nonsense'))).status).toBe(401);
  const short = await make(['people:read'], 1);
  house.clock.pass(86_400_001);
  expect((await house.call('GET', '/api/rows/people', undefined, as(short.secret))).status).toBe(401);
  admin = await house.person('admin');
});

test('it can never do more than who made it can do now', async () => {
  const other = await house.person('admin');
  const { body } = await house.call('POST', '/api/tokens', { name: 'x', scopes: ['people:register'], days: 9 }, other);
  const from = as(String(body['secret']));
  const register = { type: 'register', name: '示例', roles: [], department: null };
  expect((await command('people/p-a', register, from)).status).toBe(200);
  const answer = await house.engine.ask(
    `people/${other.person}`,
    'less',
    { type: 'setRoles', roles: ['member'] } as never,
    byHouse(house.clock.now()),
  );
  expect(answer).toHaveProperty('seq');
  expect((await command('people/p-b', register, from)).status).toBe(409);
  await house.engine.ask(`people/${other.person}`, 'none', { type: 'disable' }, byHouse(house.clock.now()));
  expect((await command('people/p-c', register, from)).status).toBe(401);
});

test('only administrators make them; the secret is told once and stands nowhere', async () => {
  const member = await house.person('member');
  const body = { name: 'x', scopes: ['people:read'], days: 9 };
  expect((await house.call('POST', '/api/tokens', body, member)).status).toBe(403);
  expect((await house.call('POST', '/api/tokens', body)).status).toBe(401);
  expect((await house.call('POST', '/api/tokens', { ...body, scopes: ['people:fly'] }, admin)).status).toBe(422);
  const { id, secret } = await make(['people:read']);
  await house.call('GET', '/api/rows/people', undefined, as(secret));
  const listed = await house.call('GET', '/api/tokens', undefined, admin);
  expect(JSON.stringify(listed.body)).toContain(id);
  expect(JSON.stringify(listed.body)).not.toContain(secret);
  expect((listed.body['tokens'] as { id: string; usedAt: number | null }[]).find((token) => token.id === id)?.usedAt).toBeGreaterThan(0);
  expect(JSON.stringify(await house.store.tokens())).not.toContain(secret);
  expect(house.logged.join('\n')).not.toContain(secret.slice(4));
});

test('one that asks too often waits', async () => {
  const { secret } = await make(['people:read']);
  const statuses = new Set<number>();
  for (let n = 0; n < 12; n += 1) {
    const all = await Promise.all(Array.from({ length: 40 }, () => house.call('GET', '/api/me', undefined, as(secret))));
    for (const { status } of all) statuses.add(status);
  }
  expect([...statuses].sort()).toEqual([200, 429]);
});
