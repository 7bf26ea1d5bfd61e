import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { kept, list, openRoom, same, until, write, type Room } from './room.ts';

let room: Room;
afterEach(() => room.close());

describe('people who write together', () => {
  test('two stock clients see the same, and it is on disk', async () => {
    room = await openRoom();
    const [ann, bob] = [await room.joined('ann'), await room.joined('bob')];
    write(ann, 'r1', { lead: 'housing', order: 'a' });
    write(bob, 'r2', { lead: 'water', order: 'b' });
    await until(() => ann.rows.size === 2 && bob.rows.size === 2, 'both rows everywhere');
    expect(same(ann, bob)).toBe(true);
    expect(await kept(room.store)).toEqual({ r1: { lead: 'housing', order: 'a' }, r2: { lead: 'water', order: 'b' } });
  });

  test('text written at the same place by two at once keeps both', async () => {
    room = await openRoom();
    const [ann, bob] = [await room.joined('ann'), await room.joined('bob')];
    write(ann, 'r1', { task: new Y.Text('修门') });
    await until(() => bob.rows.has('r1'), 'the row is there');
    (ann.rows.get('r1')?.get('task') as Y.Text).insert(2, '和窗');
    (bob.rows.get('r1')?.get('task') as Y.Text).insert(2, '，先看');
    await until(() => String(ann.rows.get('r1')?.get('task')).length === 7 && same(ann, bob), 'one text with both');
  });

  test('two leads at once leave one, the same for all', async () => {
    room = await openRoom();
    const [ann, bob] = [await room.joined('ann'), await room.joined('bob')];
    write(ann, 'r1', { lead: null });
    await until(() => bob.rows.has('r1'), 'the row is there');
    write(ann, 'r1', { lead: 'housing' });
    write(bob, 'r1', { lead: 'water' });
    await until(() => same(ann, bob) && ann.rows.get('r1')?.get('lead') !== null, 'one lead');
    await until(() => room.node.documents.open === 2, 'both are still here');
    expect(Object.keys((await kept(room.store))['r1'] ?? {})).toEqual(['lead']);
  });

  test('somebody who comes later is told everything, somebody who was away brings what they wrote', async () => {
    room = await openRoom();
    const ann = await room.joined('ann');
    write(ann, 'r1', { n: 1 });
    ann.provider.disconnect();
    write(ann, 'r2', { n: 2 });
    const bob = await room.joined('bob');
    expect(bob.rows.has('r2')).toBe(false);
    ann.provider.connect();
    await until(() => bob.rows.size === 2 && ann.rows.size === 2, 'what was written alone arrives');
  });

  test('a document nobody has open leaves memory, and opens again from its whole and its tail', async () => {
    room = await openRoom({ limits: { idle: 20, tail: 5 } });
    const ann = await room.joined('ann');
    for (let n = 0; n < 12; n += 1) {
      write(ann, `r${n}`, { n });
      await until(() => room.node.documents.loaded === 1, 'open');
      await new Promise(setImmediate);
    }
    const bob = await room.joined('bob');
    await until(() => bob.rows.size === 12, 'all rows');
    ann.provider.disconnect();
    bob.provider.disconnect();
    await until(() => room.node.documents.loaded === 0, 'out of memory');
    const state = await room.store.document(list);
    expect(state.base).not.toBeNull();
    expect(state.tail.length).toBeLessThan(12);
    bob.provider.connect();
    const eve = await room.joined('eve');
    expect(eve.rows.size).toBe(12);
  });

  test('cursors with names are shown to others, not back to readers as writers, and go with their owner', async () => {
    room = await openRoom();
    const [ann, bob, eve] = [await room.joined('ann'), await room.joined('bob'), await room.joined('eve')];
    ann.provider.awareness.setLocalState({ person: 'ann', name: '安' });
    eve.provider.awareness.setLocalState({ person: 'eve', name: '夏' });
    await until(() => bob.provider.awareness.getStates().get(ann.doc.clientID)?.['name'] === '安', 'bob sees ann');
    await until(() => eve.provider.awareness.getStates().get(ann.doc.clientID)?.['name'] === '安', 'eve sees ann');
    expect(bob.provider.awareness.getStates().has(eve.doc.clientID)).toBe(false);
    ann.provider.disconnect();
    await until(() => !bob.provider.awareness.getStates().has(ann.doc.clientID), 'ann is gone');
  });

  test('nobody speaks for somebody else', async () => {
    room = await openRoom();
    const bob = await room.joined('bob');
    const end = new Promise<number>((resolve) => bob.provider.once('closed', ({ code }) => resolve(code)));
    bob.provider.awareness.setLocalState({ person: 'ann', name: '安' });
    expect(await end).toBe(4400);
  });

  test('a silent room stays alive', async () => {
    room = await openRoom({ limits: { heartbeat: 20 } });
    const eve = await room.joined('eve');
    const heard = eve.provider.wsLastMessageReceived;
    await until(() => eve.provider.wsLastMessageReceived > heard, 'the server says something now and then');
    expect(eve.provider.wsconnected).toBe(true);
  });
});
