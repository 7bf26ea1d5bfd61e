import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { ContentAt, DifferencesBetween, MomentPage, RowBlame } from '#shared/core/history.ts';
import { createHistory, type DocumentHistory } from '#server/documents/history.ts';
import { HistoryDesk } from '#server/documents/history-desk.ts';
import { pack } from '#server/documents/history-pages.ts';
import type { Store } from '#server/store/store.ts';
import { memoryStore } from '#tests/store/memory.ts';
import { Past, putRow, taskOf, type Logged } from './past.ts';
import { list } from './room.ts';

const opened: DocumentHistory[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const open = (store: Store): DocumentHistory => {
  const history = createHistory(store);
  opened.push(history);
  return history;
};

/** Milliseconds this thread has worked. */
const busy = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

const told = async <T>(answer: Promise<string>): Promise<T> => JSON.parse(await answer) as T;

/** 张 makes a row and writes a sentence, 李 mends a word in it three minutes later and sets the lead; the house adds a row. */
const story = (): Past => {
  const past = new Past();
  past.edit('zhang', (rows) => putRow(rows, 'r1', 'a'));
  for (const letter of '三月底前完工') {
    past.now += 1_000;
    past.edit('zhang', (rows) => taskOf(rows, 'r1')?.insert(taskOf(rows, 'r1')?.length ?? 0, letter));
  }
  past.now += 180_000;
  past.meet('li');
  past.edit('li', (rows) => {
    taskOf(rows, 'r1')?.delete(0, 1);
    taskOf(rows, 'r1')?.insert(0, '六');
  });
  past.edit('li', (rows) => rows.get('r1')?.set('lead', 'housing'));
  past.edit('house', (rows) => putRow(rows, 'r2', 'b', '待定'));
  return past;
};

const laidOut = (log: readonly Logged[], how: 'apply' | 'follow' = 'apply'): HistoryDesk => {
  const desk = new HistoryDesk();
  desk.begin(0, null);
  desk[how](pack(log));
  desk.learn(list, 0, pack(log));
  return desk;
};

describe('the past of a document', () => {
  test('is told by person and pause, newest first, with rows, cells and letters', () => {
    const past = story();
    const moments = laidOut(past.log, 'follow').moments();
    const at = past.log.map((one) => one.at);
    expect(moments).toEqual([
      {
        seq: 10,
        first: 10,
        by: 'house',
        since: at[9],
        until: at[9],
        added: 2,
        removed: 0,
        more: 0,
        rows: [{ row: 'r2', how: 'added', moved: false, cells: [] }],
      },
      {
        ...{ seq: 9, first: 8, by: 'li', since: at[7], until: at[8], added: 1, removed: 1, more: 0 },
        rows: [{ row: 'r1', how: 'changed', moved: false, cells: ['task', 'lead'] }],
      },
      {
        seq: 7,
        first: 1,
        by: 'zhang',
        since: at[0],
        until: at[6],
        added: 6,
        removed: 0,
        more: 0,
        rows: [{ row: 'r1', how: 'added', moved: false, cells: [] }],
      },
    ]);
  });

  test('a row that was moved, one that was removed, and one put again are told apart', () => {
    const past = story();
    past.now += 600_000;
    past.meet('wang');
    past.edit('wang', (rows) => rows.get('r2')?.set('order', 'A'));
    past.edit('wang', (rows) => rows.delete('r1'));
    const [moment] = laidOut(past.log, 'follow').moments();
    expect(moment?.rows).toEqual([
      { row: 'r2', how: 'changed', moved: true, cells: [] },
      { row: 'r1', how: 'removed', moved: false, cells: [] },
    ]);
    expect(moment?.removed).toBe(6);
    past.now += 600_000;
    past.edit('wang', (rows) => putRow(rows, 'r2', 'c', '别的'));
    expect(laidOut(past.log, 'follow').moments()[0]?.rows).toEqual([{ row: 'r2', how: 'changed', moved: false, cells: [] }]);
  });

  test('people who write at the same time have moments of their own', () => {
    const past = story();
    past.now += 600_000;
    for (let n = 0; n < 10; n += 1) {
      past.now += 500;
      for (const person of ['zhang', 'li']) {
        past.meet(person);
        past.edit(person, (rows) => taskOf(rows, person === 'li' ? 'r1' : 'r2')?.insert(0, '。'));
      }
    }
    const [one, other] = laidOut(past.log, 'follow').moments();
    expect([one, other].map((moment) => [moment?.by, moment?.added, moment?.seq])).toEqual([
      ['li', 10, 30],
      ['zhang', 10, 29],
    ]);
  });

  test('whoever wrote each letter and set each cell is named', () => {
    const past = story();
    const { cells, made } = JSON.parse(laidOut(past.log).blame(list, 'r1')) as RowBlame;
    const at = past.log.map((one) => one.at);
    expect(made).toEqual({ by: 'zhang', at: at[6] });
    expect(cells['lead']).toEqual({ sort: 'value', value: 'housing', by: 'li', at: at[8] });
    expect(cells['task']).toEqual({
      sort: 'text',
      runs: [
        { text: '六', by: 'li', at: at[7] },
        { text: '月底前完工', by: 'zhang', at: at[6] },
      ],
    });
    expect(laidOut(past.log).blame(list, 'nowhere')).toBe('null');
  });

  test('what was written before the log begins has no author', () => {
    const past = story();
    const desk = new HistoryDesk();
    desk.begin(10, past.whole());
    past.now += 600_000;
    past.meet('li');
    past.edit('li', (rows) => taskOf(rows, 'r1')?.insert(6, '。'));
    desk.apply(pack(past.log.slice(10)));
    desk.learn(list, 10, pack(past.log.slice(10)));
    expect((JSON.parse(desk.blame(list, 'r1')) as RowBlame).cells['task']).toEqual({
      sort: 'text',
      runs: [
        { text: '六月底前完工', by: null, at: null },
        { text: '。', by: 'li', at: past.now },
      ],
    });
  });
});

describe('asked of a store', () => {
  test('any moment back is told, and what is different, also across compactions and beyond a page', async () => {
    const past = story();
    past.meet('zhang');
    for (let n = 0; n < 2_500; n += 1) {
      past.now += n === 700 ? 900_000 : 1_000;
      past.edit('zhang', (rows) => taskOf(rows, 'r2')?.insert(0, String(n % 10)));
    }
    const store = memoryStore();
    await past.keep(store);
    await store.compact(list, past.whole(), past.log.length);
    const history = open(store);
    for (const seq of [0, 1, 7, 1_200, past.log.length]) {
      expect(await told<ContentAt>(history.content(list, seq))).toEqual({ seq, ...past.contents[seq] });
    }
    const { rows } = await told<DifferencesBetween>(history.differences(list, 7, 10));
    expect(rows.map(({ row, how, cells }) => [row, how, cells])).toEqual([
      [
        'r1',
        'changed',
        [
          { cell: 'lead', before: null, after: 'housing' },
          { cell: 'task', before: '三月底前完工', after: '六月底前完工' },
        ],
      ],
      ['r2', 'added', expect.anything()],
    ]);
    const newest = await told<MomentPage>(history.moments(list, past.log.length));
    // Begins after the long pause, and the next page goes on from there.
    expect(newest.next).toBe(710);
    const older = await told<MomentPage>(history.moments(list, newest.next ?? 0));
    expect([older.next, older.moments.at(-1)?.by, older.moments.length]).toEqual([null, 'zhang', 4]);
    const first = newest.moments.at(-1);
    expect(first?.first).toBe((newest.next ?? 0) + 1);
  });

  test('what is forgotten is gone: only the content as it stands is left, and history goes on from there', async () => {
    const past = story();
    const store = memoryStore();
    await past.keep(store);
    const history = open(store);
    await history.content(list, 7);
    await history.forget(list);
    expect([await history.span(list), await store.documentLog(list, 0, 99, 99)]).toEqual([{ since: 10, head: 10 }, []]);
    expect(await told<ContentAt>(history.content(list, 10))).toEqual({ seq: 10, ...past.contents[10] });
    expect(await told<MomentPage>(history.moments(list, 10))).toEqual({ since: 10, moments: [], next: null });
    const blame = await told<RowBlame>(history.blame(list, 10, 'r1'));
    expect(blame.cells['lead']).toEqual({ sort: 'value', value: 'housing', by: null, at: null });
    const { base } = await store.document(list);
    // Not even what was removed lies in the bytes.
    expect(Buffer.from(base ?? []).includes(Buffer.from('三'))).toBe(false);
  });

  test('a hundred thousand edits do not hold anybody up', async () => {
    const store = memoryStore();
    const doc = new Y.Doc();
    const updates: { update: Uint8Array; by: string; at: number }[] = [];
    doc.on('update', (update: Uint8Array) => updates.push({ update, by: `p-${updates.length % 7}`, at: updates.length * 200 }));
    putRow(doc.getMap('rows'), 'r1', 'a');
    const task = taskOf(doc.getMap('rows'), 'r1');
    for (let n = 1; n < 100_000; n += 1) task?.insert(((n * 7919) % 100) % (task.length + 1), '字');
    await store.appendUpdates([{ name: list, updates }]);
    await store.compact(list, Y.encodeStateAsUpdate(doc), 99_000);
    const history = open(store);
    // Of the processor and not of the clock: others may want the machine, too.
    let longest = 0;
    let last = busy();
    const watch = setInterval(() => {
      const now = busy();
      longest = Math.max(longest, now - last);
      last = now;
    }, 1);
    const began = performance.now();
    const blame = await told<RowBlame>(history.blame(list, 100_000, 'r1'));
    await history.moments(list, 100_000);
    const took = performance.now() - began;
    clearInterval(watch);
    const text = blame.cells['task'];
    expect(text?.sort === 'text' && text.runs.reduce((sum, run) => sum + run.text.length, 0)).toBe(99_999);
    process.stdout.write(`blame and moments of 100,000 edits: ${Math.round(took)} ms, the loop held for ${Math.round(longest)} ms\n`);
    expect(longest).toBeLessThan(50);
  }, 60_000);
});

const person = fc.constantFrom('zhang', 'li', 'wang', 'house');
const step = fc.record({
  by: person,
  what: fc.constantFrom('put', 'type', 'type', 'type', 'cut', 'set', 'move', 'remove', 'meet', 'meet'),
  row: fc.integer({ min: 0, max: 3 }),
  at: fc.nat(40),
  text: fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom('一', '二', 'x', '👍') }),
});

/** Letters that tell who typed them, so that blame can be checked without believing it. */
const mark: Readonly<Record<string, string>> = { zhang: 'Z', li: 'L', wang: 'W', house: 'H' };

const play = (
  steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
  typed: (by: string, text: string) => string,
): Past => {
  const past = new Past();
  for (const { by, what, row, at, text } of steps) {
    past.now += 30_000;
    const id = `r${row}`;
    if (what === 'meet') past.meet(by);
    else
      past.edit(by, (rows) => {
        const task = taskOf(rows, id);
        if (what === 'put' || (!task && what === 'type')) putRow(rows, id, String(at), typed(by, text));
        else if (what === 'type') task?.insert(at % ((task?.length ?? 0) + 1), typed(by, text));
        else if (what === 'cut' && task && task.length > 0) task.delete(at % task.length, 1);
        else if (what === 'set') rows.get(id)?.set('lead', `${mark[by]}${at}`);
        else if (what === 'move') rows.get(id)?.set('order', String(at));
        else if (what === 'remove') rows.delete(id);
      });
  }
  return past;
};

describe('laws', () => {
  test('content at any seq is the log folded so far; differences lead from one to the other', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), fc.nat(), fc.nat(), (steps, a, b) => {
        const past = play(steps, (_by, text) => text);
        const [from, to] = [a % past.contents.length, b % past.contents.length].sort((x, y) => x - y) as [number, number];
        const desk = laidOut(past.log.slice(0, from));
        expect(JSON.parse(desk.content()) as unknown).toEqual({ seq: from, ...past.contents[from] });
        desk.setAside();
        desk.apply(pack(past.log.slice(from, to)));
        const { rows } = JSON.parse(desk.differences()) as DifferencesBetween;
        const after = structuredClone(past.contents[from]?.rows ?? {});
        for (const { row, how, cells } of rows) {
          if (how === 'removed') delete after[row];
          else after[row] = { ...after[row], ...Object.fromEntries(cells.map((cell) => [cell.cell, cell.after])) };
        }
        const withoutPlace = (all: Record<string, Record<string, unknown>>) =>
          Object.fromEntries(Object.entries(all).map(([id, { order: _order, ...cells }]) => [id, cells]));
        expect(withoutPlace(after)).toEqual(withoutPlace(past.contents[to]?.rows ?? {}));
      }),
      { numRuns: 150 },
    );
  });

  test('runs of a text make the text, and each is by the one who typed it', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const past = play(steps, (by, text) => (mark[by] ?? '').repeat(text.length));
        const desk = laidOut(past.log);
        for (const [id, cells] of Object.entries(past.contents.at(-1)?.rows ?? {})) {
          const blame = JSON.parse(desk.blame(list, id)) as RowBlame;
          const task = blame.cells['task'];
          const runs = task?.sort === 'text' ? task.runs : [];
          expect(runs.map(({ text }) => text).join('')).toBe(cells['task']);
          for (const { text, by } of runs) expect(text).toBe((mark[by ?? ''] ?? '?').repeat(text.length));
          const lead = blame.cells['lead'];
          if (typeof cells['lead'] === 'string') expect(lead?.sort === 'value' && mark[lead.by ?? '']).toBe(cells['lead'].charAt(0));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('letters counted are letters there: all that was added less all that was removed', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const past = play(steps, (_by, text) => text);
        const moments = laidOut(past.log, 'follow').moments();
        const there = Object.values(past.contents.at(-1)?.rows ?? {}).reduce((sum, { task }) => sum + String(task ?? '').length, 0);
        expect(moments.reduce((sum, { added, removed }) => sum + added - removed, 0)).toBe(there);
      }),
      { numRuns: 150 },
    );
  });
});
