import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cookieName } from '#server/gateway/cookie.ts';
import { firstInvitation } from '#server/gateway/invitations.ts';
import { openHouse, type Caller, type House } from './running.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house.close());

const minute = 60_000;
const password = 'correct horse battery';

const invited = async (login: string, given: Caller): Promise<string> => {
  const admin = await house.person('admin');
  const { body } = await house.call('POST', '/api/invitations', { person: given.person }, admin);
  const taken = await house.call('POST', '/api/invitation', { token: body['token'], login, password });
  expect(taken.status).toBe(200);
  return taken.cookie ?? '';
};
const signIn = (login: string, secret: string, cookie?: string) =>
  house.call('POST', '/api/sign-in', { login, password: secret }, { cookie });
const me = (cookie?: string) => house.call('GET', '/api/me', undefined, { cookie });

describe('the first administrator', () => {
  test('one link makes one administrator, once; then there is no such link any more', async () => {
    const fresh = await openHouse();
    const link = String(await firstInvitation(fresh.means, fresh.url));
    const token = link.split('/').at(-1);
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/invitation\/[\w-]{43}$/);
    expect((await fresh.call('GET', `/api/invitation/${token}`)).body).toMatchObject({ registered: false, login: null });
    expect(await fresh.call('POST', '/api/invitation', { token, login: 'first', password })).toMatchObject({
      status: 422,
      body: { malformed: 'missing', at: 'name' },
    });
    const taken = await fresh.call('POST', '/api/invitation', { token, login: 'First ', password, name: '示例' });
    expect(taken.status).toBe(200);
    expect((await fresh.call('GET', '/api/me', undefined, { cookie: taken.cookie ?? '' })).body).toMatchObject({
      id: taken.body['id'],
      roles: ['admin'],
      account: true,
    });
    expect(await fresh.call('POST', '/api/invitation', { token, login: 'second', password, name: 'x' })).toMatchObject({
      status: 410,
      body: { refused: 'invitation-ended' },
    });
    expect(await firstInvitation(fresh.means, fresh.url)).toBeNull();
    expect(await fresh.call('POST', '/api/sign-in', { login: 'FIRST', password })).toMatchObject({ status: 200 });
    await fresh.close();
  });

  test('of two first links only one makes an administrator', async () => {
    const fresh = await openHouse();
    const links = [await firstInvitation(fresh.means, fresh.url), await firstInvitation(fresh.means, fresh.url)];
    const [one, other] = links.map((link) => link?.split('/').at(-1));
    expect(await fresh.call('POST', '/api/invitation', { token: one, login: 'one', password, name: 'x' })).toMatchObject({ status: 200 });
    expect(await fresh.call('POST', '/api/invitation', { token: other, login: 'other', password, name: 'y' })).toMatchObject({
      status: 410,
    });
    await fresh.close();
  });
});

describe('invitations', () => {
  test('only an administrator makes one, and only for somebody who is there', async () => {
    const supervisor = await house.person('supervisor');
    expect(await house.call('POST', '/api/invitations', { person: 'p-1' })).toMatchObject({ status: 401 });
    expect(await house.call('POST', '/api/invitations', { person: 'p-1' }, supervisor)).toMatchObject({
      status: 403,
      body: { refused: 'not-yours' },
    });
    const admin = await house.person('admin');
    expect(await house.call('POST', '/api/invitations', { person: 'p-nobody' }, admin)).toMatchObject({ status: 404 });
    expect(await house.call('POST', '/api/invitations', {}, admin)).toMatchObject({
      status: 422,
      body: { malformed: 'missing', at: 'person' },
    });
  });

  test('a link ends after its hours; a wrong one is told as an ended one', async () => {
    const admin = await house.person('admin');
    const { body } = await house.call('POST', '/api/invitations', { person: admin.person }, admin);
    expect((await house.call('GET', `/api/invitation/${String(body['token'])}`)).body).toMatchObject({
      person: admin.person,
      registered: true,
    });
    expect(await house.call('GET', `/api/invitation/${'A'.repeat(43)}`)).toMatchObject({
      status: 410,
      body: { refused: 'invitation-ended' },
    });
    house.clock.pass(73 * 60 * minute);
    expect(await house.call('POST', '/api/invitation', { token: body['token'], login: 'late', password })).toMatchObject({ status: 410 });
  });

  test('a login belongs to one person; a short password and a strange login are named', async () => {
    const some = await house.person();
    await invited('taken', some);
    const admin = await house.person('admin');
    const other = await house.person();
    const { body } = await house.call('POST', '/api/invitations', { person: other.person }, admin);
    const take = (login: string, secret: string) =>
      house.call('POST', '/api/invitation', { token: body['token'], login, password: secret });
    expect(await take('taken', password)).toMatchObject({ status: 409, body: { refused: 'login-taken' } });
    expect(await take('x', password)).toMatchObject({ status: 422, body: { malformed: 'login', at: 'login' } });
    expect(await take('fine', 'short')).toMatchObject({ status: 422, body: { malformed: 'short', at: 'password' } });
    expect(await take('fine', password)).toMatchObject({ status: 200 });
  });

  test('a new password ends every older sign-in of that person', async () => {
    const person = await house.person('member');
    const before = await invited('forgetful', person);
    expect((await me(before)).body['id']).toBe(person.person);
    const after = await invited('forgetful', person);
    expect((await me(before)).body['id']).toBe('');
    expect((await me(after)).body['id']).toBe(person.person);
  });
});

describe('sign-in', () => {
  test('the cookie is for this site, for no script, and only its hash is kept', async () => {
    await invited('hashed', await house.person());
    const answer = await signIn('hashed', password);
    expect(answer.headers.get('set-cookie')).toMatch(
      new RegExp(`^${cookieName}=[\\w-]{43}; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax$`),
    );
    const secret = answer.cookie?.split('=')[1] ?? '';
    expect(await house.store.signIn(secret)).toBeNull();
    const safe = await openHouse({ settings: { publicOrigin: 'https://consult.example.org' } });
    expect((await safe.call('POST', '/api/guest')).headers.get('set-cookie')).toMatch(/; Secure$/);
    await safe.close();
  });

  test('a wrong password and an unknown login are told alike', async () => {
    await invited('alike', await house.person());
    const wrong = await signIn('alike', 'not this one at all');
    const unknown = await signIn('nobody-here', 'not this one at all');
    expect(wrong).toMatchObject({ status: 401, body: { refused: 'wrong-sign-in' } });
    expect(unknown.status).toBe(wrong.status);
    expect(unknown.body).toEqual(wrong.body);
  });

  test('after repeated failures the login is shut for a while, known or not, and even with the right password', async () => {
    await invited('guessed', await house.person());
    for (const login of ['guessed', 'unknown-guessed']) {
      for (let n = 0; n < 8; n += 1) expect((await signIn(login, 'wrong wrong wrong')).status).toBe(401);
      const shut = await signIn(login, password);
      expect(shut).toMatchObject({ status: 429, body: { refused: 'too-many' } });
      expect(Number(shut.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    house.clock.pass(10 * minute);
    expect((await signIn('guessed', password)).status).toBe(200);
  });

  test('the lock is in the store: a new start forgets nothing', async () => {
    await invited('locked', await house.person());
    for (let n = 0; n < 8; n += 1) await signIn('locked', 'wrong wrong wrong');
    expect((await house.store.account('locked'))?.lockedUntil).toBeGreaterThan(house.clock.now());
  });

  test('a sign-in ends with sign-out and after its days', async () => {
    await invited('leaving', await house.person());
    const one = (await signIn('leaving', password)).cookie ?? '';
    const other = (await signIn('leaving', password)).cookie ?? '';
    const left = await house.call('POST', '/api/sign-out', undefined, { cookie: one });
    expect(left.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await me(one)).body['id']).toBe('');
    expect((await me(other)).body['id']).not.toBe('');
    house.clock.pass(14 * 24 * 60 * minute);
    expect((await me(other)).body['id']).toBe('');
  });

  test('a disabled person is nobody, at once', async () => {
    const person = await house.person('convener');
    const admin = await house.person('admin');
    expect((await me(person.cookie)).body['roles']).toEqual(['convener']);
    await house.call('POST', `/api/people/${person.person}/commands`, { id: 'd', command: { type: 'disable' } }, admin);
    expect((await me(person.cookie)).body).toMatchObject({ id: '', roles: [] });
  });

  test('malformed bodies of every shape are named', async () => {
    for (const body of [[], {}, { login: 5 }, { login: 'a', password: null }, { login: { $ne: '' }, password: 'x' }, 'null', '"text"'])
      expect((await house.call('POST', '/api/sign-in', body)).status).toBe(422);
  });
});

describe('seats', () => {
  test('a seat survives a reload and stays the same; it has no office even if its id looked like a person', async () => {
    const seat = await house.call('POST', '/api/guest');
    const again = await house.call('POST', '/api/guest', undefined, { cookie: seat.cookie ?? '' });
    expect(seat.body['id']).toMatch(/^g-/);
    expect(again.body['id']).toBe(seat.body['id']);
    expect(again.cookie).toBeNull();
    expect((await me(seat.cookie ?? '')).body).toMatchObject({ id: seat.body['id'], roles: [], account: false });
  });

  test('a wrong, an invented and an overlong cookie are nobody and are taken away', async () => {
    for (const value of ['x', 'A'.repeat(43), '%00', '../../etc', 'A'.repeat(7000)]) {
      const answer = await me(`${cookieName}=${value}`);
      expect(answer).toMatchObject({ status: 200, body: { id: '', roles: [] } });
      expect(answer.headers.get('set-cookie')).toContain('Max-Age=0');
    }
  });

  test('whoever signs in gives up the seat of the same browser', async () => {
    await invited('sitting', await house.person());
    const seat = await house.call('POST', '/api/guest');
    expect((await signIn('sitting', password, seat.cookie ?? '')).status).toBe(200);
    expect((await me(seat.cookie ?? '')).body['id']).toBe('');
  });
});

describe('foreign sites', () => {
  test('may change nothing; pages of this house, of its public address and scripts may', async () => {
    const post = (headers: Record<string, string>) => house.call('POST', '/api/guest', undefined, { headers });
    for (const origin of ['https://evil.example', 'null', 'not an address', `${house.url}.evil.example`, 'http://127.0.0.1:1'])
      expect(await post({ origin })).toMatchObject({ status: 403, body: { refused: 'foreign-origin' } });
    expect((await post({ origin: house.url })).status).toBe(200);
    expect((await post({})).status).toBe(200);
    const known = await openHouse({ settings: { publicOrigin: 'https://consult.example.org' } });
    expect((await known.call('POST', '/api/guest', undefined, { headers: { origin: 'https://consult.example.org' } })).status).toBe(200);
    expect((await known.call('POST', '/api/guest', undefined, { headers: { origin: 'https://consult.example.net' } })).status).toBe(403);
    await known.close();
  });

  test('reading is not changing', async () => {
    expect((await house.call('GET', '/api/me', undefined, { headers: { origin: 'https://evil.example' } })).status).toBe(200);
  });
});

describe('codes', () => {
  test('whoever tries codes is stopped, for each person and for the thing itself; those inside go on', async () => {
    const path = '/api/boards/guessed/commands';
    let asked = 0;
    const join = (cookie: string, code: string) =>
      house.call('POST', path, { id: `j-${(asked += 1)}`, command: { type: 'join', code } }, { cookie });
    const inside = await house.guest();
    expect((await join(inside.cookie, 'right')).status).toBe(200);
    const guesser = await house.guest();
    for (let n = 0; n < 40; n += 1) expect((await join(guesser.cookie, `c-${n}`)).status).toBe(409);
    expect(await join(guesser.cookie, 'right')).toMatchObject({ status: 429, body: { refused: 'too-many' } });
    for (let many = 0; many < 8; many += 1) {
      const another = await house.guest();
      for (let n = 0; n < 36; n += 1) await join(another.cookie, `c-${n}`);
    }
    expect((await join((await house.guest()).cookie, 'right')).status).toBe(429);
    const write = { id: 'w', command: { type: 'write', line: 'we go on' } };
    expect((await house.call('POST', path, write, inside)).status).toBe(200);
    house.clock.pass(10 * minute);
    expect((await join((await house.guest()).cookie, 'right')).status).toBe(200);
  });
});
