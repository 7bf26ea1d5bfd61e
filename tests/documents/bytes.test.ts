import { afterEach, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import { packet, payloadOf } from '#server/packet.ts';
import { Pace } from '#server/pace.ts';
import { Whole } from '#server/documents/whole.ts';
import { updateFrame } from '#server/documents/frames.ts';
import { memoryStore } from '#tests/store/memory.ts';
import { diskOf } from './disk.ts';
import { kept, list, openRoom, same, until, untilKept, write, type Client, type Room, type RoomOptions } from './room.ts';

let room: Room | null = null;
afterEach(async () => {
  await room?.close();
  expect(room?.node.faults ?? []).toEqual([]);
  room = null;
});
const open = async (options: RoomOptions = {}): Promise<Room> => (room = await openRoom(options));

/** A document on disk as somebody left it: a base and a tail. */
const leftBehind = async (rows: number, tail: number, text = 'x') => {
  const store = memoryStore();
  const doc = new Y.Doc();
  const set = (row: string): void => void doc.getMap('rows').set(row, new Y.Map([['text', text]]));
  for (let n = 0; n < rows; n += 1) set(`r${n}`);
  const seed = { update: Y.encodeStateAsUpdate(doc), by: 'ann', at: 1 };
  await store.appendUpdates([{ name: list, updates: [seed] }]);
  await store.compact(list, seed.update, 1);
  doc.on('update', (update) => void store.appendUpdates([{ name: list, updates: [{ update, by: 'ann', at: 2 }] }]));
  for (let n = 0; n < tail; n += 1) set(`t${n}`);
  return { store, base: seed.update };
};

describe('whole frames past the socket', () => {
  test.each([0, 1, 125, 126, 65_535, 65_536, 200_000])('%d bytes come out as they went in', (length) => {
    const payload = new Uint8Array(length).map((_, n) => n);
    expect(Buffer.compare(payloadOf(packet(payload)), payload)).toBe(0);
  });

  test('stock clients understand small and large ones, with pings in between', async () => {
    await open({ limits: { heartbeat: 300 } });
    const [ann, eve] = [await room!.joined('ann'), await room!.joined('eve')];
    for (const length of [1, 60, 120, 130, 60_000, 70_000, 300_000, 5]) write(ann, `r${length}`, { text: '字'.repeat(length / 3) });
    await until(() => same(ann, eve) && eve.rows.size === 8, 'all of it');
    const late = await room!.joined('eve');
    expect(same(late, ann)).toBe(true);
    let pings = 0;
    (eve.provider.ws as unknown as WebSocket).on('ping', () => (pings += 1));
    await until(() => pings > 1, 'pings');
    write(ann, 'last', {});
    await until(() => eve.rows.has('last'), 'and what comes after them');
    expect(room!.node.documents.open).toBe(3);
  });
});

describe('a beat that follows what it costs', () => {
  const bounds = { share: 0.25, shortest: 0, longest: 25 };

  test('what costs nothing waits for nothing', () => {
    const pace = new Pace(bounds);
    expect(pace.wait(100)).toBe(0);
    pace.begins(100);
    expect(pace.wait(100)).toBe(0);
  });

  test('what takes long rests three times as long, and never longer than it may', () => {
    const pace = new Pace(bounds);
    for (let n = 0; n < 50; n += 1) pace.took(4);
    pace.begins(100);
    expect(pace.wait(100)).toBeCloseTo(16, 3);
    expect(pace.wait(110)).toBeCloseTo(6, 3);
    expect(pace.wait(200)).toBe(0);
    for (let n = 0; n < 50; n += 1) pace.took(400);
    expect(pace.wait(100)).toBe(25);
  });

  test('edits that come while a crowd is being told are told together', async () => {
    const disk = diskOf(memoryStore());
    await open({ store: disk.store });
    const [ann, bob] = [await room!.joined('ann'), await room!.joined('bob')];
    const crowd = await Promise.all(Array.from({ length: 150 }, () => room!.socket('eve')));
    for (let n = 0; n < 60; n += 1) {
      write(n % 2 ? ann : bob, `r${n}`, { n });
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await until(() => same(ann, bob) && ann.rows.size === 60, 'all is told');
    expect(disk.commits.length).toBeLessThan(50);
    expect(crowd.every(({ socket }) => socket.readyState === socket.OPEN)).toBe(true);
  });
});

describe('newcomers are answered with the bytes on disk', () => {
  test('as they are, and told that this is all only at the end', async () => {
    const { store, base } = await leftBehind(20, 3);
    await open({ store });
    const { socket, frames } = await room!.socket('eve');
    socket.send(Uint8Array.of(0, 0, 1, 0));
    await until(() => frames.some((frame) => frame[0] === 0 && frame[1] === 1), 'answered');
    const synced = frames.filter((frame) => frame[0] === 0);
    expect(Buffer.compare(synced[0]!, updateFrame(base))).toBe(0);
    expect(synced.map((frame) => frame[1])).toEqual([2, 2, 2, 2, 1]);
  });

  test('somebody who brings edits of an earlier visit is asked for them', async () => {
    const { store } = await leftBehind(3, 3);
    await open({ store });
    const doc = new Y.Doc();
    doc.getMap('rows').set('mine', new Y.Map());
    await room!.joined('ann', { doc });
    await untilKept(room!, 'mine');
    expect(Object.keys(await kept(store)).length).toBe(7);
  });

  test('nobody who comes while people write misses anything, whatever is compacted meanwhile', async () => {
    const { store } = await leftBehind(30, 30);
    await open({ store, limits: { tail: 20, rate: 1e6, burst: 1e6 } });
    const ann = await room!.joined('ann');
    const comers: Client[] = [];
    let written = 0;
    for (let n = 0; n < 40; n += 1) {
      for (let k = 0; k < 5; k += 1) write(ann, `w${(written += 1)}`, { n });
      comers.push(room!.client(n % 2 ? 'eve' : 'bob'));
      await new Promise(setImmediate);
    }
    await until(() => comers.every((client) => client.rows.size === 60 + written), 'everybody has everything');
    expect(same(ann, ...comers)).toBe(true);
  });

  test('a large document is written anew in a thread, and everybody goes on', async () => {
    const { store } = await leftBehind(200, 5, 'x'.repeat(2_000));
    await open({ store, limits: { tail: 10, rate: 1e6, burst: 1e6 } });
    const [ann, bob] = [await room!.joined('ann'), await room!.joined('bob')];
    const { baseSeq } = await store.document(list);
    let written = 0;
    for (let seq = baseSeq; seq === baseSeq && written < 5_000; seq = (await store.document(list)).baseSeq) {
      write(ann, `w${(written += 1)}`, {});
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect((await store.document(list)).baseSeq).toBeGreaterThan(baseSeq);
    const late = await room!.joined('eve');
    await until(() => late.rows.size === 205 + written && same(ann, bob, late), 'nothing is missing');
    await until(() => Object.keys(ann.rows.toJSON()).length === 205 + written, 'nor with the writer');
    expect(Object.keys(await kept(store)).length).toBe(205 + written);
  });
});

describe('what was told since', () => {
  const told = (doc: Y.Doc, text: string): Buffer => {
    const before = Y.encodeStateVector(doc);
    doc.getText('t').insert(doc.getText('t').length, text);
    return packet(updateFrame(Y.encodeStateAsUpdate(doc, before)));
  };
  const read = (into: Y.Doc, frames: readonly Buffer[] | null): string => {
    for (const frame of frames ?? []) {
      const payload = payloadOf(frame);
      const head = payload[2]! > 127 ? (payload[3]! > 127 ? 5 : 4) : 3;
      Y.applyUpdate(into, payload.subarray(head));
    }
    return into.getText('t').toJSON();
  };

  test('a position leads to the end from wherever it is, across new bases and after much was let go', () => {
    const doc = new Y.Doc();
    const whole = new Whole();
    whole.read({ base: null, baseSeq: 0, tail: [], frozen: false }, Y.encodeStateVector(doc));
    const slow = new Map<number, Y.Doc>();
    for (let n = 0; n < 1500; n += 1) {
      whole.tell(told(doc, `${n % 10}`));
      if (n % 100 === 0) {
        const copy = new Y.Doc();
        read(copy, whole.frames(doc));
        slow.set(whole.position, copy);
      }
      if (n === 700) whole.renew(Y.encodeStateAsUpdate(doc), Y.encodeStateVector(doc), whole.position);
    }
    for (const [position, copy] of slow) expect(read(copy, whole.after(position, doc))).toBe(doc.getText('t').toJSON());
    expect(read(new Y.Doc(), whole.frames(doc))).toBe(doc.getText('t').toJSON());
  });

  test('without a Y.Doc it says so when it cannot tell', () => {
    const whole = new Whole();
    expect(whole.frames(null)).toBeNull();
    whole.read({ base: null, baseSeq: 0, tail: [], frozen: false }, null);
    const doc = new Y.Doc();
    for (let n = 0; n < 1200; n += 1) whole.tell(told(doc, 'x'));
    expect(whole.frames(null)).toBeNull();
    expect(read(new Y.Doc(), whole.frames(doc))).toBe('x'.repeat(1200));
  });
});

describe('a thousand documents', () => {
  test('are open at once, and leave memory when nobody has them open', { timeout: 60_000 }, async () => {
    await open({ limits: { idle: 100 } });
    room!.stage.engine.open = () => Promise.resolve(room!.stage.opened);
    const names = Array.from({ length: 1000 }, (_, n) => `lists/${n}/rows` as const);
    const sockets = [];
    for (const name of names) sockets.push(await room!.socket('ann', name));
    const made = (n: number): Uint8Array => {
      const doc = new Y.Doc();
      doc.getMap('rows').set(`r${n}`, new Y.Map());
      return updateFrame(Y.encodeStateAsUpdate(doc));
    };
    sockets.forEach(({ socket }, n) => socket.send(made(n)));
    expect(room!.node.documents.loaded).toBe(1000);
    const store = room!.store;
    for (const [n, name] of names.entries()) {
      const end = performance.now() + 20_000;
      while (!(`r${n}` in (await kept(store, name))) && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(Object.keys(await kept(store, names[999]))).toEqual(['r999']);
    for (const { socket } of sockets) socket.terminate();
    await until(() => room!.node.documents.loaded === 0, 'all are gone', 20_000);
  });
});
