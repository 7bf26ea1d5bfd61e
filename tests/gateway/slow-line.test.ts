/** A phone that does not read, in a room where much is said. */
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Kind } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { openHouse, type Line } from './running.ts';

const commands = v.object({ type: v.literal('shout') });
type Shouted = { readonly type: 'shouted'; readonly text: string };
const text = 'a'.repeat(500_000);
/** More than the system keeps for two sockets, and what the house lets wait beside that. */
const most = 45;

const shouts: Kind<number, v.InferOutput<typeof commands>, Shouted, never> = {
  name: 'shouts',
  version: 1,
  commands,
  initial: 0,
  decide: () => [{ type: 'shouted', text }],
  evolve: (count) => count + 1,
  visibility: { audience: () => 'all', see: (recorded) => recorded, view: (count) => count },
};

/** Follows, and then does not read any more. */
const deaf = async (url: string, stream: StreamId): Promise<WebSocket> => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, { maxPayload: 100_000_000 });
  const until = (start: string): Promise<void> =>
    new Promise((resolve) => socket.on('message', (data: Buffer) => void (data.toString('utf8', 0, 10).startsWith(start) && resolve())));
  await once(socket, 'message');
  socket.send('40');
  await until('40');
  socket.send(`421${JSON.stringify(['follow', stream, 0, ''])}`);
  await until('431');
  socket.pause();
  return socket;
};

const present = (line: Line, stream: StreamId): number | undefined =>
  line.heard.signal.filter(([of, signal]) => of === stream && signal.present !== undefined).at(-1)?.[1].present;

test('a line that lets 4 MB wait is cut, nobody else feels it, and it is brought up to date when it comes back', async () => {
  const house = await openHouse({ kinds: { shouts } });
  try {
    const stream: StreamId = `shouts/${randomUUID()}`;
    const [reader, speaker] = [await house.line(), await house.line()];
    const shout = async (): Promise<void> =>
      void expect(await speaker.command(stream, randomUUID(), { type: 'shout' })).toHaveProperty('seq');
    await shout();
    await reader.follow(stream);
    const socket = await deaf(house.url, stream);
    await reader.until(() => present(reader, stream) === 2);
    let said = 1;
    for (; said < most; said += 1) await shout();
    await reader.until(() => reader.events(stream).at(-1)?.seq === said);
    expect(reader.events(stream).map(({ seq }) => seq)).toEqual(Array.from({ length: said - 1 }, (_, n) => n + 2));
    // It is not here any more, although it never answered and never will.
    await reader.until(() => present(reader, stream) === 1);
    const closed = once(socket, 'close') as Promise<[number]>;
    socket.resume();
    expect((await closed)[0]).toBe(1006);
    const back = await house.line();
    const followed = await back.follow(stream, 1, 'all');
    expect('events' in followed && followed.events.length).toBe(said - 1);
  } finally {
    await house.close();
  }
}, 30_000);
