import { afterEach, describe, expect, test } from 'vitest';
import { textCell } from '#shared/core/document.ts';
import { memoryStore } from '#tests/store/memory.ts';
import { entry } from '#tests/store/building.ts';
import { diskOf, type Disk } from './disk.ts';
import { ended, kept, list, openRoom, same, stream, until, untilKept, write, type Room, type RoomOptions } from './room.ts';

let room: Room;
let disk: Disk;
afterEach(() => room.close());

const open = async (options: RoomOptions = {}): Promise<void> => {
  disk = diskOf(memoryStore());
  room = await openRoom({ ...options, store: disk.store });
};

/** Everything that is under way in this process had its chance. */
const quiet = async (): Promise<void> => {
  for (let n = 0; n < 20; n += 1) await new Promise((resolve) => setTimeout(resolve, 1));
};

describe('first on disk, then told', () => {
  test('nobody sees an edit before it is on disk, neither those here nor somebody who comes', async () => {
    await open();
    const [ann, bob] = [await room.joined('ann'), await room.joined('bob')];
    const letGo = disk.hold();
    write(ann, 'r1', { n: 1 });
    await quiet();
    const late = room.client('eve');
    await quiet();
    expect([bob.rows.size, late.rows.size, late.provider.synced]).toEqual([0, 0, false]);
    letGo();
    await until(() => bob.rows.has('r1') && late.rows.has('r1'), 'told after the commit');
  });

  test('edits that come together share one commit and one frame', async () => {
    await open();
    const [ann, bob, eve] = [await room.joined('ann'), await room.joined('bob'), await room.joined('eve')];
    let frames = 0;
    eve.doc.on('update', () => (frames += 1));
    const letGo = disk.hold();
    write(ann, 'r0', { n: 0 });
    await quiet();
    for (let n = 1; n <= 20; n += 1) write(n % 2 ? ann : bob, `r${n}`, { n });
    await quiet();
    letGo();
    await until(() => same(ann, bob, eve) && eve.rows.size === 21, 'all is told');
    expect(disk.commits).toEqual([1, 1]);
    expect(disk.updates).toEqual([1, 2]);
    expect(frames).toBe(2);
  });

  test('documents that are edited together share one commit', async () => {
    await open();
    room.stage.engine.open = () => Promise.resolve(room.stage.opened);
    const names = [1, 2, 3, 4, 5].map((n) => `lists/${n}/rows`);
    const clients = await Promise.all(names.map((name) => room.joined('ann', { name })));
    const letGo = disk.hold();
    write(clients[0]!, 'first', {});
    await quiet();
    for (const client of clients.slice(1)) write(client, 'r', {});
    await quiet();
    letGo();
    await until(() => disk.commits.length === 2, 'two commits');
    expect(disk.commits).toEqual([1, 4]);
  });

  test('a store that is away for a moment costs nothing', async () => {
    await open();
    const [ann, bob] = [await room.joined('ann'), await room.joined('bob')];
    disk.away = true;
    write(ann, 'r1', { n: 1 });
    await quiet();
    expect(bob.rows.size).toBe(0);
    disk.away = false;
    await until(() => bob.rows.has('r1'), 'told once it is kept');
    expect(ann.provider.wsconnected).toBe(true);
  });

  test('a store that stays away: the writer keeps its copy and comes back with it, nobody saw anything', async () => {
    await open({ limits: { patience: 50 } });
    const [ann, bob] = [await room.joined('ann'), await room.joined('bob')];
    disk.away = true;
    write(ann, 'r1', { n: 1 });
    await until(() => !ann.provider.wsconnected, 'the writer is sent away for now');
    expect([bob.rows.size, bob.provider.wsconnected]).toEqual([0, true]);
    disk.away = false;
    await until(() => bob.rows.has('r1'), 'it came back with its edit');
    expect(await kept(room.store)).toEqual({ r1: { n: 1 } });
  });

  test('closing keeps what was said', async () => {
    await open();
    const ann = await room.joined('ann');
    const letGo = disk.hold();
    write(ann, 'r1', { n: 1 });
    await quiet();
    const closed = room.node.documents.close();
    await quiet();
    letGo();
    await closed;
    expect(await kept(room.store)).toEqual({ r1: { n: 1 } });
  });
});

describe('what the engine asks', () => {
  test('hold waits for what is under way, shows it as JSON with its head, and lets nobody in meanwhile', async () => {
    await open();
    const ann = await room.joined('ann');
    write(ann, 'r1', { n: 1 });
    await quiet();
    const work = Promise.withResolvers<void>();
    const held = room.node.documents.hold([list, 'lists/2/rows', list], async (documents) => {
      write(ann, 'r2', { n: 2 });
      await quiet();
      const now = await kept(room.store);
      await work.promise;
      return { documents, now };
    });
    await quiet();
    work.resolve();
    const { documents, now } = await held;
    expect(documents).toEqual([
      { name: list, content: { rows: { r1: { n: 1 } } }, head: 1 },
      { name: 'lists/2/rows', content: { rows: {} }, head: 0 },
      { name: list, content: { rows: { r1: { n: 1 } } }, head: 1 },
    ]);
    expect(now).toEqual({ r1: { n: 1 } });
    await untilKept(room, 'r2');
  });

  test('two holds of the same documents in other orders do not wait for each other', async () => {
    await open();
    const other = 'lists/2/rows' as const;
    const order: string[] = [];
    await Promise.all([
      room.node.documents.hold([list, other], async () => void order.push('a')),
      room.node.documents.hold([other, list], async () => void order.push('b')),
    ]);
    expect(order).toEqual(['a', 'b']);
  });

  test('work that fails is told to who asked and blocks nobody', async () => {
    await open();
    const ann = await room.joined('ann');
    await expect(room.node.documents.hold([list], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    write(ann, 'r1', {});
    await untilKept(room, 'r1');
  });

  test('a row is pencilled in once, with text that people can write in', async () => {
    await open();
    const ann = await room.joined('ann');
    const cells = { order: 'a0', title: textCell('修门'), lead: null };
    expect(await room.node.documents.pencil(list, 'c1', cells)).toBe('kept');
    await until(() => ann.rows.has('c1'), 'everybody sees it');
    expect(ann.rows.get('c1')?.get('title')).toMatchObject({ insert: expect.any(Function) as unknown });
    expect(ann.rows.get('c1')?.toJSON()).toEqual({ order: 'a0', title: '修门', lead: null });
    ann.rows.delete('c1');
    await until(() => disk.updates.length === 2, 'removed');
    expect(await room.node.documents.pencil(list, 'c1', cells)).toBe('already');
    expect(await kept(room.store)).toEqual({});
  });

  test('a row is pencilled in once also after a restart, and not into ink', async () => {
    await open();
    await room.node.documents.pencil(list, 'c1', {});
    await room.close();
    room = await openRoom({ store: disk.store });
    expect(await room.node.documents.pencil(list, 'c1', {})).toBe('already');
    await room.store.commit([entry(stream, 0, 1, { documents: [{ document: list, frozen: true }] })]);
    expect(await room.node.documents.pencil(list, 'c2', {})).toBe('frozen');
    expect(Object.keys(await kept(room.store))).toEqual(['c1']);
  });

  test('a document no kind knows is a bug', async () => {
    await open();
    await expect(async () => room.node.documents.pencil('other/1/rows', 'r', {})).rejects.toThrow('no kind');
  });

  test('a client that is ended keeps nothing of its own from others', async () => {
    await open();
    const eve = await room.joined('eve');
    const end = ended(eve);
    write(eve, 'r1', {});
    expect((await end).code).toBe(4403);
    expect(disk.commits).toEqual([]);
  });
});
