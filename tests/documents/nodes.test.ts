import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { textCell } from '#shared/core/document.ts';
import type { Bus } from '#server/bus/bus.ts';
import { memoryStore } from '#tests/store/memory.ts';
import { entry } from '#tests/store/building.ts';
import { ended, kept, list, openNode, openRoom, same, Stage, stream, until, write, type Client, type Node, type Room } from './room.ts';

/** Two ends of one wire that can be cut. */
class Wire {
  cut = false;
  readonly #takes = new Map<string, Set<(message: Uint8Array) => void>>();
  readonly #returns: (() => void)[] = [];

  end(): Bus {
    const connected = (): boolean => !this.cut;
    return {
      publish: (topic, message) => {
        if (this.cut) return;
        for (const take of this.#takes.get(topic) ?? []) setImmediate(take, message);
      },
      subscribe: (topic, take) => {
        const takes = this.#takes.get(topic) ?? new Set();
        this.#takes.set(topic, takes.add(take));
        return Promise.resolve(() => void takes.delete(take));
      },
      get connected() {
        return connected();
      },
      onReturn: (then) => void this.#returns.push(then),
      close: () => Promise.resolve(),
    };
  }

  heal(): void {
    this.cut = false;
    for (const then of this.#returns) then();
  }
}

let room: Room;
let other: Node;
let wire: Wire;
let ann: Client;
let bob: Client;

beforeEach(async () => {
  wire = new Wire();
  const [store, stage] = [memoryStore(), new Stage()];
  other = await openNode(store, stage, { bus: wire.end() });
  room = await openRoom({ store, stage, bus: wire.end() });
  ann = await room.joined('ann');
  bob = await room.joined('bob', { url: other.url });
});
afterEach(async () => {
  await room.close();
  await other.close();
  expect([...room.node.faults, ...other.faults]).toEqual([]);
});

describe('two nodes', () => {
  test('edits and cursors cross', async () => {
    write(ann, 'r1', { n: 1 });
    await until(() => bob.rows.has('r1'), 'there');
    write(bob, 'r2', { n: 2 });
    await until(() => ann.rows.has('r2'), 'and back');
    bob.provider.awareness.setLocalState({ person: 'bob', name: '博' });
    await until(() => ann.provider.awareness.getStates().get(bob.doc.clientID)?.['name'] === '博', 'a cursor of the other node');
    bob.provider.disconnect();
    await until(() => !ann.provider.awareness.getStates().has(bob.doc.clientID), 'and it goes');
  });

  test('a node that opens the document later learns whose cursors are there', async () => {
    const third = await openNode(room.store, room.stage, { bus: wire.end() });
    ann.provider.awareness.setLocalState({ person: 'ann', name: '安' });
    const late = await room.joined('eve', { url: third.url });
    await until(() => late.provider.awareness.getStates().has(ann.doc.clientID), 'ann is seen');
    late.provider.destroy();
    await third.close();
  });

  test('both write at the same time: all is kept, both show the same', async () => {
    for (let n = 0; n < 100; n += 1) {
      write(ann, `a${n}`, { n });
      write(bob, `b${n}`, { n });
      if (n % 10 === 0) await new Promise(setImmediate);
    }
    await until(() => ann.rows.size === 200 && bob.rows.size === 200 && same(ann, bob), 'all of it everywhere');
    expect(Object.keys(await kept(room.store)).length).toBe(200);
  });

  test('while the wire is cut each node reads what the other wrote from the store', async () => {
    wire.cut = true;
    write(ann, 'r1', {});
    write(bob, 'r2', {});
    await until(() => same(ann, bob) && ann.rows.size === 2, 'found in the store');
  });

  test('a message that was lost is noticed with the next one', async () => {
    wire.cut = true;
    write(ann, 'lost', {});
    await until(() => room.node.documents.open === 1, 'here');
    for (let there = false; !there; there = 'lost' in (await kept(room.store))) await new Promise(setImmediate);
    wire.cut = false;
    write(ann, 'next', {});
    await until(() => bob.rows.has('lost') && bob.rows.has('next'), 'both');
  });

  test('a wire that comes back brings everybody up to date', async () => {
    wire.cut = true;
    write(ann, 'r1', {});
    for (let there = false; !there; there = 'r1' in (await kept(room.store))) await new Promise(setImmediate);
    wire.heal();
    await until(() => bob.rows.has('r1'), 'told');
  });

  test('hold sees what the other node wrote although nobody told it', async () => {
    await room.store.appendUpdates([]);
    wire.cut = true;
    write(bob, 'r1', { n: 1 });
    for (let there = false; !there; there = 'r1' in (await kept(room.store))) await new Promise(setImmediate);
    const [held] = await room.node.documents.hold([list], (documents) => Promise.resolve(documents));
    expect(held).toEqual({ name: list, content: { rows: { r1: { n: 1 } } }, head: 1 });
  });

  test('a row the house put in through one node comes back through no other one, and what was written in it stays', async () => {
    const cells = { order: 'a', title: textCell('修门'), lead: 'roads' };
    write(bob, 'r0', {});
    await until(() => ann.rows.has('r0'), 'both nodes have read the document');
    wire.cut = true;
    for (const row of ['struck', 'written']) expect(await room.node.documents.pencil(list, row, cells)).toBe('kept');
    await until(() => ann.rows.size === 3, 'ann sees them');
    ann.rows.delete('struck');
    (ann.rows.get('written')?.get('title') as Y.Text).insert(0, '南');
    for (let there = false; !there; there = (await kept(room.store))['written']?.['title'] === '南修门') await new Promise(setImmediate);
    // Not told yet, and asked for the same: as after the first node died before it could say that it was done.
    for (const row of ['struck', 'written']) await other.documents.pencil(list, row, cells);
    wire.heal();
    await until(() => bob.rows.size === 2 && same(ann, bob), 'both know');
    expect(ann.rows.toJSON()).toEqual({ r0: {}, written: { order: 'a', title: '南修门', lead: 'roads' } });
    expect(await kept(room.store)).toEqual(ann.rows.toJSON());
  });

  test('ink set by one node stops the writers of the other', async () => {
    write(ann, 'r1', {});
    await until(() => bob.rows.has('r1'), 'there');
    await room.store.commit([entry(stream, 0, 1, { documents: [{ document: list, frozen: true }] })]);
    const end = ended(bob);
    write(bob, 'r2', {});
    expect(await end).toEqual({ code: 4403, reason: 'frozen' });
    expect([...ann.rows.keys()]).toEqual(['r1']);
  });
});
