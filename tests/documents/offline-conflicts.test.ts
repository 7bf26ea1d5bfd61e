import { IDBFactory } from 'fake-indexeddb';
import type { ViteDevServer } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openModules } from '#tests/live/modules.ts';
import { openBrowsers, type Browsers, type Page } from './offline.ts';
import { openRoom, until, type Room } from './room.ts';

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

const here = async (): Promise<readonly [Page, Page]> => {
  const [ann, bob] = [browsers.open('ann'), browsers.open('bob')];
  await until(() => [ann, bob].every(({ document }) => document.state === 'online'), 'both are here');
  ann.document.put('r1', { order: 'a', lead: null, due: null }, { task: '修门' });
  await until(() => bob.document.rows.length === 1 && ann.document.waiting === 0, 'the row is there');
  return [ann, bob];
};
const leadOf = ({ document }: Page): unknown => document.rows[0]?.cells['lead'];
const told = (page: Page): unknown => {
  const conflict = page.document.conflictAt('r1', 'lead');
  return conflict && { mine: conflict.mine, theirs: conflict.theirs, by: conflict.by?.name, winner: conflict.winner };
};
/** Both choose while neither hears the other; ann is away for that, also as another page. */
const clash = async (ann: Page, bob: Page, reload: boolean): Promise<Page> => {
  ann.network.cut();
  await until(() => ann.document.state === 'offline', 'ann is away');
  ann.document.set('r1', 'lead', 'housing');
  bob.document.set('r1', 'lead', 'water');
  await until(() => bob.document.waiting === 0, 'bob’s choice is kept');
  let page = ann;
  if (reload) {
    ann.close();
    page = browsers.open('ann', ann.network);
    await until(() => page.document.rows.length === 1, 'the list is there');
  }
  page.network.mend();
  await until(() => page.document.state === 'online' && page.document.waiting === 0, 'ann is back');
  await until(() => leadOf(page) === leadOf(bob), 'one value');
  return page;
};

test.each([false, true])(
  'two leads at once: one value, both see who chose what, and one answer settles it (reload: %s)',
  async (reload) => {
    const [first, bob] = await here();
    const ann = await clash(first, bob, reload);
    await until(() => Boolean(ann.document.conflicts[0]?.by && bob.document.conflicts[0]?.by), 'both know who it was');
    const annWon = leadOf(ann) === 'housing';
    expect(told(ann)).toEqual({ mine: 'housing', theirs: 'water', by: 'bob', winner: annWon ? 'mine' : 'theirs' });
    expect(told(bob)).toEqual({ mine: 'water', theirs: 'housing', by: 'ann', winner: annWon ? 'theirs' : 'mine' });
    const [loser, winner, lost] = annWon ? ([bob, ann, 'water'] as const) : ([ann, bob, 'housing'] as const);
    const conflict = loser.document.conflictAt('r1', 'lead');
    if (conflict) loser.document.answer(conflict, 'mine');
    await until(() => leadOf(winner) === lost, 'it is as answered');
    await until(() => winner.document.conflicts.length === 0, 'nothing left to answer');
    expect(loser.document.conflicts).toEqual([]);
  },
);

test('leaving it so is an answer, too; whoever has left is still named', async () => {
  const [first, bob] = await here();
  const ann = await clash(first, bob, false);
  await until(() => ann.document.conflicts.length === 1, 'ann is told');
  bob.close();
  expect(ann.document.conflicts[0]?.by).toEqual({ person: 'bob', name: 'bob' });
  const stands = leadOf(ann);
  if (ann.document.conflicts[0]) ann.document.answer(ann.document.conflicts[0], 'keep');
  expect([ann.document.conflicts, leadOf(ann)]).toEqual([[], stands]);
});

test('moving rows and writing text at once is no conflict', async () => {
  const [ann, bob] = await here();
  ann.network.cut();
  await until(() => ann.document.state === 'offline', 'ann is away');
  for (const [page, text] of [
    [ann, '甲'],
    [bob, '乙'],
  ] as const) {
    page.document.set('r1', 'order', text);
    page.document.edit((rows) => rows.splice('r1', 'task', [{ at: 0, removed: 0, inserted: text }]));
  }
  ann.network.mend();
  await until(() => ann.document.state === 'online' && ann.document.waiting === 0, 'ann is back');
  await until(() => String(bob.document.rows[0]?.cells['task']).length === 4, 'both texts');
  expect([ann.document.conflicts, bob.document.conflicts]).toEqual([[], []]);
});

test('cursors are told at most five times a second, the last place always, and only to those who ask for it', async () => {
  const [ann, bob] = await here();
  let heard = 0;
  let last: unknown;
  const looking = setInterval(() => {
    const now = JSON.stringify(bob.document.others);
    if (now !== last) heard += 1;
    last = now;
  }, 1);
  for (let n = 0; n < 60; n += 1) {
    ann.document.at('r1', `f${n}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await until(() => bob.document.othersAt('r1', 'f59').length === 1, 'the last place');
  clearInterval(looking);
  expect(heard).toBeLessThanOrEqual(7);
  expect(bob.document.othersAt('r1', 'f58')).toEqual([]);
});
