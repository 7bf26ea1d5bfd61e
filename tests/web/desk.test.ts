/** A department's desk: what lies in which pile, in which order, narrowed how, and what a key does there. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { onDesk } from './desk-rows.ts';
import { everything, filtered, isOpen, savedIn, withSaved, type Filter } from '#web/lib/items/desk/filters.ts';
import { countsOf, firstGroup, groupNames, inGroup, type Holder, type Line } from '#web/lib/items/desk/groups.ts';
import { bulkActions, intentOf, letterOf, moved } from '#web/lib/items/desk/keys.ts';
import { offered } from '#web/lib/items/desk/bulk-actions.ts';

// What was kept and can't be read is said in the console.
beforeEach(() => void vi.spyOn(console, 'debug').mockImplementation(() => undefined));

const holder: Holder = { department: 'housing', person: 'u-1' };
const ids = (lines: readonly Line[]): readonly string[] => lines.map(({ id }) => id);

describe('piles', () => {
  const lines = [
    onDesk('claimable', { stage: 'issued', claimBy: 50, waitsFor: ['claim'] }),
    onDesk('returned', { stage: 'issued', claimBy: 10, waitsFor: ['adjudicate'] }),
    onDesk('red', { lamp: 'red' }),
    onDesk('yellow', { lamp: 'yellow' }),
    onDesk('theirs-red', { lead: 'water', cooperating: ['housing'], lamp: 'red', openOpinions: ['housing'] }),
    onDesk('theirs-said', { lead: 'water', cooperating: ['housing'], openOpinions: ['traffic'] }),
    onDesk('draft', { draft: 'waits', officer: 'u-2' }),
    onDesk('back', { draft: 'sentBack', officer: 'u-1' }),
    onDesk('letter', { letters: 1, answerBy: 5 }),
    onDesk('closed', { stage: 'closed', lamp: 'none' }),
  ];
  test.each([
    ['new', ['claimable']],
    ['overdue', ['red']],
    ['soon', ['yellow']],
    ['sign', ['draft']],
    ['returns', ['returned']],
    ['letters', ['letter']],
    ['opinions', ['theirs-red']],
    ['mine', ['back']],
    ['elsewhere', ['closed']],
  ] as const)('%s', (name, held) => {
    expect(ids(inGroup(name, lines, holder))).toEqual(held);
  });

  test('each is counted as it is shown, and everything is in the last one', () => {
    const counts = countsOf(lines, holder);
    for (const name of groupNames) expect(counts[name], name).toBe(inGroup(name, lines, holder).length);
    expect(counts.all).toBe(lines.length);
  });

  test('somebody begins with what is overdue, then near, then new', () => {
    const begin = (...some: readonly Line[]): string => firstGroup(countsOf(some, holder));
    expect(begin(...lines)).toBe('overdue');
    expect(begin(onDesk('y', { lamp: 'yellow' }), onDesk('n', { stage: 'issued' }))).toBe('soon');
    expect(begin(onDesk('n', { stage: 'issued', waitsFor: ['claim'] }))).toBe('new');
    expect(begin()).toBe('all');
  });
});

describe('order', () => {
  test('red before overrun before yellow before green before what stands still; within each the earlier first', () => {
    const lines = [
      onDesk('none', { lamp: 'none', redAt: 1 }),
      onDesk('green', { redAt: 2 }),
      onDesk('yellow-late', { lamp: 'yellow', redAt: 9 }),
      onDesk('yellow', { lamp: 'yellow', redAt: 3 }),
      onDesk('overrun', { claimOverrun: true, redAt: 99 }),
      onDesk('red', { lamp: 'red', redAt: 4 }),
    ];
    expect(ids(inGroup('all', lines, holder))).toEqual(['red', 'overrun', 'yellow', 'yellow-late', 'green', 'none']);
  });

  test('what waits to be claimed goes by the day to claim, letters by the day to answer', () => {
    const late = onDesk('late', { stage: 'issued', claimBy: 9, redAt: 1, letters: 1, answerBy: 2 });
    const early = onDesk('early', { stage: 'issued', claimBy: 3, redAt: 5, letters: 1, answerBy: 8 });
    expect(ids(inGroup('new', [late, early], holder))).toEqual(['early', 'late']);
    expect(ids(inGroup('letters', [early, late], holder))).toEqual(['late', 'early']);
    expect(ids(inGroup('all', [early, late], holder))).toEqual(['late', 'early']);
  });
});

describe('filters', () => {
  const filter = (some: Partial<Filter>): Filter => ({ ...everything, ...some });
  const lines = [
    onDesk('a', { number: '〔2026〕12-3', title: '更换声控灯', officer: 'u-1', lamp: 'red' }),
    onDesk('b', { title: '屋面渗漏', task: '修复防水 ABC', lead: 'water', stage: 'reported' }),
  ];
  test.each([
    ['words of the title', { text: '声控' }, ['a']],
    ['the number', { text: '12-3' }, ['a']],
    ['full-width letters of the task', { text: 'ａｂｃ' }, ['b']],
    ['every word', { text: '屋面 声控' }, []],
    ['as lead', { part: 'lead' }, ['a']],
    ['as cooperating', { part: 'cooperating' }, ['b']],
    ['a lamp', { lamp: 'red' }, ['a']],
    ['a stage', { stage: 'reported' }, ['b']],
    ['an officer', { officer: 'u-1' }, ['a']],
    ['nobody', { officer: '-' }, ['b']],
    ['nothing', {}, ['a', 'b']],
  ] as const)('by %s', (_name, some, held) => {
    expect(ids(filtered(lines, filter(some), holder))).toEqual(held);
    expect(isOpen(filter(some))).toBe(Object.keys(some).length === 0);
  });

  test('a kept filter is found again as it was, and a newer one takes the place of its name', () => {
    const kept = withSaved(withSaved([], { name: '红灯', filter: filter({ lamp: 'red' }) }), {
      name: '我的',
      filter: filter({ officer: 'u-1' }),
    });
    const newer = withSaved(kept, { name: '红灯', filter: filter({ lamp: 'yellow' }) });
    expect(savedIn(JSON.stringify(newer))).toEqual(newer);
    expect(newer.map(({ name }) => name)).toEqual(['我的', '红灯']);
  });

  test('what is broken is left out, what is unknown is any', () => {
    expect(savedIn('')).toEqual([]);
    expect(savedIn('{')).toEqual([]);
    expect(savedIn('{"name":"x"}')).toEqual([]);
    expect(savedIn('[null,{"name":" "},{"name":"x"},{"name":"y","filter":{"lamp":"blue","text":3,"stage":"closed"}}]')).toEqual([
      { name: 'y', filter: filter({ stage: 'closed' }) },
    ]);
  });
});

describe('keyboard', () => {
  const press = (key: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {}) =>
    intentOf({ key, ctrlKey: false, altKey: false, metaKey: false, ...held });
  test('letters, also with the shift key; arrows do the same', () => {
    expect([press('j'), press('J'), press('ArrowDown')]).toEqual(Array(3).fill({ do: 'move', step: 1 }));
    expect([press('k'), press('ArrowUp')]).toEqual(Array(2).fill({ do: 'move', step: -1 }));
    expect(press(' ')).toEqual({ do: 'select' });
    expect(press('Enter')).toEqual({ do: 'open' });
    expect(press('x')).toBeNull();
  });
  test('every action has a letter of its own, and the letter does it', () => {
    expect(new Set(bulkActions.map(letterOf)).size).toBe(bulkActions.length);
    for (const action of bulkActions) expect(press(letterOf(action))).toEqual({ do: 'act', action });
  });
  test.each(['ctrlKey', 'altKey', 'metaKey'] as const)('with %s a key belongs to the browser', (held) => {
    expect(press('c', { [held]: true })).toBeNull();
  });
  test('the focus stays within the list', () => {
    const down = { do: 'move', step: 1 } as const;
    expect([moved(3, 0, down), moved(3, 2, down), moved(0, 0, down)]).toEqual([1, 2, -1]);
    expect([moved(3, 0, { do: 'move', step: -1 }), moved(3, 1, { do: 'last' }), moved(3, 2, { do: 'first' })]).toEqual([0, 2, 0]);
  });
  test('only leaders route', () => {
    expect(offered(true)).toContain('route');
    expect(offered(false)).toEqual(['claim', 'note', 'askExtension']);
  });
});
