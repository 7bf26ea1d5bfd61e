import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import WebSocket from 'ws';
import { openHouse, type House } from './running.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house.close());

const alive = async (): Promise<void> => {
  const line = await house.line();
  expect(await line.command(`boards/${randomUUID()}`, 'x', { type: 'write', line: 'alive' })).toEqual({ seq: 1 });
  line.socket.disconnect();
};

describe('live connection', () => {
  test('malformed messages are told what is wrong and where', async () => {
    const line = await house.line();
    const stream = 'boards/1';
    expect(await line.ask('command', stream, 'x', { type: 'write', line: 5 })).toMatchObject({ malformed: 'string', at: 'command.line' });
    expect(await line.ask('command', stream, 'x')).toMatchObject({ at: 'command' });
    expect(await line.ask('command', stream)).toMatchObject({ malformed: 'missing', at: 'id' });
    expect(await line.ask('command')).toMatchObject({ malformed: 'missing', at: 'stream' });
    expect(await line.ask('command', 'nothing/1', 'x', {})).toEqual({ refused: 'unknown-kind' });
    expect(await line.ask('command', '__proto__/1', 'x', {})).toEqual({ refused: 'unknown-kind' });
    expect(await line.ask('command', 'boards/../1', 'x', {})).toMatchObject({ malformed: 'id', at: 'stream' });
    expect(await line.ask('follow', stream, -1, '')).toMatchObject({ at: 'since' });
    expect(await line.ask('follow', stream, 1.5, '')).toMatchObject({ at: 'since' });
    expect(await line.ask('follow', stream, 0, {})).toMatchObject({ at: 'audience' });
    expect(await line.ask('follow', 'nothing/1', 0, '')).toEqual({ refused: 'unknown-kind' });
    expect(await line.ask('fly', 1)).toMatchObject({ malformed: 'unknown-message' });
    expect(await line.ask('constructor', 1)).toMatchObject({ malformed: 'unknown-message' });
  });

  test('whatever is said gets an answer that is no failure, and the house lives', async () => {
    const line = await house.line();
    const names = fc.constantFrom('command', 'follow', 'unfollow', 'watch', 'unwatch', 'clock', 'events', '__proto__', '');
    const part = fc.oneof(
      fc.jsonValue(),
      fc.string(),
      fc.integer(),
      fc.constant('boards/1'),
      fc.constant(null),
      fc.uint8Array({ maxLength: 50 }),
    );
    await fc.assert(
      fc.asyncProperty(names, fc.array(part, { maxLength: 5 }), async (name, parts) => {
        const answer = await line.ask(name, ...parts);
        expect(answer === null || typeof answer !== 'object' || !('failed' in answer)).toBe(true);
      }),
      { numRuns: 150 },
    );
    await alive();
  });

  test('messages without anybody waiting for an answer do no harm', async () => {
    const line = await house.line();
    line.socket.emit('command', 'boards/quiet', 'q', { type: 'write', line: 'quiet' });
    line.socket.emit('command');
    line.socket.emit('follow', {});
    line.socket.emit('clock');
    await line.ask('clock');
    expect((await house.store.events('boards/quiet', 0)).length).toBe(1);
  });

  test('a command that is too large is named; a message of 10 MB cuts the connection, and nothing of it is kept', async () => {
    const line = await house.line();
    expect(await line.ask('command', 'boards/large', 'x', { type: 'write', line: 'x'.repeat(100_000) })).toEqual({
      malformed: 'too-large',
      at: 'command',
    });
    const cut = new Promise<string>((resolve) => line.socket.once('disconnect', resolve));
    line.socket.emit('command', 'boards/large', 'y', { type: 'write', line: 'x'.repeat(10 * 1024 * 1024) });
    expect(await cut).toBe('transport close');
    expect((await house.store.events('boards/large', 0)).length).toBe(0);
    await alive();
  });

  test('a flood is told to slow down, others are not disturbed', async () => {
    const line = await house.line();
    const answers = await Promise.all(Array.from({ length: 700 }, () => line.ask('clock')));
    expect(
      answers.some((answer) => typeof answer === 'object' && answer !== null && 'refused' in answer && answer.refused === 'too-many'),
    ).toBe(true);
    await alive();
  });

  test('nobody follows without end', async () => {
    const line = await house.line();
    const answers = await Promise.all(Array.from({ length: 80 }, (_, n) => line.follow(`boards/many-${n}`)));
    expect(answers.filter((answer) => 'refused' in answer && answer.refused === 'too-many').length).toBeGreaterThan(0);
  });
});

const status = (path: string, headers: Record<string, string>): Promise<number | 'open'> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(house.url.replace('http', 'ws') + path, { headers });
    socket.once('unexpected-response', (request, response) => {
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.once('open', () => {
      socket.terminate();
      resolve('open');
    });
    socket.once('error', reject);
  });

describe('opening a connection', () => {
  test('a foreign site opens neither a live connection nor a document', async () => {
    const evil = { origin: 'https://evil.example' };
    expect(await status('/socket.io/?EIO=4&transport=websocket', evil)).toBe(403);
    expect(await status('/documents/boards/1/paper', evil)).toBe(403);
    expect(await status('/socket.io/?EIO=4&transport=websocket', { origin: house.url })).toBe('open');
    expect(await status('/documents/boards/1/paper', { origin: house.url })).toBe('open');
  });

  test('an unknown address is not there', async () => {
    expect(await status('/nowhere', {})).toBe(404);
  });

  test('a wrong cookie is nobody', async () => {
    const line = await house.line('consultation=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    expect(await line.command('boards/cookie', 'x', { type: 'write', line: 'x', secret: true })).toEqual({ refused: 'not-signed-in' });
  });
});
