import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '#shared/core/wire.ts';
import { openHouse, type House } from './running.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house.close());

const board = () => `/api/boards/${randomUUID()}`;
const write = (path: string, line: string, more: { id?: string; cookie?: string; secret?: boolean } = {}) =>
  house.call(
    'POST',
    `${path}/commands`,
    { id: more.id ?? randomUUID(), command: { type: 'write', line, ...(more.secret ? { secret: true } : {}) } },
    { cookie: more.cookie },
  );

describe('commands over HTTP', () => {
  test('a command is done, and asked again with the same id it is done once', async () => {
    const path = board();
    const first = await write(path, 'hello', { id: 'one' });
    expect(first).toMatchObject({ status: 200, body: { seq: 1 } });
    expect(await write(path, 'hello', { id: 'one' })).toMatchObject({ status: 200, body: { seq: 1 } });
    expect((await house.call('GET', path)).body).toMatchObject({ seq: 1, state: { lines: [{ line: 'hello' }] } });
  });

  test('the same id with other content is refused and changes nothing', async () => {
    const path = board();
    await write(path, 'hello', { id: 'one' });
    expect(await write(path, 'other', { id: 'one' })).toMatchObject({ status: 409, body: { refused: 'id-reused' } });
    expect((await house.call('GET', path)).body['seq']).toBe(1);
  });

  test('a malformed command is told the path of its bad field', async () => {
    const path = `${board()}/commands`;
    const ask = (command: unknown, id: unknown = 'x') => house.call('POST', path, { id, command });
    expect(await ask({ type: 'write', line: '' })).toMatchObject({ status: 422, body: { malformed: 'empty', at: 'command.line' } });
    expect(await ask({ type: 'write' })).toMatchObject({ status: 422, body: { malformed: 'missing', at: 'command.line' } });
    expect(await ask({ type: 'fly' })).toMatchObject({ status: 422, body: { at: 'command.type' } });
    expect(await ask('write')).toMatchObject({ status: 422, body: { at: 'command' } });
    expect(await ask({ type: 'shut' }, 'no spaces')).toMatchObject({ status: 422, body: { malformed: 'id', at: 'id' } });
    expect(await ask({ type: 'shut' }, 7)).toMatchObject({ status: 422, body: { at: 'id' } });
    expect(await house.call('POST', path, [])).toMatchObject({ status: 422, body: { at: 'id' } });
    expect(await house.call('POST', path, '{"id":')).toMatchObject({ status: 422, body: { malformed: 'not-json' } });
    expect(await house.call('POST', path, 'x=1', { headers: { 'content-type': 'application/x-www-form-urlencoded' } })).toMatchObject({
      status: 415,
    });
  });

  test('nobody can ask with an id that the house uses for itself', async () => {
    const answer = await house.call('POST', `${board()}/commands`, { id: 'sessions/1#3#open', command: { type: 'shut' } });
    expect(answer).toMatchObject({ status: 422, body: { at: 'id' } });
  });

  test('an unknown kind, a word every object knows and an unknown address are all not there', async () => {
    for (const kind of ['nothing', 'constructor', '__proto__', 'toString']) {
      expect(await house.call('POST', `/api/${kind}/1/commands`, { id: 'x', command: { type: 'write' } })).toMatchObject({
        status: 404,
        body: { refused: 'unknown-kind' },
      });
      expect((await house.call('GET', `/api/${kind}/1`)).status).toBe(404);
      expect((await house.call('GET', `/api/rows/${kind}`)).status).toBe(404);
    }
    expect(await house.call('GET', '/api/a/b/c/d')).toMatchObject({ status: 404, body: { refused: 'not-found' } });
    expect(await house.call('GET', '/nowhere')).toMatchObject({ status: 404 });
  });

  test('a message of 10 MB is turned away and the house goes on', async () => {
    const large = JSON.stringify({ id: 'x', command: { type: 'write', line: 'x'.repeat(10 * 1024 * 1024) } });
    expect(await house.call('POST', `${board()}/commands`, large)).toMatchObject({ status: 413, body: { malformed: 'too-large' } });
    const path = board();
    const over = JSON.stringify({ id: 'x', command: { type: 'write', line: 'x'.repeat(limits.command) } });
    expect(await house.call('POST', `${path}/commands`, over)).toMatchObject({
      status: 422,
      body: { malformed: 'too-large', at: 'command' },
    });
    expect(await write(path, 'still here')).toMatchObject({ status: 200 });
  });

  test('refusals of the kind come with their code; without sign-in it is a 401', async () => {
    const path = board();
    expect(await write(path, 'x', { secret: true })).toMatchObject({ status: 401, body: { refused: 'not-signed-in' } });
    const guest = await house.guest();
    expect(await house.call('POST', `${path}/commands`, { id: 'j', command: { type: 'join', code: 'expired' } }, guest)).toMatchObject({
      status: 409,
      body: { refused: 'wrong-code' },
    });
  });

  test('a bug is told as a reference; the log has the rest under it', async () => {
    const answer = await house.call('POST', `${board()}/commands`, { id: 'b', command: { type: 'break' } });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('inner text');
    const line = house.logged.find((logged) => logged.includes(String(answer.body['failed'])));
    expect(line).toContain('inner text nobody may see');
  });
});

describe('reading over HTTP', () => {
  test('what a viewer may not see comes as its number', async () => {
    const path = board();
    const guest = await house.guest();
    await write(path, 'for all');
    await write(path, 'for members', { cookie: guest.cookie, secret: true });
    await house.call('POST', `${path}/commands`, { id: 'j', command: { type: 'join', code: 'right' } }, guest);
    const all = await house.call('GET', `${path}/events`);
    expect(all.body).toMatchObject({ seq: 3, audience: 'public' });
    expect((all.body['events'] as { seq: number; event?: object }[]).map(({ seq, event }) => [seq, event !== undefined])).toEqual([
      [1, true],
      [2, false],
      [3, true],
    ]);
    expect(JSON.stringify(all.body)).not.toContain('for members');
    const member = await house.call('GET', `${path}/events?since=1&limit=1`, undefined, guest);
    expect(member.body).toMatchObject({ audience: 'member', events: [{ seq: 2, event: { line: 'for members' } }] });
    expect(JSON.stringify((await house.call('GET', path)).body)).not.toContain('for members');
  });

  test('a thing closed to somebody says so: sign in, or not at all; one that is not there is not found', async () => {
    const path = board();
    await write(path, 'x');
    await house.call('POST', `${path}/commands`, { id: 's', command: { type: 'shut' } });
    expect(await house.call('GET', path)).toMatchObject({ status: 401, body: { refused: 'not-signed-in' } });
    expect(await house.call('GET', `${path}/events`, undefined, await house.guest())).toMatchObject({
      status: 403,
      body: { refused: 'not-yours' },
    });
    expect(await house.call('GET', board())).toMatchObject({ status: 404, body: { refused: 'not-found' } });
  });

  test('queries are checked like commands', async () => {
    expect(await house.call('GET', `${board()}/events?since=-1`)).toMatchObject({ status: 422, body: { at: 'since' } });
    expect(await house.call('GET', '/api/rows/boards?limit=100000')).toMatchObject({ status: 422, body: { at: 'limit' } });
    expect(await house.call('GET', '/api/rows/boards?index=none&value=1')).toMatchObject({ status: 422, body: { at: 'index' } });
  });

  test('rows and counts show what the viewer sees, page by page, and never a hidden value', async () => {
    const first = randomUUID();
    const admin = await house.person('admin');
    for (let n = 0; n < 5; n += 1) {
      const path = board();
      await write(path, first);
      if (n < 2) await house.call('POST', `${path}/commands`, { id: 's', command: { type: 'shut' } });
    }
    const seen = (cookie?: string) => house.call('GET', `/api/rows/boards?index=first&value=${first}&limit=2`, undefined, { cookie });
    const ids = new Set<unknown>();
    let page = await seen();
    for (let n = 0; n < 10; n += 1) {
      for (const { id } of page.body['rows'] as { id: string }[]) ids.add(id);
      if (page.body['next'] === null) break;
      page = await house.call(
        'GET',
        `/api/rows/boards?index=first&value=${first}&limit=2&after=${encodeURIComponent(page.body['next'] as string)}`,
      );
    }
    expect(ids.size).toBe(3);
    expect((await house.call('GET', '/api/counts/boards/first')).body[first]).toBe(3);
    expect((await house.call('GET', '/api/counts/boards/first', undefined, admin)).body[first]).toBe(5);
    expect((await house.call('GET', '/api/counts/boards/code')).body).toEqual({});
    expect(JSON.stringify(page.body)).not.toContain('code-');
  });

  test('whoever tries out secret values is stopped; others go on', async () => {
    const id = randomUUID();
    await write(`/api/boards/${id}`, 'x');
    const find = (code: string) => house.call('GET', `/api/rows/boards?index=code&value=${code}`);
    expect((await find(`code-${id}`)).body['rows']).toMatchObject([{ id }]);
    for (let n = 0; n < 60; n += 1) expect((await find(`wrong-${n}`)).body['rows']).toEqual([]);
    expect(await find(`code-${id}`)).toMatchObject({ status: 429, body: { refused: 'too-many' } });
    expect((await house.call('GET', '/api/rows/boards?index=first&value=nothing')).status).toBe(200);
    house.clock.pass(10_000);
    expect((await find(`code-${id}`)).status).toBe(200);
  });
});

describe('health, numbers and headers', () => {
  test('alive, ready, counting', async () => {
    expect(await house.call('GET', '/healthz')).toMatchObject({ status: 200, body: { alive: true } });
    expect(await house.call('GET', '/readyz')).toMatchObject({ status: 200, body: { ready: true } });
    await write(board(), 'x');
    const { body } = await house.call('GET', '/metrics');
    for (const name of [
      'consultation_asks_total{door="http",outcome="done"}',
      'consultation_commit_seconds_bucket',
      'consultation_sockets',
      'consultation_followers',
      'consultation_documents',
      'nodejs_eventloop_lag_seconds',
      'process_resident_memory_bytes',
    ])
      expect(body['text']).toContain(name);
  });

  test('answers run nothing, are not kept and carry an id', async () => {
    const { headers } = await house.call('GET', '/api/me');
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}$/);
  });

  test('a QR code is drawn for addresses of this house only', async () => {
    const own = await house.call('GET', `/api/qr?text=${encodeURIComponent(`${house.url}/s/1`)}`);
    expect(own.status).toBe(200);
    expect(own.headers.get('content-type')).toContain('image/svg+xml');
    expect(own.body['text']).toContain('<svg');
    expect(await house.call('GET', '/api/qr?text=https://evil.example/')).toMatchObject({
      status: 422,
      body: { malformed: 'foreign-origin' },
    });
    expect(await house.call('GET', '/api/qr?text=javascript:alert(1)')).toMatchObject({ status: 422 });
  });
});
