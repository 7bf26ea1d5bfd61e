import { expect, test } from 'vitest';
import { house, nobody } from '#shared/core/actor.ts';
import { topics } from '#shared/topics/kind.ts';
import { readReceipt, receiptOf } from '#shared/topics/receipt.ts';
import { fold, person, sentences, start } from '../given/given.ts';
import { joined, submit, submitted } from './topic.ts';

const { given } = sentences(topics);
const resident = person('g-1');
const convener = person('u-1', 'convener');
const keeper = house(start);
const scores = { whole: 5, concern: 4, feasible: 3, urgent: 5 };

test('T1 a guest submits a topic', () => {
  given()
    .when(submit, resident, { chance: '00'.repeat(16) })
    .then(submitted({ receipt: '2222222222' }));
});

test('T1 without an identity nothing is submitted, and no id is used twice', () => {
  given().when(submit, nobody(start)).thenRefused('nobody');
  given(submitted()).when(submit, resident).thenRefused('already-submitted');
});

test('T1 category and channel come from the rule pack, and every wrong one is named', () => {
  given()
    .when({ ...submit, category: 'toString', channel: 'rumour' }, resident)
    .thenRefused('not-in-pack', {
      problems: [
        { field: 'category', code: 'unknown' },
        { field: 'channel', code: 'unknown' },
      ],
    });
});

test('T2 the receipt is ten unambiguous signs', () => {
  expect(receiptOf('0123456789abcdeffedcba9876543210')).toMatch(/^[2-9A-HJ-NP-Z]{10}$/);
  expect(receiptOf('00'.repeat(16))).not.toBe(receiptOf('01'.repeat(16)));
  expect(readReceipt(' abcd-efgh jk ')).toBe('ABCDEFGHJK');
});

test('T3 a topic is endorsed once per person', () => {
  const state = given(submitted()).when({ type: 'endorse' }, person('g-2')).then({ type: 'endorsed', person: 'g-2', endorsements: 1 });
  expect(state).toMatchObject({ endorsers: ['g-2'], endorsements: 1 });
  given(submitted(), { type: 'endorsed', person: 'g-2', endorsements: 1 })
    .when({ type: 'endorse' }, person('g-2'))
    .thenRefused('already-endorsed');
  given(submitted()).when({ type: 'endorse' }, nobody(start)).thenRefused('nobody');
  given().when({ type: 'endorse' }, person('g-2')).thenRefused('unknown-topic');
});

test('T3 who endorsed a topic that was merged in has endorsed this one', () => {
  given(submitted(), { type: 'absorbed', from: 'b', joined: joined({ endorsers: ['g-2'] }), endorsements: 1 })
    .when({ type: 'endorse' }, person('g-2'))
    .thenRefused('already-endorsed');
});

test('T3 what has ended is endorsed no more', () => {
  for (const end of [
    { type: 'declined', reason: 'court', note: '' },
    { type: 'leftFor', into: 'b', as: 'merged' },
    { type: 'deliberated', session: 's' },
  ] as const) {
    given(submitted(), end).when({ type: 'endorse' }, person('g-2')).thenRefused('ended');
  }
});

test('T4 only conveners and administrators sift and join', () => {
  for (const command of [
    { type: 'screen' },
    { type: 'select', scores },
    { type: 'decline', reason: 'court', note: '' },
    { type: 'mergeInto', into: 'b' },
    { type: 'nestUnder', under: 'b' },
    { type: 'unmerge' },
  ] as const) {
    given(submitted())
      .when(command, person('u-2', 'supervisor', 'member', 'officer'))
      .thenRefused('not-allowed');
  }
  given(submitted()).when({ type: 'screen' }, person('u-2', 'admin')).then({ type: 'screened' });
});

test('T5 collected, screened, selected', () => {
  given(submitted()).when({ type: 'select', scores }, convener).thenRefused('wrong-stage');
  given(submitted(), { type: 'screened' }).when({ type: 'screen' }, convener).thenRefused('wrong-stage');
  const state = given(submitted(), { type: 'screened' }).when({ type: 'select', scores }, convener).then({ type: 'selected', scores });
  expect(state).toMatchObject({ stage: 'selected', scores });
});

test('T5 scores go by the criteria of the rule pack', () => {
  given(submitted(), { type: 'screened' })
    .when({ type: 'select', scores: { taste: 5 } }, convener)
    .thenRefused('not-in-pack', { problems: [{ id: 'taste', field: 'scores', code: 'unknown' }] });
});

test('T6 a topic is declined with a reason of the rule pack', () => {
  const state = given(submitted())
    .when({ type: 'decline', reason: 'court', note: '已进入诉讼程序' }, convener)
    .then({ type: 'declined', reason: 'court', note: '已进入诉讼程序' });
  expect(state).toMatchObject({ stage: 'declined', reason: 'court' });
  given(submitted()).when({ type: 'decline', reason: 'boring', note: '' }, convener).thenRefused('not-in-pack');
});

test('T6 what a session took up is declined no more', () => {
  given(submitted(), { type: 'scheduled', session: 's' })
    .when({ type: 'decline', reason: 'court', note: '' }, convener)
    .thenRefused('wrong-stage');
});

test('T12 a session schedules, gives back and deliberates', () => {
  given(submitted(), { type: 'screened' }).when({ type: 'schedule', session: 's' }, keeper).then({ type: 'scheduled', session: 's' });
  given(submitted(), { type: 'scheduled', session: 's' }).when({ type: 'schedule', session: 's' }, keeper).then();
  const back = given(submitted(), { type: 'scheduled', session: 's' })
    .when({ type: 'unschedule', session: 's' }, keeper)
    .then({ type: 'unscheduled', session: 's' });
  expect(back).toMatchObject({ stage: 'selected', sessions: [] });
  const done = given(submitted(), { type: 'scheduled', session: 's' })
    .when({ type: 'deliberate', session: 's' }, keeper)
    .then({ type: 'deliberated', session: 's' });
  expect(done).toMatchObject({ stage: 'deliberated', sessions: ['s'] });
  given(submitted(), { type: 'deliberated', session: 's' })
    .when({ type: 'schedule', session: 'later' }, keeper)
    .then({ type: 'scheduled', session: 'later' });
});

test('T12 only the house schedules, and only what is still open', () => {
  given(submitted()).when({ type: 'schedule', session: 's' }, convener).thenRefused('not-allowed');
  given(submitted(), { type: 'declined', reason: 'court', note: '' }).when({ type: 'schedule', session: 's' }, keeper).thenRefused('ended');
  given(submitted()).when({ type: 'deliberate', session: 's' }, keeper).thenRefused('wrong-stage');
});

const model = topics.models!['topics-public']!;

test('T13 the receipt opens the row, and no row shows a receipt', () => {
  const row = model.row(
    fold(topics, [submitted({ receipt: 'ABCDEFGHJK' }), { type: 'declined', reason: 'court', note: '已进入诉讼程序' }]),
    '42',
  )!;
  expect(model.indexes['receipt']!(row)).toEqual(['ABCDEFGHJK']);
  expect(JSON.stringify(model.sees(row, resident))).not.toContain('ABCDEFGHJK');
  expect(model.sees(row, nobody(start))).toMatchObject({ state: 'declined', reason: 'court', note: '已进入诉讼程序' });
});

test('T13 the receipt of a merged topic opens both', () => {
  const left = model.row(fold(topics, [submitted({ receipt: 'ABCDEFGHJK' }), { type: 'leftFor', into: 'b', as: 'merged' }]), 'a')!;
  const other = model.row(
    fold(topics, [submitted(), { type: 'absorbed', from: 'a', joined: joined({ receipt: 'ABCDEFGHJK' }), endorsements: 0 }]),
    'b',
  )!;
  expect(model.indexes['receipt']!(left)).toContain('ABCDEFGHJK');
  expect(model.indexes['receipt']!(other)).toContain('ABCDEFGHJK');
  expect(left).toMatchObject({ state: 'merged', into: 'b' });
});

test('T14 the public list holds what was let out', () => {
  const hidden = model.row(fold(topics, [submitted()]), '42')!;
  expect(hidden).toMatchObject({ title: null, place: null, listed: false });
  expect(model.indexes['listed']!(hidden)).toBeNull();
  expect(model.indexes['state']!(hidden)).toBeNull();
  const shown = model.row(fold(topics, [submitted(), { type: 'screened' }]), '42')!;
  expect(shown).toMatchObject({ title: '楼道照明不亮', state: 'screened' });
  expect(model.indexes['listed']!(shown)).toBe('yes');
});

test('T14 the list of staff is for staff', () => {
  const rows = topics.models!['topics']!;
  const row = rows.row(fold(topics, [submitted()]), '42')!;
  expect(rows.sees(row, convener)).toBe(row);
  expect(rows.sees(row, resident)).toBeNull();
  expect(rows.sees(row, person('u-3', 'officer'))).toBeNull();
  expect(JSON.stringify(row)).not.toContain('5550100');
});
