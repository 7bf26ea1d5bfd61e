import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { answerFrame, askFrame, presenceFrame, updateFrame } from '#server/documents/frames.ts';
import { kept, openRoom, same, until, untilKept, write, type Client, type Room } from './room.ts';

let room: Room;
let ann: Client;
beforeEach(async () => {
  room = await openRoom({ limits: { rate: 1e6, burst: 1e6 } });
  ann = await room.joined('ann');
});
afterEach(() => room.close());

/** The same numbers on every run: `seed` and a counter through a hash. */
const chance = (seed: string): (() => number) => {
  let n = 0;
  return () =>
    createHash('sha256')
      .update(`${seed}/${(n += 1)}`)
      .digest()
      .readUInt32BE();
};

const edit = (fill: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc();
  fill(doc);
  return Y.encodeStateAsUpdate(doc);
};

const honest: readonly Uint8Array[] = [
  updateFrame(
    edit((doc) => doc.getMap('rows').set('f1', new Y.Map(Object.entries({ order: 'a', n: 3, list: [1, { a: null }], on: true })))),
  ),
  updateFrame(
    edit((doc) => {
      const text = new Y.Text('一些字');
      doc.getMap('rows').set('f2', new Y.Map([['task', text]]));
      text.insert(1, '更多');
      text.delete(0, 2);
    }),
  ),
  updateFrame(edit((doc) => doc.getArray('rows').push([1, 'two', new Uint8Array([3])]))),
  askFrame(Y.encodeStateVector(edit_(new Y.Doc()))),
  presenceFrame([{ client: 7, clock: 1, state: '{"person":"bob"}' }]),
];

function edit_(doc: Y.Doc): Y.Doc {
  doc.getText('t').insert(0, 'x');
  return doc;
}

const mutate = (frame: Uint8Array, next: () => number): Uint8Array => {
  const bytes = Uint8Array.from(frame);
  for (let left = 1 + (next() % 3); left > 0; left -= 1) bytes[next() % bytes.length] = next() & 0xff;
  if (next() % 4 === 0) return bytes.subarray(0, next() % bytes.length);
  if (next() % 8 === 0) return Uint8Array.from([...bytes, ...bytes]);
  return bytes;
};

describe('what no honest client says', () => {
  test.each([
    ['text', 'hello'],
    ['nothing', Uint8Array.of()],
    ['an unknown message', Uint8Array.of(9, 1, 2)],
    ['a word from server to client', Uint8Array.of(2, 0, 1, 65)],
    ['an unknown sync message', Uint8Array.of(0, 7, 0)],
    ['a length beyond the end', Uint8Array.of(0, 2, 200)],
    ['more than one message', Uint8Array.of(...updateFrame(Uint8Array.of(0, 0)), 1)],
    ['an update that is none', updateFrame(Uint8Array.of(1, 255, 255, 1, 0))],
    ['a cursor that is no JSON', presenceFrame([{ client: 1, clock: 1, state: '{' }])],
    ['a cursor that is no object', presenceFrame([{ client: 1, clock: 1, state: '"x"' }])],
    ['a large cursor', presenceFrame([{ client: 1, clock: 1, state: JSON.stringify({ name: 'x'.repeat(5000) }) }])],
    ['five cursors', presenceFrame([1, 2, 3, 4, 5].map((client) => ({ client, clock: 1, state: '{}' })))],
  ])('%s ends the connection with 4400 and touches nobody else', async (_what, message) => {
    const { socket, closed } = await room.socket('bob');
    socket.send(message);
    expect((await closed).code).toBe(4400);
    write(ann, 'r1', {});
    await untilKept(room, 'r1');
    expect(ann.provider.wsconnected).toBe(true);
    expect(room.node.faults).toEqual([]);
  });

  test('a message that is too large ends the connection', async () => {
    const { socket, closed } = await room.socket('bob');
    socket.send(updateFrame(new Uint8Array(1024 * 1024)));
    expect((await closed).code).toBe(1009);
    expect(ann.provider.wsconnected).toBe(true);
  });

  test('an edit in whose place the document would grow too large is refused', async () => {
    const small = await openRoom({ limits: { document: 2000 } });
    const client = await small.joined('ann');
    const end = new Promise<number>((resolve) => client.provider.once('closed', ({ code }) => resolve(code)));
    write(client, 'r1', { text: 'x'.repeat(3000) });
    expect(await end).toBe(4413);
    expect(await kept(small.store)).toEqual({});
    await small.close();
  });

  test('steps nobody can have taken are refused, so that no writer is silenced', async () => {
    const { socket, closed } = await room.socket('bob');
    const doc = new Y.Doc();
    doc.clientID = ann.doc.clientID;
    doc.getMap('rows').set('mine', 1);
    const update = Y.encodeStateAsUpdate(doc);
    // One struct of ann's at clock 0 that claims 2^45 steps: a deleted stretch (GC) instead of the item.
    socket.send(updateFrame(Uint8Array.of(1, 1, ...varUint(doc.clientID), 0, 0, ...varUint(2 ** 45), 0)));
    expect(update.length).toBeGreaterThan(2);
    expect((await closed).code).toBe(4400);
    write(ann, 'r1', {});
    await untilKept(room, 'r1');
  });

  test('an edit whose foundation is missing is asked for again and not kept in halves', async () => {
    const { socket, closed, frames } = await room.socket('bob');
    const asked = (times: number): Promise<void> =>
      until(() => frames.filter((frame) => frame[0] === 0 && frame[1] === 0).length >= times, `${times} asks`);
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update) => updates.push(update));
    doc.getMap('rows').set('first', new Y.Map());
    doc.getMap('rows').set('second', new Y.Map());
    await asked(1);
    socket.send(answerFrame(updates[1]!));
    await asked(2);
    expect(await kept(room.store)).toEqual({});
    socket.send(answerFrame(Y.encodeStateAsUpdate(doc)));
    await until(() => ann.rows.size === 2, 'both');
    for (let n = 0; n < 5; n += 1) {
      const stray = new Y.Doc();
      stray.getMap('rows').set('a', 1);
      const known = Y.encodeStateVector(stray);
      stray.getMap('rows').set('b', 1);
      socket.send(answerFrame(Y.encodeStateAsUpdate(stray, known)));
      if (n < 4) await asked(3 + n);
    }
    expect(await closed).toEqual({ code: 4400, reason: 'gaps' });
  });
});

describe('thousands of broken messages', () => {
  test('the process lives, the document stays whole, and whoever is honest goes on', { timeout: 60_000 }, async () => {
    const next = chance('documents-1');
    write(ann, 'before', { n: 1 });
    await untilKept(room, 'before');
    let sent = 0;
    while (sent < 4000) {
      const { socket, closed } = await room.socket('bob');
      for (let n = 0; n < 40 && socket.readyState === socket.OPEN; n += 1, sent += 1) {
        socket.send(mutate(honest[next() % honest.length] ?? new Uint8Array(), next));
        if (n % 8 === 0) await new Promise(setImmediate);
      }
      socket.close();
      await closed;
    }
    write(ann, 'after', { n: 2 });
    await untilKept(room, 'after');
    const disk = await kept(room.store);
    expect([disk['before'], disk['after']]).toEqual([{ n: 1 }, { n: 2 }]);
    expect(ann.provider.wsconnected).toBe(true);
    const eve = await room.joined('eve');
    await until(() => same(ann, eve), 'a newcomer sees the same');
    expect(eve.rows.toJSON()).toEqual(disk);
    expect(room.node.faults).toEqual([]);
  });
});

const varUint = (value: number): number[] => (value > 127 ? [(value % 128) + 128, ...varUint(Math.floor(value / 128))] : [value]);
