import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { StreamId } from '#shared/core/recorded.ts';
import { limits } from '#shared/core/wire.ts';
import { openHouse, type House, type Line } from './running.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house.close());

const board = (): StreamId => `boards/${randomUUID()}`;
const written = (line: string, secret = false) => ({ type: 'write', line, secret });
const write = (line: Line, stream: StreamId, text: string, secret = false) => line.command(stream, randomUUID(), written(text, secret));
const seqs = (line: Line, stream: StreamId) => line.events(stream).map(({ seq }) => seq);

describe('following', () => {
  test('whoever knows nothing gets the state; whoever has a place gets what came after', async () => {
    const stream = board();
    const line = await house.line();
    for (const text of ['a', 'b', 'c']) await write(line, stream, text);
    expect(await line.follow(stream)).toMatchObject({ seq: 3, audience: 'public', state: { lines: [{}, {}, {}] }, events: [] });
    const later = await line.follow(stream, 1, 'public');
    expect(later).toMatchObject({ seq: 3, events: [{ seq: 2 }, { seq: 3 }] });
    expect(later).not.toHaveProperty('state');
    expect(await line.follow(stream, 3, 'public')).toMatchObject({ seq: 3, events: [] });
    expect(await line.follow(stream, 1, 'member')).toHaveProperty('state');
    expect(await line.follow(stream, 99, 'public')).toMatchObject({ seq: 3, state: {} });
  });

  test('what only this viewer is told comes with every answer to follow, and with nobody else’s', async () => {
    const stream = board();
    const [one, two] = [await house.guest(), await house.guest()];
    const [first, second] = [await house.line(one.cookie), await house.line(two.cookie)];
    for (const line of [first, second]) await line.command(stream, randomUUID(), { type: 'join', code: 'right' });
    expect(await first.follow(stream)).toMatchObject({ state: {}, own: { joined: 1 } });
    expect(await second.follow(stream, 1, 'member')).toMatchObject({ events: [{ seq: 2 }], own: { joined: 2 } });
    expect(await (await house.line()).follow(stream)).not.toHaveProperty('own');
    expect((await house.call('GET', `/api/${stream}`, undefined, two)).body).toMatchObject({ own: { joined: 2 } });
    expect((await house.call('GET', `/api/${stream}`)).body).not.toHaveProperty('own');
  });

  test('a large state crosses the line compressed where the browser agrees; what is told to all goes as it is', async () => {
    const stream = board();
    const writer = await house.line();
    for (let n = 0; n < 20; n += 1) await write(writer, stream, `第 ${n} 行：` + '楼道灯坏了半年没人修，'.repeat(60));
    const { promise: whole, resolve: told } = Promise.withResolvers<{ letters: number; bytes: number }>();
    const { promise: event, resolve: heard } = Promise.withResolvers<string>();
    const socket = new WebSocket(`${house.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    let wire: Socket | undefined;
    socket.on('upgrade', (response) => (wire = response.socket));
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith('0')) socket.send('40');
      else if (text.startsWith('40')) socket.send(`421${JSON.stringify(['follow', stream, 0, ''])}`);
      else if (text.startsWith('431')) told({ letters: data.length, bytes: wire?.bytesRead ?? 0 });
      else if (text.includes('"events"')) heard(text);
    });
    const { letters, bytes } = await whole;
    expect(letters).toBeGreaterThan(30_000);
    expect(bytes).toBeLessThan(letters / 5);
    await write(writer, stream, '最后一行');
    expect(await event).toContain('最后一行');
    socket.close();
  });

  test('too far behind, it gets the state instead', async () => {
    const stream = board();
    const line = await house.line();
    const many = limits.behind + 10;
    await Promise.all(
      Array.from({ length: many }, (_, n) =>
        house.engine.ask(stream, `w-${n}`, written(`${n}`), { id: '', roles: [], department: null, now: house.clock.now() }),
      ),
    );
    expect(await line.follow(stream, 5, 'public')).toMatchObject({ seq: many, state: {} });
    const near = await line.follow(stream, 20, 'public');
    expect('events' in near && near.events.length).toBe(many - 20);
  });

  test('events reach every follower in order, once, without gaps, whoever comes in meanwhile', async () => {
    const stream = board();
    const writer = await house.line();
    const early = await house.line();
    await early.follow(stream);
    const late: { line: Line; from: number }[] = [];
    const writing = Promise.all(
      Array.from({ length: 120 }, async (_, n) => {
        if (n % 30 === 0) {
          const line = await house.line();
          const followed = await line.follow(stream, n % 60 === 0 ? 0 : 1, n % 60 === 0 ? '' : 'public');
          if (!('seq' in followed)) throw new Error(JSON.stringify(followed));
          late.push({ line, from: followed.seq });
        }
        return write(writer, stream, `${n}`);
      }),
    );
    await writing;
    const all = Array.from({ length: 120 }, (_, n) => n + 1);
    await early.until(() => seqs(early, stream).length >= 120);
    expect(seqs(early, stream)).toEqual(all);
    for (const { line, from } of late) {
      await line.until(() => (seqs(line, stream).at(-1) ?? from) >= 120);
      expect(seqs(line, stream)).toEqual(all.slice(from));
    }
  });

  test('many events of one moment come as few messages', async () => {
    const stream = board();
    const line = await house.line();
    await line.follow(stream);
    await Promise.all(Array.from({ length: 100 }, (_, n) => write(line, stream, `${n}`)));
    await line.until(() => line.events(stream).length === 100);
    expect(line.heard.events.length).toBeLessThan(60);
  });

  test('what a viewer may not see still counts; members see it', async () => {
    const stream = board();
    const guest = await house.guest();
    const member = await house.line(guest.cookie);
    const other = await house.line();
    await member.command(stream, 'join', { type: 'join', code: 'right' });
    await member.follow(stream);
    await other.follow(stream);
    await write(member, stream, 'among us', true);
    await member.until(() => member.events(stream).length > 0);
    await other.until(() => other.events(stream).length > 0);
    expect(member.events(stream)).toMatchObject([{ seq: 2, event: { line: 'among us' } }]);
    expect(other.events(stream)).toEqual([{ seq: 2 }]);
  });

  test('whose audience changes starts anew, with the state of the new one; who loses access is told', async () => {
    const stream = board();
    const admin = await house.line((await house.person('admin')).cookie);
    const guest = await house.guest();
    const line = await house.line(guest.cookie);
    await write(admin, stream, 'hidden', true);
    expect(await line.follow(stream)).toMatchObject({ audience: 'public', state: { lines: [] } });
    await line.command(stream, 'join', { type: 'join', code: 'right' });
    await line.until(({ audience }) => audience.length === 1);
    expect(line.heard.audience[0]).toMatchObject([stream, { seq: 2, audience: 'member', state: { lines: [{ line: 'hidden' }] } }]);
    expect(line.events(stream)).toEqual([]);
    await write(admin, stream, 'now seen', true);
    await line.until(() => line.events(stream).length === 1);
    await admin.command(stream, 'shut', { type: 'shut' });
    await admin.command(stream, 'out', { type: 'remove', person: guest.person });
    await line.until(({ audience }) => audience.length === 2);
    expect(line.heard.audience[1]).toEqual([stream, { refused: 'not-yours' }]);
    const count = line.events(stream).length;
    await write(admin, stream, 'behind closed doors');
    await admin.ask('clock');
    await line.ask('clock');
    expect(line.events(stream).length).toBe(count);
    expect(await line.follow(stream)).toEqual({ refused: 'not-yours' });
  });

  test('whose roles change sees the difference at once', async () => {
    const stream = board();
    const person = await house.person('member');
    const admin = await house.line((await house.person('admin')).cookie);
    const line = await house.line(person.cookie);
    await write(admin, stream, 'hidden', true);
    expect(await line.follow(stream)).toMatchObject({ audience: 'public' });
    await admin.command(`people/${person.person}`, 'raise', { type: 'setRoles', roles: ['admin'] });
    await line.until(({ audience }) => audience.length === 1);
    expect(line.heard.audience[0]).toMatchObject([stream, { audience: 'member', state: { lines: [{ line: 'hidden' }] } }]);
  });

  test('unfollowing ends it', async () => {
    const stream = board();
    const line = await house.line();
    await line.follow(stream);
    line.socket.emit('unfollow', stream);
    await line.ask('clock');
    await write(line, stream, 'unheard');
    await line.ask('clock');
    expect(line.events(stream)).toEqual([]);
  });
});

describe('commands, clock, presence, rows', () => {
  test('a command is answered after it is kept; asked again it is done once', async () => {
    const stream = board();
    const line = await house.line();
    expect(await line.command(stream, 'one', written('x'))).toEqual({ seq: 1 });
    expect(await line.command(stream, 'one', written('x'))).toEqual({ seq: 1 });
    expect(await line.command(stream, 'one', written('y'))).toEqual({ refused: 'id-reused' });
    expect((await house.store.events(stream, 0)).length).toBe(1);
  });

  test('the clock is that of the server', async () => {
    const line = await house.line();
    const now = Number(await line.ask('clock'));
    expect(Math.abs(now - house.clock.now())).toBeLessThan(2_000);
  });

  test('how many people are here is told to those who are here; two screens of one person are one', async () => {
    const stream = board();
    const one = await house.guest();
    const lines = [
      await house.line(one.cookie),
      await house.line(one.cookie),
      await house.line((await house.guest()).cookie),
      await house.line(),
    ];
    for (const line of lines) await line.follow(stream);
    const first = lines[0];
    if (!first) throw new Error('no line');
    await first.until(({ signal }) => signal.some(([of, { present }]) => of === stream && present === 3));
    lines[2]?.socket.disconnect();
    await first.until(({ signal }) => signal.at(-1)?.[1].present === 2);
  });

  test('whoever watches a model is told that rows changed', async () => {
    const line = await house.line();
    expect(await line.ask('watch', 'boards')).toMatchObject({ now: expect.any(Number) as number });
    await write(line, board(), 'x');
    await line.until(({ rows }) => rows.some(([model]) => model === 'boards'));
    expect(await line.ask('watch', 'nothing')).toMatchObject({ malformed: 'model', at: 'model' });
  });

  test('after sign-out the connection comes back as nobody', async () => {
    const stream = board();
    const admin = await house.person('admin');
    const line = await house.line(admin.cookie);
    expect(await line.follow(stream)).toMatchObject({ audience: 'member' });
    const back = new Promise<void>((resolve) => line.socket.io.once('reconnect', () => resolve()));
    await house.call('POST', '/api/sign-out', undefined, admin);
    await back;
    expect(await line.follow(stream)).toMatchObject({ audience: 'public' });
  });
});
