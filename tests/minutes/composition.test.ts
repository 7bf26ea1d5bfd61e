import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { checkMinutes } from '#shared/minutes/ink.ts';
import { rowOf } from '#shared/minutes/pencil.ts';
import { arranged, blockIn, minutesShape } from '#shared/minutes/block.ts';
import { numeral, timeSpan } from '#shared/minutes/wording.ts';
import { tellingOf } from '#shared/sessions/minutes.ts';
import type { SessionEvent } from '#shared/sessions/events.ts';
import { sessions } from '#shared/sessions/kind.ts';
import type { Session } from '#shared/sessions/state.ts';
import { contentOf } from '#server/documents/content.ts';
import { keepingShape } from '#server/documents/shape.ts';
import { record, start } from '../given/given.ts';
import { begun, given, requested, zhang, type Past } from '../sessions/hall.ts';
import { live, steps } from '../sessions/life.ts';
import { blocks, minutesReactions, pencilled, rowsOf, take, type Told } from './pencil.ts';

const told = (past: readonly Past[]): readonly Told[] => {
  let state = sessions.initial;
  return record(past).map((recorded) => ({ recorded, after: (state = sessions.evolve(state, recorded)) }));
};
const later = (event: SessionEvent, minutes: number): Past => ({ event, at: start + minutes * 60_000 });

const asked = (id: string, text: string, anonymous = false): SessionEvent => ({
  type: 'questionAsked',
  question: id,
  asker: zhang.id,
  anonymous,
  text,
  topic: null,
  to: 'housing',
  parent: null,
});
const answered = (question: string, answer: string, text: string): SessionEvent => ({
  type: 'questionAnswered',
  question,
  answer,
  kind: 'later',
  text,
  answerer: null,
  department: 'housing',
  dueOn: '2026-11-07',
  transferredTo: null,
  reason: null,
});

const hall: readonly Past[] = [
  ...begun,
  later(asked('q-1', '电梯什么时候装？'), 1),
  later(asked('q-2', '谁出钱？', true), 2),
  later(asked('q-3', '没轮到的问题'), 2),
  later({ type: 'questionRaised', question: 'q-2' }, 3),
  later({ type: 'questionRaised', question: 'q-1' }, 4),
  later({ type: 'segmentStarted', segment: 'argue' }, 5),
  // An answer that came late, in another segment.
  later(answered('q-2', 'a-2', '按面积分摊'), 6),
  later(answered('q-1', 'a-1', '年内完成'), 7),
  later(
    {
      type: 'commitmentCaptured',
      commitment: 'c-1',
      question: 'q-1',
      answer: 'a-1',
      turn: null,
      department: 'housing',
      what: '装电梯',
      due: '2026-12-31',
    },
    8,
  ),
  later({ type: 'closed' }, 40),
];

test('S90 a hall becomes minutes in the order of the paper, each answer below its question', () => {
  const said = blocks(pencilled(told(hall))).map(({ kind, text }) => `${kind} ${text}`);
  expect(said).toEqual([
    'absent ',
    'paragraph 会议围绕“加装电梯”开展协商，现将有关情况纪要如下。',
    'heading 协商过程',
    'subheading 提问',
    'question 谁出钱？',
    'answer 按面积分摊（会后答复，2026年11月7日前）',
    'question 电梯什么时候装？',
    'answer 年内完成（会后答复，2026年11月7日前）',
    'subheading 辩论',
    'heading 当场承诺',
    'commitment 装电梯（2026年12月31日前）（待单位确认）',
    'heading 会上未及提出的问题',
    'question 没轮到的问题',
    'heading 议定事项',
    'decision 会议形成协商建议清单和责任落实清单，经主持人和各主办单位签认后交办，办理情况向参会人员反馈。',
  ]);
});

test('S90 whoever asked without a name is nobody in the minutes, and no name is in them at all', () => {
  const doc = pencilled(told(hall));
  expect(blocks(doc).find(({ row }) => row === 'question-q-2')?.person).toBe('');
  expect(JSON.stringify(contentOf(doc))).not.toMatch(/名-|真名-/u);
});

test('S90 a turn is there from its first word and follows what is noted, until somebody writes in it', () => {
  const past: readonly Past[] = [...begun, requested(zhang), given(zhang, 'turn-1'), { type: 'turnStarted', turn: 'turn-1' }];
  const doc = pencilled(told(past));
  const turn = () => blocks(doc).find(({ row }) => row === 'turn-turn-1');
  expect(turn()).toMatchObject({ kind: 'turn', text: '', person: zhang.id });
  const noted = (text: string) => {
    const last = told([...past, { type: 'turnNoted', turn: 'turn-1', text }]).at(-1)!;
    take(doc, minutesReactions(last));
  };
  noted('支持加装');
  noted('支持加装，希望先修门');
  expect(turn()?.text).toBe('支持加装，希望先修门');
  const text = rowsOf(doc).get('turn-turn-1')!.get('text') as Y.Text;
  text.insert(0, '张三说：');
  noted('反对');
  expect(turn()).toMatchObject({ text: '张三说：支持加装，希望先修门', drawn: '支持加装，希望先修门' });
});

test('S90 a row that people removed does not come back', () => {
  const past = told([...begun, requested(zhang), given(zhang, 'turn-1'), { type: 'turnStarted', turn: 'turn-1' }]);
  const doc = pencilled(past);
  rowsOf(doc).delete('turn-turn-1');
  take(doc, past.flatMap(minutesReactions));
  expect(blocks(doc).some(({ row }) => row === 'turn-turn-1')).toBe(false);
});

test('two nodes that renew a row make the same edit, letter for letter', () => {
  const past = told([
    ...begun,
    requested(zhang),
    given(zhang, 't'),
    { type: 'turnStarted', turn: 't' },
    { type: 'turnNoted', turn: 't', text: '先修门' },
  ]);
  const [one, other] = [pencilled(past.slice(0, -1)), new Y.Doc()];
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
  for (const doc of [one, other]) take(doc, minutesReactions(past.at(-1)!));
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
  expect(blocks(one).find(({ kind }) => kind === 'turn')?.text).toBe('先修门');
  expect(contentOf(one)).toEqual(contentOf(other));
});

test('S90 a segment taken up again has a heading of its own', () => {
  const doc = pencilled(
    told([...begun, later({ type: 'segmentStarted', segment: 'argue' }, 5), later({ type: 'segmentStarted', segment: 'ask' }, 9)]),
  );
  expect(blocks(doc).flatMap(({ kind, text }) => (kind === 'subheading' ? [text] : []))).toEqual(['提问', '辩论', '提问（续）']);
});

/** Everything said in any life stands in the minutes exactly once, and says what the record says. */
test('S90 no question that was raised, no answer, no commitment and no noted turn is missing, in any life', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 2 }), (taken, times) => {
      const lived = live(taken);
      const doc = pencilled(lived, times);
      const end = lived.at(-1)!.after as Session;
      const there = blocks(doc);
      const once = (row: string): void => expect(there.filter((one) => one.row === row)).toHaveLength(1);
      const raised = new Set(lived.flatMap(({ recorded: { event } }) => (event.type === 'questionRaised' ? [event.question] : [])));
      for (const question of end.questions) {
        if (raised.has(question.id)) once(rowOf('question', question.id));
        for (const { id } of question.answers) {
          once(rowOf('answer', id));
          const [at, upper] = [rowOf('answer', id), rowOf('question', question.id)].map((row) => there.findIndex((one) => one.row === row));
          expect(at).toBeGreaterThan(upper!);
          expect(there[at!]?.under).toBe(there[upper!]?.row);
        }
      }
      for (const { id, note } of end.floor.turns) if (note !== null) once(rowOf('turn', id));
      for (const { id } of end.commitments) once(rowOf('commitment', id));
      // What nobody touched says what the record says now.
      const telling = tellingOf(end);
      for (const { row, kind, text } of there) if (telling.has(row) && kind !== 'stance') expect(text).toBe(telling.get(row));
      const draft = checkMinutes(contentOf(doc));
      expect(draft.problems).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('S91 the close tells the lists that nothing more comes by itself', () => {
  const asked = minutesReactions(told(hall).at(-1)!);
  expect(asked.filter((one) => 'stream' in one && one.stream === 'checklists/42')).toEqual([
    { name: 'conclude', stream: 'checklists/42', command: { type: 'conclude' } },
  ]);
  expect(asked.flatMap((one) => ('document' in one ? [one.row] : []))).toEqual([
    'heading-unraised',
    'question-q-3',
    'heading-decisions',
    'decisions',
  ]);
});

test('S91 what most people seconded is named with how many, once it is counted', () => {
  const kept: SessionEvent = { type: 'supportKept', support: { 'q-1': 2, 'q-3': 5 } };
  const all = told([...hall, later(kept, 61)]);
  const [block] = minutesReactions(all.at(-1)!);
  expect(block).toMatchObject({ row: 'support', cells: { kind: 'paragraph' } });
  const { text } = blocks(pencilled(all)).find(({ row }) => row === 'support') ?? { text: '' };
  expect(text).toMatch(/^附议较多的问题：“.+”5人；“.+”2人。$/u);
  expect(minutesReactions(told([...hall, later({ type: 'supportKept', support: { 'q-1': 0 } }, 61)]).at(-1)!)).toEqual([]);
});

test('what the house pencils keeps the shape that people must keep', () => {
  const doc = pencilled(told(hall));
  const copy = new Y.Doc();
  copy.transact(() => keepingShape(copy, minutesShape, () => Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))));
  expect(contentOf(copy)).toEqual(contentOf(doc));
});

test('blocks that were put below each other, or below nothing, are all still there', () => {
  const block = (row: string, under: string | null) => blockIn(row, { order: row, kind: 'paragraph', text: row, under });
  const rows = arranged([block('a', 'b'), block('b', 'a'), block('c', 'gone'), block('d', 'd'), block('e', 'c')]).map(({ row }) => row);
  expect(rows.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(rows.indexOf('e')).toBe(rows.indexOf('c') + 1);
});

test('numbers and times are said as in an official document', () => {
  expect([1, 9, 10, 11, 20, 23, 90].map(numeral)).toEqual(['一', '九', '十', '十一', '二十', '二十三', '九十']);
  expect(timeSpan(start, start + 102 * 60_000)).toBe('2026年10月24日 15:00—16:42');
});
