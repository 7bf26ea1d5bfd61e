import { afterEach, describe, expect, test } from 'vitest';
import { updateFrame } from '#server/documents/frames.ts';
import { openRoom, same, until, write, type Room } from './room.ts';

let room: Room;
afterEach(() => room.close());

describe('many, fast, slow', () => {
  test('whoever talks too fast is read more slowly and loses nothing', async () => {
    room = await openRoom({ limits: { rate: 200, burst: 10 } });
    const [ann, bob] = [await room.joined('ann'), await room.joined('bob')];
    const begun = performance.now();
    // Too much for one read of the socket: what has been read is taken, only the next read waits.
    const much = 'x'.repeat(8_000);
    for (let n = 0; n < 100; n += 1) write(ann, `r${n}`, { n, much });
    await until(() => bob.rows.size === 100, 'all of it arrives');
    expect(performance.now() - begun).toBeGreaterThan(200);
    expect(ann.provider.wsconnected).toBe(true);
  });

  test('a slow client is skipped and brought up to date, the others do not wait for it', async () => {
    room = await openRoom({ limits: { unsent: 20_000, rate: 1e6, burst: 1e6 } });
    const [ann, bob, eve] = [await room.joined('ann'), await room.joined('bob'), await room.joined('eve')];
    const slow = eve.provider.ws as unknown as { pause(): void; resume(): void };
    slow.pause();
    const big = 'x'.repeat(40_000);
    for (let n = 0; n < 300; n += 1) {
      write(ann, `r${n % 10}`, { n, big: `${big}${n}` });
      if (n % 10 === 0) await until(() => bob.rows.get('r0')?.get('n') === n, 'the others keep up');
    }
    await until(() => same(ann, bob), 'the others are there');
    expect(same(ann, eve)).toBe(false);
    slow.resume();
    await until(() => same(ann, eve), 'the slow one catches up');
    write(ann, 'last', {});
    await until(() => eve.rows.has('last'), 'and goes on as before');
  });

  test('a full document says so and lets people try again', async () => {
    room = await openRoom({ limits: { clients: 1 } });
    const ann = await room.joined('ann');
    const { closed } = await room.socket('bob');
    expect(await closed).toEqual({ code: 1013, reason: 'full' });
    ann.provider.disconnect();
    await until(() => room.node.documents.open === 0, 'there is room');
    await room.joined('bob');
  });

  test('somebody who was ended is not heard any more, whatever was under way', async () => {
    room = await openRoom();
    const ann = await room.joined('ann');
    const { socket, closed } = await room.socket('eve');
    for (let n = 0; n < 5; n += 1) socket.send(updateFrame(Uint8Array.of(1, 1, n, 0, 0, 0)));
    expect((await closed).code).toBe(4403);
    expect(ann.provider.wsconnected).toBe(true);
  });
});
