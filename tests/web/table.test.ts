import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DocumentRow } from '#web/lib/live/document-rows.ts';
import { columns, columnOf, emptyOf } from '#web/lib/checklists/columns.ts';
import { askedBy, type Key } from '#web/lib/checklists/keys.ts';
import { everything, find, sectionsOf, type Known } from '#web/lib/checklists/view.ts';
import { emptyResponsibility, responsibilityTexts } from '#shared/checklists/responsibility.ts';
import { emptySuggestion, suggestionTexts } from '#shared/checklists/suggestion.ts';

const row = (id: string, cells: Readonly<Record<string, unknown>> = {}): DocumentRow => ({ id, cells });
const rows = [
  row('a', { suggestion: '换灯', department: 'housing', category: 'immediate', topic: '灯' }),
  row('b', { suggestion: '修路', department: 'street', category: 'planned', topic: '路' }),
  row('c', { suggestion: '换水管 LED', department: 'housing', category: null, topic: '灯' }),
];
const known = (wrong: readonly string[] = []): Known => ({
  words: ({ cells }) => String(cells['suggestion']),
  departments: ({ cells }) => [String(cells['department'])],
  wrong: ({ id }) => wrong.includes(id),
  mine: ({ id }) => id === 'b',
});
const shown = (...asked: Parameters<typeof sectionsOf>) =>
  sectionsOf(...asked).map(({ key, rows: there }) => [key, ...there.map(({ id }) => id)]);

describe('what is shown of a list', () => {
  test.each([
    [{}, ['a', 'b', 'c']],
    [{ words: '换' }, ['a', 'c']],
    [{ words: ' led ' }, ['c']],
    [{ department: 'housing' }, ['a', 'c']],
    [{ department: 'housing', category: 'immediate' }, ['a']],
    [{ mine: true }, ['b']],
    [{ wrong: true }, ['c']],
  ])('%j leaves %j', (view, ids) => expect(shown(rows, { ...everything, ...view }, known(['c']), new Set())).toEqual([[null, ...ids]]));

  test('a row that was mended stays until people filter anew', () => {
    const stays = new Set<string>();
    const wrong = { ...everything, wrong: true };
    expect(shown(rows, wrong, known(['a', 'c']), stays)).toEqual([[null, 'a', 'c']]);
    expect(shown(rows, wrong, known(['c']), stays)).toEqual([[null, 'a', 'c']]);
    expect(shown(rows, wrong, known(['c']), new Set())).toEqual([[null, 'c']]);
  });

  test('groups keep the order of the list, inside and among each other', () => {
    expect(shown(rows, { ...everything, group: 'department' }, known(), new Set())).toEqual([
      ['housing', 'a', 'c'],
      ['street', 'b'],
    ]);
    expect(shown(rows, { ...everything, group: 'category' }, known(), new Set()).map(([key]) => key)).toEqual(['immediate', 'planned', '']);
  });

  test('find goes row by row, cell by cell, whatever the case and width', () => {
    const read = (one: DocumentRow, field: string): string => String(one.cells[field] ?? '');
    expect(find(rows, ['topic', 'suggestion'], '灯', read)).toEqual([
      { row: 'a', field: 'topic' },
      { row: 'a', field: 'suggestion' },
      { row: 'c', field: 'topic' },
    ]);
    expect(find(rows, ['suggestion'], 'ＬＥＤ', read)).toEqual([{ row: 'c', field: 'suggestion' }]);
    expect(find(rows, ['suggestion'], '  ', read)).toEqual([]);
  });
});

describe('keys', () => {
  const key = (pressed: Partial<Key> & { readonly key: string }): Key => ({
    ...{ ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false },
    ...pressed,
  });

  test.each([
    [{ key: 'ArrowDown' }, { type: 'go', way: 'down', extend: false }],
    [
      { key: 'ArrowLeft', shiftKey: true },
      { type: 'go', way: 'left', extend: true },
    ],
    [
      { key: 'Home', ctrlKey: true },
      { type: 'go', way: 'top', extend: false },
    ],
    [
      { key: 'Tab', shiftKey: true },
      { type: 'next', step: -1 },
    ],
    [{ key: 'F2' }, { type: 'write', typed: false }],
    [{ key: '灯' }, { type: 'write', typed: true }],
    [{ key: 'Process' }, { type: 'write', typed: true }],
    [{ key: 'Delete' }, { type: 'empty' }],
    [{ key: 'a', metaKey: true }, { type: 'all' }],
    [{ key: 'c', ctrlKey: true }, null],
    [{ key: 'Shift' }, null],
    [{ key: 'F5' }, null],
  ])('on a cell %j asks for %j', (pressed, asked) => expect(askedBy(key(pressed), false)).toEqual(asked));

  test.each([
    [{ key: 'ArrowDown' }, null],
    [{ key: 'x' }, null],
    [{ key: 'Tab' }, null],
    [{ key: 'a', ctrlKey: true }, null],
    [{ key: 'Home', ctrlKey: true }, null],
    [{ key: 'Escape' }, { type: 'leave' }],
    [{ key: 'Enter', ctrlKey: true }, { type: 'addRow' }],
    [
      { key: 'ArrowUp', altKey: true },
      { type: 'moveRow', step: -1 },
    ],
    [{ key: 'z', ctrlKey: true }, { type: 'undo' }],
    [{ key: 'Z', ctrlKey: true, shiftKey: true }, { type: 'redo' }],
  ])('inside a text %j asks for %j', (pressed, asked) => expect(askedBy(key(pressed), true)).toEqual(asked));

  test('while an input method composes, no key asks for anything', () =>
    fc.assert(
      fc.property(fc.constantFrom('Enter', 'Escape', 'ArrowUp', 'z', 'Tab'), fc.boolean(), fc.boolean(), (pressed, ctrlKey, writing) => {
        expect(askedBy(key({ key: pressed, ctrlKey, isComposing: true }), writing)).toBeNull();
      }),
    ));
});

test('every cell of both lists is a column, and an emptied one is as in a new row', () => {
  const made = { suggestions: emptySuggestion(''), responsibilities: emptyResponsibility('') };
  const texts = { suggestions: suggestionTexts, responsibilities: responsibilityTexts };
  for (const list of ['suggestions', 'responsibilities'] as const) {
    const { order: _, ...plain } = made[list] as Readonly<Record<string, unknown>>;
    expect(columns[list].map(({ field }) => field).sort()).toEqual([...Object.keys(plain), ...texts[list]].sort());
    for (const [field, value] of Object.entries(plain)) {
      const column = columnOf(list, field);
      expect(column && emptyOf(column)).toEqual(value);
    }
  }
});
