import { IDBFactory } from 'fake-indexeddb';
import type { ViteDevServer } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openModules } from '#tests/live/modules.ts';
import { entry } from '#tests/store/building.ts';
import { openBrowsers, type Browsers, type Page } from './offline.ts';
import { kept, list, openRoom, stream, until, type Room } from './room.ts';

let vite: ViteDevServer;
let room: Room;
let browsers: Browsers;
beforeAll(async () => {
  vite = await openModules();
});
afterAll(() => vite.close());
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  room = await openRoom();
  browsers = await openBrowsers(vite, room);
});
afterEach(async () => {
  browsers.close();
  await room.close();
});

const online = async (page: Page): Promise<Page> => {
  await until(() => page.document.state === 'online', `${page.network.person} is online`);
  return page;
};
const saved = (page: Page): Promise<void> => until(() => page.document.state === 'online' && page.document.waiting === 0, 'all is saved');
const textOf = (page: Page, row: string, field: string): unknown => page.document.rows.find(({ id }) => id === row)?.cells[field];
const write = (page: Page, row: string, task: string, cells: Readonly<Record<string, unknown>> = {}): void =>
  page.document.put(row, { order: row, ...cells }, { task });
const type = (page: Page, row: string, text: string): void =>
  page.document.edit((rows) =>
    rows.splice(row, 'task', [{ at: String(textOf(page, row, 'task') ?? '').length, removed: 0, inserted: text }]),
  );
const freeze = async (): Promise<void> => {
  await room.store.commit([entry(stream, room.stage.opened.seq - 1, 1, { documents: [{ document: list, frozen: true }] })]);
  room.stage.decide({ frozen: true });
};
/** The tab is gone; what the browser had been given to keep is there. */
const reload = async (page: Page): Promise<Page> => {
  page.close();
  await new Promise(setImmediate);
  return browsers.open(page.network.person, page.network);
};

describe('writing without a connection', () => {
  test('goes on, is counted by places, and is merged on return', async () => {
    const [ann, bob] = [await online(browsers.open('ann')), await online(browsers.open('bob'))];
    write(ann, 'r1', '修门', { lead: null });
    await saved(ann);
    await until(() => textOf(bob, 'r1', 'task') === '修门', 'bob has it');
    ann.network.cut();
    await until(() => ann.document.state === 'offline', 'ann is offline');
    expect(ann.document.writable).toBe(true);
    type(ann, 'r1', '和');
    type(ann, 'r1', '窗');
    ann.document.set('r1', 'lead', 'housing');
    write(ann, 'r2', '装灯', { lead: null });
    type(ann, 'r2', '三盏');
    expect(ann.document.waiting).toBe(3);
    type(bob, 'r1', '。');
    await saved(bob);
    expect(textOf(bob, 'r2', 'task')).toBeUndefined();
    ann.network.mend();
    await saved(ann);
    await until(() => textOf(bob, 'r2', 'task') === '装灯三盏', 'bob has all of it');
    expect(textOf(bob, 'r1', 'lead')).toBe('housing');
    expect([...String(textOf(bob, 'r1', 'task'))].sort()).toEqual([...'修门和窗。'].sort());
    expect(textOf(ann, 'r1', 'task')).toBe(textOf(bob, 'r1', 'task'));
  });

  test('a page reloaded without a network shows the list as it was and loses nothing typed', async () => {
    const ann = await online(browsers.open('ann'));
    write(ann, 'r1', '修门');
    await saved(ann);
    ann.network.cut();
    await until(() => ann.document.state === 'offline', 'offline');
    type(ann, 'r1', '和窗');
    const again = await reload(ann);
    await until(() => again.document.rows.length === 1, 'the list is there');
    await until(() => again.document.state === 'offline', 'offline still');
    expect(textOf(again, 'r1', 'task')).toBe('修门和窗');
    expect(again.document.waiting).toBe(1);
    expect(again.document.writable).toBe(true);
    type(again, 'r1', '。');
    const third = await reload(again);
    third.network.mend();
    await saved(third);
    expect((await kept(room.store))['r1']?.['task']).toBe('修门和窗。');
  });

  test('two tabs of one browser neither double nor lose', async () => {
    const one = await online(browsers.open('ann'));
    const two = await online(browsers.open('ann', one.network));
    write(one, 'r1', '甲');
    await saved(one);
    await until(() => textOf(two, 'r1', 'task') === '甲', 'the other tab has it');
    one.network.cut();
    await until(() => one.document.state === 'offline' && two.document.state === 'offline', 'both offline');
    type(one, 'r1', '乙');
    type(two, 'r1', '丙');
    const third = await reload(one);
    await until(() => String(textOf(third, 'r1', 'task')).length === 3, 'a new tab has what both wrote');
    third.network.mend();
    await saved(third);
    await saved(two);
    const task = String((await kept(room.store))['r1']?.['task']);
    expect([...task].sort()).toEqual([...'甲乙丙'].sort());
    expect([textOf(two, 'r1', 'task'), textOf(third, 'r1', 'task')]).toEqual([task, task]);
    third.close();
    two.close();
    const last = await online(browsers.open('ann'));
    expect([textOf(last, 'r1', 'task'), last.document.waiting]).toEqual([task, 0]);
  });

  test('somebody else at the same computer neither sees nor sends it, and signing out deletes it', async () => {
    const ann = await online(browsers.open('ann'));
    write(ann, 'r1', '修门');
    await saved(ann);
    ann.network.cut();
    type(ann, 'r1', '秘密');
    ann.close();
    const bob = await online(browsers.open('bob'));
    expect([textOf(bob, 'r1', 'task'), bob.document.waiting]).toEqual(['修门', 0]);
    const away = browsers.open('ann', ann.network);
    await until(() => textOf(away, 'r1', 'task') === '修门秘密', 'ann finds hers');
    away.close();
    await new Promise(setImmediate);
    await browsers.signOut('ann');
    const back = await online(browsers.open('ann'));
    expect([textOf(back, 'r1', 'task'), back.document.waiting]).toEqual(['修门', 0]);
    expect((await kept(room.store))['r1']?.['task']).toBe('修门');
  });

  test('a browser that keeps nothing still lets people write, and says so', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new Error('not in a private window');
      },
    });
    const ann = await online(browsers.open('ann'));
    ann.network.cut();
    await until(() => ann.document.state === 'offline', 'offline');
    write(ann, 'r1', '修门');
    await until(() => ann.document.trouble === 'off', 'it says so');
    expect(ann.document.endangered).toBe(true);
    ann.network.mend();
    await saved(ann);
    expect(ann.document.endangered).toBe(false);
    expect((await kept(room.store))['r1']?.['task']).toBe('修门');
  });
});

describe('what is not taken in', () => {
  test('is set aside when the list was frozen meanwhile, also after a reload, until it was dealt with', async () => {
    const ann = await online(browsers.open('ann'));
    write(ann, 'r1', '修门', { lead: 'housing' });
    await saved(ann);
    ann.network.cut();
    await until(() => ann.document.state === 'offline', 'offline');
    type(ann, 'r1', '和窗');
    ann.document.set('r1', 'lead', 'water');
    await freeze();
    const again = await reload(ann);
    again.network.mend();
    await until(() => again.document.state === 'frozen', 'told that it is final');
    expect(textOf(again, 'r1', 'task')).toBe('修门');
    const lost = [
      { row: 'r1', field: 'task', value: '修门和窗', why: 'frozen' },
      { row: 'r1', field: 'lead', value: 'water', why: 'frozen' },
    ];
    expect(again.document.lost).toEqual(lost);
    expect(again.document.waiting).toBe(0);
    const third = await reload(again);
    await until(() => third.document.lost.length === 2, 'still there after a reload');
    expect(third.document.lost).toEqual(lost);
    third.document.forgetLost();
    const last = await reload(third);
    await until(() => last.document.state === 'frozen', 'told');
    expect(last.document.lost).toEqual([]);
  });

  test.each([
    ['read', 'read-only', ['修门']],
    ['none', 'refused', []],
  ] as const)('is set aside when the right is gone (%s) while the page is open', async (access, state, rows) => {
    const ann = await online(browsers.open('ann'));
    write(ann, 'r1', '修门');
    await saved(ann);
    ann.network.cut();
    await until(() => ann.document.state === 'offline', 'offline');
    type(ann, 'r1', '和窗');
    room.stage.decide({ access: { ann: access } });
    ann.network.mend();
    await until(() => ann.document.state === state, 'told');
    await until(() => ann.document.lost.length === 1, 'set aside');
    expect(ann.document.lost[0]?.value).toBe('修门和窗');
    expect(ann.document.rows.map(({ cells }) => cells['task'])).toEqual(rows);
    expect(ann.document.writable).toBe(false);
  });

  test('what was written in a row that somebody removed comes back to its writer', async () => {
    const [ann, bob] = [await online(browsers.open('ann')), await online(browsers.open('bob'))];
    write(ann, 'r1', '修门');
    await saved(ann);
    await until(() => bob.document.rows.length === 1, 'bob has it');
    ann.network.cut();
    await until(() => ann.document.state === 'offline', 'offline');
    type(ann, 'r1', '和窗');
    bob.document.remove('r1');
    await saved(bob);
    ann.network.mend();
    await saved(ann);
    expect(ann.document.rows).toEqual([]);
    expect(ann.document.lost).toEqual([{ row: 'r1', field: 'task', value: '修门和窗', why: 'removed' }]);
  });

  test('a right given back lets the same page write again', async () => {
    const ann = await online(browsers.open('ann'));
    room.stage.decide({ access: { ann: 'read' } });
    await until(() => ann.document.state === 'read-only', 'reads only');
    expect(ann.document.writable).toBe(false);
    room.stage.decide({ access: { ann: 'write' } });
    await online(ann);
    write(ann, 'r1', '修门');
    await saved(ann);
  });

  test('a server put back to an earlier day is not filled again from a browser; what was never sent is set aside', async () => {
    const ann = await online(browsers.open('ann'));
    write(ann, 'r1', '修门');
    await saved(ann);
    const early = await room.store.document(list);
    write(ann, 'r2', '应当删去');
    await saved(ann);
    ann.network.cut();
    await until(() => ann.document.state === 'offline', 'offline');
    type(ann, 'r1', '和窗');
    const restored = await openRoom();
    await restored.store.appendUpdates([{ name: list, updates: early.tail.map(({ update }) => ({ update, by: 'ann', at: 0 })) }]);
    try {
      browsers.moveTo(restored);
      ann.network.mend();
      await until(() => ann.document.lost.length > 0, 'set aside', 15_000);
      await online(ann);
      expect(ann.document.rows.map(({ id, cells }) => [id, cells['task']])).toEqual([['r1', '修门']]);
      expect(ann.document.lost).toEqual([{ row: 'r1', field: 'task', value: '修门和窗', why: 'younger' }]);
      expect(Object.keys(await kept(restored.store))).toEqual(['r1']);
      type(ann, 'r1', '。');
      await saved(ann);
      expect(Object.keys(await kept(restored.store))).toEqual(['r1']);
      ann.close();
    } finally {
      await restored.close();
    }
  }, 30_000);

  test('a server that is only a moment behind is waited for, and nothing is set aside', async () => {
    const ann = await online(browsers.open('ann'));
    write(ann, 'r1', '修门');
    await saved(ann);
    const behind = await openRoom();
    try {
      const { tail } = await room.store.document(list);
      ann.network.cut();
      await until(() => ann.document.state === 'offline', 'offline');
      browsers.moveTo(behind);
      ann.network.mend();
      type(ann, 'r1', '和窗');
      await until(() => behind.node.documents.open > 0, 'it came to the node that is behind');
      await behind.store.appendUpdates([{ name: list, updates: tail.map(({ update }) => ({ update, by: 'ann', at: 0 })) }]);
      browsers.moveTo(room);
      await saved(ann);
      expect([ann.document.lost, (await kept(room.store))['r1']?.['task']]).toEqual([[], '修门和窗']);
      ann.close();
    } finally {
      await behind.close();
    }
  });

  test('a reader who kept an old copy is shown what the server has', async () => {
    const ann = await online(browsers.open('ann'));
    write(ann, 'r1', '修门');
    await saved(ann);
    ann.close();
    const restored = await openRoom();
    try {
      restored.stage.decide({ access: { ann: 'read' } });
      browsers.moveTo(restored);
      const again = browsers.open('ann');
      await until(() => again.document.state === 'read-only', 'told');
      await until(() => again.document.rows.length === 0, 'the old copy is gone');
      again.close();
    } finally {
      await restored.close();
    }
  });
});

describe('whether it is kept', () => {
  test('is known also while somebody never stops typing', async () => {
    const ann = await online(browsers.open('ann'));
    write(ann, 'r1', '');
    await saved(ann);
    let typed = 0;
    const typing = setInterval(() => type(ann, 'r1', String((typed += 1) % 10)), 100);
    const most = { waiting: 0 };
    try {
      ann.document.set('r1', 'lead', 'housing');
      await until(() => (most.waiting = Math.max(most.waiting, ann.document.waiting)) > 1, 'both wait');
      await until(() => ann.document.waiting === 1, 'what was said first is known to be kept', 9_000);
    } finally {
      clearInterval(typing);
    }
    expect(typed).toBeGreaterThan(20);
    await saved(ann);
  });
});
