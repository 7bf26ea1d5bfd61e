import { afterEach, describe, expect, test } from 'vitest';
import { entry } from '#tests/store/building.ts';
import { ended, kept, list, openRoom, same, stream, until, untilKept, write, type Room } from './room.ts';

let room: Room;
afterEach(() => room.close());

/** What the engine does at sign-off: the guard in the store and the new state, in this order. */
const freeze = async (): Promise<void> => {
  await room.store.commit([entry(stream, room.stage.opened.seq - 1, 1, { documents: [{ document: list, frozen: true }] })]);
  room.stage.decide({ frozen: true });
};

describe('who may do what', () => {
  test.each([
    ['', list, 4401, 'not-signed-in'],
    ['mallory', list, 4403, 'not-yours'],
    ['ann', 'lists/1/unknown', 4404, 'unknown-document'],
    ['ann', 'nothing/1/rows', 4404, 'unknown-document'],
    ['ann', 'lists/2/rows', 4403, 'not-yours'],
  ])('%s at %s is told %d %s and does not come back', async (person, name, code, reason) => {
    room = await openRoom();
    const client = room.client(person, { name });
    expect(await ended(client)).toEqual({ code, reason });
    expect(client.provider.shouldConnect).toBe(false);
    expect(client.rows.size).toBe(0);
  });

  test('a reader gets everything and is told that it may only read; its edit ends it and reaches nobody', async () => {
    room = await openRoom();
    const [ann, eve] = [await room.joined('ann'), await room.joined('eve')];
    write(ann, 'r1', { n: 1 });
    await until(() => eve.rows.has('r1'), 'the reader sees it');
    expect(eve.denied).toEqual(['read-only']);
    const end = ended(eve);
    write(eve, 'r2', { n: 2 });
    expect(await end).toEqual({ code: 4403, reason: 'read-only' });
    write(ann, 'r3', { n: 3 });
    await untilKept(room, 'r3');
    expect(Object.keys(await kept(room.store))).toEqual(['r1', 'r3']);
    expect([...ann.rows.keys()]).toEqual(['r1', 'r3']);
  });

  test('a right taken away acts at once, also on what was sent and not yet taken in', async () => {
    room = await openRoom();
    const [ann, bob] = [await room.joined('ann'), await room.joined('bob')];
    const end = ended(bob);
    write(bob, 'late', { n: 1 });
    room.stage.decide({ access: { ann: 'write', bob: 'none' } });
    expect(await end).toEqual({ code: 4403, reason: 'not-yours' });
    write(ann, 'r1', { n: 1 });
    await untilKept(room, 'r1');
    expect(Object.keys(await kept(room.store))).toEqual(['r1']);
  });

  test('somebody who may write from now on comes back by itself and may', async () => {
    room = await openRoom();
    const [ann, eve] = [await room.joined('ann'), await room.joined('eve')];
    room.stage.decide({ access: { ann: 'write', eve: 'write' } });
    await until(() => !eve.provider.wsconnected, 'it was asked to come anew');
    await until(() => eve.provider.synced, 'it is back');
    write(eve, 'r1', { n: 1 });
    await until(() => ann.rows.has('r1'), 'its edit is taken');
    expect(ann.provider.wsconnected).toBe(true);
  });

  test('once frozen, writers come back as readers and are told why', async () => {
    room = await openRoom();
    const ann = await room.joined('ann');
    write(ann, 'r1', { n: 1 });
    await untilKept(room, 'r1');
    await freeze();
    await until(() => ann.denied.includes('frozen'), 'told that it is frozen');
    const end = ended(ann);
    write(ann, 'r2', { n: 2 });
    expect(await end).toEqual({ code: 4403, reason: 'frozen' });
    expect(Object.keys(await kept(room.store))).toEqual(['r1']);
  });

  test('frozen under load: what anybody saw is kept, what is kept was not changed after', async () => {
    room = await openRoom();
    const writers = await Promise.all(['ann', 'bob', 'ann', 'bob'].map((person) => room.joined(person)));
    const watcher = await room.joined('eve');
    const seen = new Set<string>();
    watcher.rows.observe(() => [...watcher.rows.keys()].forEach((row) => seen.add(row)));
    let n = 0;
    const typing = setInterval(() => writers.forEach((client, who) => write(client, `r${who}-${n++}`, { n })), 1);
    await until(() => seen.size > 40, 'some of it is seen');
    await room.store.commit([entry(stream, 0, 1, { documents: [{ document: list, frozen: true }] })]);
    const ink = await kept(room.store);
    await until(() => writers.every(({ provider }) => !provider.shouldConnect), 'every writer is told');
    clearInterval(typing);
    const after = await kept(room.store);
    expect(after).toEqual(ink);
    const late = await room.joined('eve');
    await until(() => same(watcher, late), 'the watcher shows what is on disk');
    expect([...seen].filter((row) => !(row in after))).toEqual([]);
    expect(Object.keys(late.rows.toJSON()).sort()).toEqual(Object.keys(after).sort());
  });

  test('a person who signed out is asked to come anew', async () => {
    room = await openRoom();
    const ann = await room.joined('ann');
    room.node.documents.closeOf('ann');
    await until(() => !ann.provider.wsconnected, 'asked to leave');
    await until(() => ann.provider.synced, 'and is back as who they are now');
  });
});
