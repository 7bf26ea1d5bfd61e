/** A state that several are told as they come in: the same bytes for all, and for each the whole truth. */
import { once } from 'node:events';
import { constants, inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Followed } from '#shared/core/wire.ts';
import { Wholes } from '#server/gateway/wholes.ts';
import { openHouse, type House } from './running.ts';

const long = '楼道灯坏了半年没人修，'.repeat(400);
const followed = (state: unknown, own?: unknown): Followed => ({
  ...{ seq: 7, audience: 'room', state, events: [] },
  ...(own === undefined ? {} : { own }),
});
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** What a browser reads: the payload of one frame, inflated as RFC 7692 (7.2.2) says. */
const read = (pieces: readonly Buffer[]): { readonly number: number; readonly told: unknown } => {
  const frame = Buffer.concat(pieces);
  const head = (frame[1] ?? 0) < 126 ? 2 : frame[1] === 126 ? 4 : 10;
  const length = head === 2 ? frame[1] : head === 4 ? frame.readUInt16BE(2) : Number(frame.readBigUInt64BE(2));
  const payload = frame.subarray(head);
  expect(payload.length).toBe(length);
  const whole = Buffer.concat([payload, Buffer.of(0, 0, 0xff, 0xff)]);
  const text = (frame[0] === 0xc1 ? inflateRawSync(whole, { finishFlush: constants.Z_SYNC_FLUSH }) : payload).toString();
  const [, number, told] = /^43(\d+)(\[.*\])$/su.exec(text) ?? [];
  return { number: Number(number), told: (JSON.parse(told ?? '') as [unknown])[0] };
};

const packed = async (wholes: Wholes, answer: Followed): Promise<readonly Buffer[]> => {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const frame = wholes.frame(12, answer, 'deflated');
    if (frame) return frame;
    await turn();
  }
  throw new Error('never compressed');
};

describe('the words of a whole state', () => {
  test('are shared from the second who asks on, and each is told what is theirs', async () => {
    const wholes = new Wholes();
    const state = { text: long };
    expect(wholes.frame(1, followed(state), 'plain')).toBeNull();
    const [one, two] = [wholes.frame(2, followed(state, { mine: '甲' }), 'plain'), wholes.frame(3, followed(state), 'plain')];
    expect(read(one ?? [])).toEqual({ number: 2, told: followed(state, { mine: '甲' }) });
    expect(read(two ?? [])).toEqual({ number: 3, told: followed(state) });
    expect(one?.[2]).toBe(two?.[2]);
    const deflated = await packed(wholes, followed(state, { mine: '乙' }));
    expect(read(deflated)).toEqual({ number: 12, told: followed(state, { mine: '乙' }) });
    expect(Buffer.concat(deflated).length).toBeLessThan(long.length / 5);
  });

  test('small states, other states and answers without one are left to the library', () => {
    const wholes = new Wholes();
    const small = { text: 'a' };
    for (const _ of [1, 2, 3]) expect(wholes.frame(1, followed(small), 'plain')).toBeNull();
    for (const _ of [1, 2, 3]) expect(wholes.frame(1, followed({ text: long }), 'plain')).toBeNull();
    expect(wholes.frame(1, { refused: 'not-yours' }, 'plain')).toBeNull();
    expect(wholes.frame(1, { seq: 1, audience: 'room', events: [] }, 'plain')).toBeNull();
  });
});

describe('over a real line', () => {
  let house: House;
  beforeAll(async () => void (house = await openHouse()));
  afterAll(() => house.close());

  const ask = async (socket: WebSocket, number: number, stream: StreamId): Promise<string> => {
    const answer = new Promise<string>((resolve) =>
      socket.on('message', (data: Buffer) => data.toString().startsWith(`43${number}[`) && resolve(data.toString().replace(/^\d+/u, ''))),
    );
    socket.send(`42${number}${JSON.stringify(['follow', stream, 0, ''])}`);
    return answer;
  };

  test.each([true, false])(
    'everybody is told the same, whoever came first, and what happens next (compressed: %s)',
    async (perMessageDeflate) => {
      const stream: StreamId = `boards/whole-${perMessageDeflate}`;
      const writer = await house.line();
      await writer.command(stream, 'first', { type: 'write', line: long.slice(0, 1_000), secret: false });
      for (let n = 0; n < 12; n += 1)
        await writer.command(stream, `more-${n}`, { type: 'write', line: long.slice(0, 1_000), secret: false });
      const socket = new WebSocket(`${house.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, { perMessageDeflate });
      const heard: string[] = [];
      socket.on('message', (data: Buffer) => void heard.push(data.toString()));
      await once(socket, 'message');
      socket.send('40');
      await once(socket, 'message');
      const answers: string[] = [];
      for (let number = 1; number <= 6; number += 1) answers.push(await ask(socket, number, stream));
      for (const answer of answers) expect(JSON.parse(answer)).toEqual(JSON.parse(answers[0] ?? ''));
      // The library writes the state in its place, a shared one comes last.
      expect(answers.at(-1)).toMatch(/\}\]$/u);
      expect(answers.at(-1)?.indexOf('"state"')).toBeGreaterThan(answers.at(-1)?.indexOf('"events"') ?? Infinity);
      await writer.command(stream, 'last', { type: 'write', line: '最后一行', secret: false });
      const told = new Promise<void>((resolve) => socket.on('message', () => heard.some((text) => text.includes('最后一行')) && resolve()));
      if (!heard.some((text) => text.includes('最后一行'))) await told;
      socket.close();
    },
  );
});
