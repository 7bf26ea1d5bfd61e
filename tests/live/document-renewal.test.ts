/** New words in place of the old ones, by people who do not know of each other. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Rows } from '#web/lib/live/document-rows.ts';

const screen = (from?: Y.Doc) => {
  const doc = new Y.Doc();
  if (from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
  const mine = {};
  const rows = new Rows(Y, doc, mine);
  return { doc, rows, mine, text: () => rows.text('r', 'text')?.toJSON() };
};
const drafted = () => {
  const first = screen();
  first.rows.put('r', { drawn: '旧的' }, { text: '旧的话' });
  return first;
};
const meet = (...all: readonly { readonly doc: Y.Doc }[]): void => {
  for (const one of all) for (const other of all) Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc));
};
const renew = (rows: Rows, words = '记录里的新话'): void => rows.renew('r', 'text', words, { drawn: words });

test('taken over on two screens at once, or twice on one, the words stand there once', () => {
  const one = drafted();
  const other = screen(one.doc);
  renew(one.rows);
  renew(one.rows);
  renew(other.rows);
  meet(one, other);
  for (const { text, rows } of [one, other]) {
    expect(text()).toBe('记录里的新话');
    expect(rows.read([], null)[0]?.cells).toMatchObject({ drawn: '记录里的新话' });
  }
});

test('what somebody else types meanwhile stays', () => {
  const one = drafted();
  const other = screen(one.doc);
  renew(one.rows, '旧的话已经改了');
  other.rows.splice('r', 'text', [{ at: 3, removed: 0, inserted: '（补充）' }]);
  meet(one, other);
  expect(one.text()).toBe(other.text());
  expect(one.text()).toContain('（补充）');
  expect(one.text()).toContain('已经改了');
});

test('it can be undone, done again, and undone again', () => {
  const { doc, rows, mine, text } = drafted();
  const undo = new Y.UndoManager(rows.map, { trackedOrigins: new Set([mine]), captureTimeout: 0 });
  for (let n = 0; n < 3; n += 1) {
    renew(rows);
    expect(text()).toBe('记录里的新话');
    undo.undo();
    expect(text()).toBe('旧的话');
  }
  expect(doc.getMap('rows').size).toBe(1);
});

test('this test would notice: taking out and putting in by hand doubles the words', () => {
  const one = drafted();
  const other = screen(one.doc);
  for (const { rows } of [one, other]) rows.splice('r', 'text', [{ at: 0, removed: 3, inserted: '记录里的新话' }]);
  meet(one, other);
  expect(one.text()).not.toBe('记录里的新话');
});
