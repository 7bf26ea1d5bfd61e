import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change, ProposedChange } from '#shared/checklists/margin.ts';
import type { DocumentRow } from '#web/lib/live/document-rows.ts';
import { meet, merge, splicesBetween, undoubled } from '#web/lib/checklists/margin/take-in.ts';

const words = fc
  .array(fc.constantFrom('三号楼', '四号楼', '加装', '电梯', '𠮷', '，', 'a'), { maxLength: 8 })
  .map((parts) => parts.join(''));

const proposed = (change: Change): ProposedChange => ({
  id: 'c-1',
  list: 'responsibilities',
  change,
  why: '',
  person: 'p-1',
  at: 0,
  stage: 'open',
  reason: null,
  adapted: false,
});
const title = (before: string, after: string) => proposed({ kind: 'set', row: 'r-1', field: 'title', before, after });
const row = (cells: Readonly<Record<string, unknown>>): readonly DocumentRow[] => [{ id: 'r-1', cells }];

test('splices lead from one text to the other', () =>
  fc.assert(
    fc.property(words, words, (before, after) => {
      const made = splicesBetween(before, after)
        .toReversed()
        .reduce((text, { at, removed, inserted }) => text.slice(0, at) + inserted + text.slice(at + removed), before);
      expect(made).toBe(after);
    }),
  ));

test('two changes in different places are both kept, whoever comes first', () => {
  const before = '三号楼加装电梯，年底完成';
  expect(merge(before, '三、四号楼加装电梯，年底完成', '三号楼加装电梯，十月底完成')).toBe('三、四号楼加装电梯，十月底完成');
  fc.assert(
    fc.property(words, words, words, (old, mine, theirs) => {
      expect(merge(old, mine, theirs)).toBe(merge(old, theirs, mine));
      expect(merge(old, old, theirs)).toBe(theirs);
    }),
  );
});

test('two changes of the same place are never merged by themselves', () => {
  expect(merge('年底完成', '十月底完成', '六月底完成')).toBeNull();
  expect(merge('完成', '完成并公示', '完成并验收')).toBeNull();
});

test('taken in by two people at once, it stands there once', () => {
  const [before, after] = ['年内完成两个单元。', '十月底前完成两个单元，并公示。'];
  expect(undoubled('十月底前十月底前完成两个单元，并公示，并公示。', before, after)).toBe(after);
  expect(undoubled('十月底前十月底前完成好两个单元，并公示，并公示。', before, after)).toBe('十月底前完成好两个单元，并公示。');
  // The other one's edit is not here yet, or nothing was put in: nothing stands there twice.
  expect(undoubled(after, before, after)).toBeNull();
  expect(undoubled('完成', '年内完成', '完成')).toBeNull();
});

test.each<[string, ProposedChange, readonly DocumentRow[], object]>([
  ['nothing happened since', title('电梯', '两部电梯'), row({ title: '电梯' }), { how: 'ready' }],
  ['it stands there already', title('电梯', '两部电梯'), row({ title: '两部电梯' }), { how: 'done' }],
  [
    'others wrote elsewhere',
    title('电梯，年底', '两部电梯，年底'),
    row({ title: '电梯，年底前' }),
    { how: 'merged', text: '两部电梯，年底前' },
  ],
  ['others wrote there too', title('电梯', '两部电梯'), row({ title: '三部电梯' }), { how: 'apart', now: '三部电梯' }],
  ['the row is gone', title('电梯', '两部电梯'), [], { how: 'gone' }],
  [
    'a plain value as it was',
    proposed({ kind: 'set', row: 'r-1', field: 'due', before: null, after: '2026-12-31' }),
    row({ due: '' }),
    { how: 'ready' },
  ],
  [
    'a plain value that another one replaced',
    proposed({ kind: 'set', row: 'r-1', field: 'due', before: null, after: '2026-12-31' }),
    row({ due: '2026-11-30' }),
    { how: 'apart', now: '2026-11-30' },
  ],
  ['a new row', proposed({ kind: 'add', below: null, cells: { title: '照明' } }), row({}), { how: 'ready' }],
  [
    'a new row that came already',
    proposed({ kind: 'add', below: null, cells: { title: '照明' } }),
    [{ id: 'c-1', cells: {} }],
    { how: 'done' },
  ],
  ['a row less', proposed({ kind: 'remove', row: 'r-1' }), row({}), { how: 'ready' }],
  ['a row that is gone already', proposed({ kind: 'remove', row: 'r-1' }), [], { how: 'done' }],
])('a proposed change meets the list: %s', (_when, change, rows, meeting) => expect(meet(change, rows)).toMatchObject(meeting));
