import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linksAfterMerge, mergeRows } from '#shared/checklists/merge.ts';
import { linksAfterSplit, partsOf, splitRow } from '#shared/checklists/split.ts';
import { responsibility, suggestion } from './checklist.ts';

const task = '完成设计和公示。\n完成安装。';

test('a split moves the chosen part and keeps the rest', () => {
  const { kept, texts } = splitRow('responsibilities', responsibility({ task }), { task: { from: 9, to: task.length } });
  expect([kept['task'], texts['task']]).toEqual(['完成设计和公示。', '完成安装。']);
});

test('both rows rest on the same sources and links and keep the one lead', () => {
  const cells = responsibility({ task, cooperating: ['water'] });
  const { plain } = splitRow('responsibilities', cells, { task: { from: 9, to: task.length } });
  for (const field of ['sources', 'suggestions', 'lead', 'cooperating', 'due']) expect(plain[field]).toEqual(cells[field]);
  expect(plain).not.toHaveProperty('order');
});

test('what a row cannot do without is said by both when it is not cut; what was counted stays with the whole', () => {
  const { plain, texts, kept } = splitRow('suggestions', suggestion({ minority: '有人反对' }), { suggestion: { from: 3, to: 6 } });
  expect(texts).toMatchObject({ problem: '六层楼没有电梯，老人下楼难。', minority: '' });
  expect(plain).toMatchObject({ support: null, reserve: null, oppose: null, department: 'housing' });
  expect(kept).not.toHaveProperty('problem');
});

test('a split loses no character but spaces at the edges', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(40), fc.nat(40), (text, a, b) => {
      const [from, to] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)];
      const { kept, moved } = partsOf(text, { from, to });
      const bare = (one: string): string => one.replaceAll(/\s/gu, '');
      expect(bare(kept).length + bare(moved).length).toBe(bare(text).length);
      expect(bare(text.slice(from, to))).toBe(bare(moved));
    }),
  );
});

test('a merge joins texts, unites sources and links, and keeps one lead', () => {
  const first = responsibility({ lead: 'housing', cooperating: [], sources: [{ kind: 'commitment', id: 'c-1' }] });
  const second = responsibility({
    ...{ task: '完成验收。', lead: 'water', cooperating: ['housing', 'power'], suggestions: ['s-1', 's-2'] },
    sources: [
      { kind: 'commitment', id: 'c-1', at: 5 },
      { kind: 'question', id: 'q-2' },
    ],
  });
  const { added, plain, differing } = mergeRows('responsibilities', first, second, {});
  expect(added).toEqual({ task: '完成验收。' });
  expect(differing).toEqual(['lead']);
  expect(plain).toEqual({
    cooperating: ['power'],
    suggestions: ['s-1', 's-2'],
    sources: [
      { kind: 'commitment', id: 'c-1' },
      { kind: 'question', id: 'q-2' },
    ],
  });
});

test('where the two differ, the chosen one stays; an empty cell never wins', () => {
  const [first, second] = [responsibility({ due: '2026-12-31', person: '' }), responsibility({ due: '2027-01-31', person: '许建国' })];
  expect(mergeRows('responsibilities', first, second, { due: 'second' }).plain).toEqual({ due: '2027-01-31', person: '许建国' });
  expect(mergeRows('responsibilities', second, first, {}).plain).toEqual({});
});

test('whoever asked not to be named stays unnamed', () =>
  expect(mergeRows('suggestions', suggestion(), suggestion({ anonymous: true }), {}).plain).toEqual({ anonymous: true }));

test('every source of two rows is in the one row once, and the other way round', () => {
  const source = fc.record({ kind: fc.constantFrom('question', 'answer'), id: fc.constantFrom('1', '2', '3', '4') });
  fc.assert(
    fc.property(fc.uniqueArray(source, { selector: JSON.stringify }), fc.uniqueArray(source, { selector: JSON.stringify }), (a, b) => {
      const { plain } = mergeRows('suggestions', suggestion({ sources: a }), suggestion({ sources: b }), {});
      const united = ((plain['sources'] ?? a) as unknown[]).map((one) => JSON.stringify(one)).sort();
      expect(united).toEqual([...new Set([...a, ...b].map((one) => JSON.stringify(one)))].sort());
    }),
  );
});

test('links follow: to both parts after a split, to the row that stays after a merge', () => {
  expect(linksAfterSplit(['a', 'b'], 'a', 'new')).toEqual(['a', 'new', 'b']);
  expect(linksAfterSplit(['b'], 'a', 'new')).toBeNull();
  expect(linksAfterMerge(['a', 'b', 'c'], 'b', 'a')).toEqual(['a', 'c']);
  expect(linksAfterMerge(['a'], 'b', 'a')).toBeNull();
});
