import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { textParts } from '#shared/core/text-parts.ts';
import type { RowBlame } from '#shared/core/history.ts';
import { contentOf } from '#server/documents/content.ts';
import { HistoryDesk } from '#server/documents/history-desk.ts';
import { pack } from '#server/documents/history-pages.ts';
import { restoreAll, restoreCell, restoreRow } from '#web/lib/checklists/history/restore.ts';
import { Rows } from '#web/lib/live/document-rows.ts';
import { Past, putRow, taskOf } from './past.ts';

const texts = ['task'];
const letters = fc.string({ maxLength: 12, unit: fc.constantFrom('一', '二', '三', 'x', '👍') });

describe('the difference of two texts', () => {
  test('leads from one to the other', () => {
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const parts = textParts(before, after);
        const without = (how: 'added' | 'removed') =>
          parts
            .filter((part) => part.how !== how)
            .map(({ text }) => text)
            .join('');
        expect([without('added'), without('removed')]).toEqual([before, after]);
        expect(parts.every(({ text }) => text !== '')).toBe(true);
        expect(parts.every((part, n) => part.how !== parts[n + 1]?.how)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('is the smallest one, and says so where a text was written anew', () => {
    expect(textParts('三月底前完工', '六月底以前完工')).toEqual([
      { how: 'removed', text: '三' },
      { how: 'added', text: '六' },
      { how: 'same', text: '月底' },
      { how: 'added', text: '以' },
      { how: 'same', text: '前完工' },
    ]);
    const [old, now] = ['甲'.repeat(3_000), '乙'.repeat(3_000)];
    expect(textParts(`。${old}。`, `。${now}。`).map(({ how }) => how)).toEqual(['same', 'removed', 'added', 'same']);
  });
});

const step = fc.record({
  what: fc.constantFrom('put', 'text', 'text', 'set', 'unset', 'move', 'remove'),
  row: fc.integer({ min: 0, max: 3 }),
  text: letters,
  n: fc.nat(9),
});

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const play = (past: Past, steps: readonly Step[]): void => {
  for (const { what, row, text, n } of steps) {
    past.edit('zhang', (rows) => {
      const id = `r${row}`;
      const task = taskOf(rows, id);
      if (what === 'put') putRow(rows, id, String(n), text);
      else if (what === 'text') task?.insert(n % (task.length + 1), text);
      else if (what === 'set') rows.get(id)?.set('sources', [{ kind: text, id: n }]);
      else if (what === 'unset') rows.get(id)?.delete('sources');
      else if (what === 'move') rows.get(id)?.set('order', String(n));
      else rows.delete(id);
    });
  }
};

const copyOf = (past: Past): { doc: Y.Doc; rows: Rows; undo: Y.UndoManager } => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, past.whole());
  const mine = {};
  const rows = new Rows(Y, doc, mine);
  return { doc, rows, undo: new Y.UndoManager(rows.map, { trackedOrigins: new Set([mine]), captureTimeout: 0 }) };
};

describe('a moment put back', () => {
  test('is what was there then, and one undo takes it back', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), fc.nat(), (steps, at) => {
        const past = new Past();
        play(past, steps);
        const then = past.contents[at % past.contents.length] ?? { rows: {} };
        const { doc, rows, undo } = copyOf(past);
        const now = contentOf(doc);
        rows.change(() => restoreAll(rows, then, texts));
        expect(contentOf(doc)).toEqual(then);
        undo.undo();
        expect(contentOf(doc)).toEqual(now);
      }),
      { numRuns: 300 },
    );
  });

  test('of one row or one cell changes nothing else', () => {
    const past = new Past();
    past.edit('zhang', (rows) => putRow(rows, 'r1', 'a', '三月底'));
    past.edit('zhang', (rows) => putRow(rows, 'r2', 'b', '别的'));
    const then = past.contents.at(-1);
    past.edit('zhang', (rows) => {
      taskOf(rows, 'r1')?.insert(3, '前');
      rows.get('r1')?.set('lead', 'housing');
      rows.get('r1')?.set('order', 'c');
      rows.delete('r2');
    });
    const { doc, rows } = copyOf(past);
    rows.change(() => restoreCell(rows, 'r1', 'task', then?.rows['r1']?.['task'], texts));
    expect(contentOf(doc).rows).toEqual({ r1: { order: 'c', lead: 'housing', task: '三月底' } });
    rows.change(() => restoreRow(rows, 'r2', then?.rows['r2'], texts));
    expect(contentOf(doc).rows['r2']).toEqual(then?.rows['r2']);
    expect(rows.text('r2', 'task')).not.toBeNull();
    rows.change(() => restoreRow(rows, 'r1', then?.rows['r1'], texts));
    expect(contentOf(doc).rows['r1']).toEqual({ order: 'c', lead: null, task: '三月底' });
  });

  test('leaves letters that stayed with whoever wrote them', () => {
    const past = new Past();
    past.edit('zhang', (rows) => putRow(rows, 'r1', 'a', '三月底前完工'));
    past.meet('li');
    past.now += 600_000;
    past.edit('li', (rows) => taskOf(rows, 'r1')?.delete(0, 3));
    past.now += 600_000;
    past.meet('wang');
    past.edit('wang', (map) => {
      const rows = new Rows(Y, map.doc ?? new Y.Doc(), {});
      restoreCell(rows, 'r1', 'task', '三月底前完工', texts);
    });
    const desk = new HistoryDesk();
    desk.begin(0, null);
    desk.apply(pack(past.log));
    desk.learn('x', 0, pack(past.log));
    const { task } = (JSON.parse(desk.blame('x', 'r1')) as RowBlame).cells;
    expect(task?.sort === 'text' && task.runs.map(({ text, by }) => [text, by])).toEqual([
      ['三月底', 'wang'],
      ['前完工', 'zhang'],
    ]);
  });
});
