import { expect, test } from 'vitest';
import { house, nobody } from '#shared/core/actor.ts';
import { checklists } from '#shared/checklists/kind.ts';
import { items } from '#shared/items/kind.ts';
import { performances } from '#shared/performances/kind.ts';
import type { Event } from '#shared/performances/state.ts';
import { performed } from '#shared/sessions/performing.ts';
import type { Session } from '#shared/sessions/state.ts';
import { fold, officer, pack, person, sentences, start } from '../given/given.ts';

const { given } = sentences(performances);
/** The stream of a sentence is `performances/42`: the member is 42. */
const member = person('42', 'member');
const supervisor = person('u-1', 'supervisor');
const home = house(start);
const told = { type: 'credit', stream: 'sessions/7', seq: 90, title: '停车难' } as const;
const attended = { sort: 'attended', of: 'sessions/7', times: 1 } as const;
const credit = {
  id: 'attended:sessions/7',
  sort: 'attended',
  source: { stream: 'sessions/7', seq: 90 },
  title: '停车难',
  times: 1,
  points: 2,
  at: start,
} as const;
const credited: Event = { type: 'credited', person: '42', credit };
const appealed: Event = { type: 'appealed', person: '42', appeal: 'a-1', credit: credit.id, reason: '还主持了一节' };
const missing: Event = { type: 'appealed', person: '42', appeal: 'a-2', credit: null, reason: '六月的会没有记' };

test('Q1 only the house credits, and every credit names its event', () => {
  given()
    .when({ ...told, credits: [attended] }, home)
    .then(credited);
  for (const actor of [member, supervisor, person('u-2', 'admin'), nobody(start)])
    given()
      .when({ ...told, credits: [attended] }, actor)
      .thenRefused('not-house');
  expect(() => given().when({ ...told, seq: 0, credits: [attended] }, home)).toThrow();
});

test('Q2 the same thing is credited once', () => {
  given(credited)
    .when({ ...told, seq: 91, credits: [attended] }, home)
    .then();
  const spoke = { sort: 'spoke', of: 'sessions/7', times: 3 } as const;
  expect(given(credited).when({ ...told, credits: [attended, spoke] }, home).outcome).toMatchObject([
    { credit: { id: 'spoke:sessions/7', times: 3 } },
  ]);
});

test('Q3 points are those of the pack on the day', () => {
  const dearer = { ...pack, performance: { points: { ...pack.performance.points, attended: 9 } } };
  expect(given().when({ ...told, credits: [attended] }, home, { pack: dearer }).outcome).toMatchObject([{ credit: { points: 9 } }]);
  expect(given(credited).when({ ...told, credits: [attended] }, home, { pack: dearer }).outcome).toEqual([]);
});

const seat = (id: string, ...roles: string[]) => ({ person: id, roles, left: null });
const question = (by: string, over: object = {}) => ({ by, anonymous: false, hidden: false, stage: 'answered', ...over });
const room = {
  seats: {
    'u-7': seat('u-7', 'member', 'host'),
    'u-8': { ...seat('u-8', 'member'), left: start },
    'g-1': seat('g-1', 'member'),
    'u-9': seat('u-9', 'resident'),
  },
  floor: {
    turns: [
      { person: 'u-8', startedAt: start },
      { person: 'u-8', startedAt: null },
      { person: 'u-9', startedAt: start },
    ],
  },
  questions: [
    question('u-8'),
    question('u-8', { anonymous: true }),
    question('u-8', { stage: 'withdrawn' }),
    question('u-7', { hidden: true }),
  ],
} as unknown as Session;

test('Q4 members with an account are credited for what they did in their own name; guests are not', () => {
  expect(performed(room)).toEqual([
    {
      person: 'u-7',
      did: [
        { sort: 'attended', times: 1 },
        { sort: 'led', times: 1 },
      ],
    },
    {
      person: 'u-8',
      did: [
        { sort: 'attended', times: 1 },
        { sort: 'spoke', times: 1 },
        { sort: 'asked', times: 1 },
      ],
    },
  ]);
});

const suggestion = (over: object) => ({
  id: 's-1',
  suggestion: '加装道闸',
  proposer: 'u-8',
  anonymous: false,
  attitude: 'promised',
  sources: [],
  ...over,
});
const list = (over: object) => ({
  ...{ stage: 'issued', session: '7', seats: { 'u-8': { roles: ['member'], department: null } }, left: {}, contacts: {}, issuedAt: start },
  suggestions: [suggestion(over)],
  responsibilities: [{ id: 'r-1', n: 1, number: 'x', sources: [], suggestions: ['s-1'] }],
});
const ofList = (over: object, seats?: object) =>
  checklists.reactions!(
    { seq: 9, at: start, by: 'u-1', cause: 'c', event: { type: 'issued' } as never },
    { ...list(over), ...(seats ? { seats } : {}) } as never,
    'checklists/7',
  );

test('Q5 who proposed in their own name is credited at issue and when what came of it is closed', () => {
  const [issue, adopted] = ofList({});
  expect(issue).toMatchObject({ stream: 'items/7-1', command: { type: 'issue', proposers: ['u-8'] } });
  expect(adopted).toMatchObject({
    stream: 'performances/u-8',
    command: { stream: 'checklists/7', seq: 9, credits: [{ sort: 'adopted', of: 'checklists/7/s-1' }] },
  });
  expect(ofList({ attitude: 'declined' })).toHaveLength(1);
  for (const unknown of [
    ofList({ anonymous: true }),
    ofList({ proposer: null }),
    ofList({}, { 'u-8': { roles: ['resident'], department: null } }),
  ])
    expect(unknown).toMatchObject([{ stream: 'items/7-1', command: { proposers: [] } }]);
  const closed = { seq: 40, at: start, by: 'u-1', cause: 'c', event: { type: 'closed', class: 'A', lookBacks: [] } } as const;
  expect(items.reactions!(closed, { stage: 'closed', proposers: ['u-8'], matter: { title: '道闸' } } as never, 'items/7-1')).toEqual([
    {
      name: 'solved-u-8',
      stream: 'performances/u-8',
      command: { type: 'credit', stream: 'items/7-1', seq: 40, title: '道闸', credits: [{ sort: 'solved', of: 'items/7-1', times: 1 }] },
    },
  ]);
});

test('Q6 only the member appeals, once about the same', () => {
  const appeal = { type: 'appeal', credit: credit.id, reason: '还主持了一节' } as const;
  given(credited).when(appeal, member, { id: 'a-1' }).then(appealed);
  given(credited)
    .when({ ...appeal, credit: null }, member, { id: 'a-2' })
    .then({ ...missing, reason: appeal.reason });
  for (const actor of [person('43', 'member'), supervisor, nobody(start)]) given(credited).when(appeal, actor).thenRefused('not-allowed');
  given(credited)
    .when({ ...appeal, credit: 'led:sessions/7' }, member)
    .thenRefused('unknown-credit');
  given(credited, appealed).when(appeal, member).thenRefused('already-appealed');
});

test('Q7 an appeal is decided once, with a reason, and not by the member', () => {
  const decide = { type: 'decideAppeal', appeal: 'a-1', outcome: 'corrected', points: 3, reason: '查实' } as const;
  const after = given(credited, appealed)
    .when(decide, supervisor)
    .then({ type: 'appealDecided', appeal: 'a-1', outcome: 'corrected', points: 3, reason: '查实' });
  expect(after.credits).toMatchObject([{ points: 3, first: 2 }]);
  const grant = { ...decide, appeal: 'a-2', outcome: 'granted', points: 4 } as const;
  const more = given(credited, missing)
    .when(grant, supervisor)
    .then({ type: 'appealDecided', appeal: 'a-2', outcome: 'granted', points: 4, reason: '查实' });
  expect(more.credits).toMatchObject([{ points: 2 }, { sort: 'granted', points: 4, source: { stream: 'performances/42', seq: 3 } }]);
  given(credited, appealed)
    .when(decide, person('42', 'member', 'supervisor'))
    .thenRefused('not-yourself');
  given(credited, appealed).when(decide, officer('u-5', 'housing')).thenRefused('not-allowed');
  given(credited, appealed)
    .when({ ...decide, appeal: 'a-9' }, supervisor)
    .thenRefused('unknown-appeal');
  for (const unfit of [{ outcome: 'granted' }, { outcome: 'kept' }, { points: null }] as const)
    given(credited, appealed)
      .when({ ...decide, ...unfit }, supervisor)
      .thenRefused('outcome-unfit');
  given(credited, appealed, { type: 'appealDecided', appeal: 'a-1', outcome: 'kept', points: null, reason: '无据' })
    .when(decide, supervisor)
    .thenRefused('already-decided');
});

test('Q8 nothing is deleted', () => {
  const kept: Event = { type: 'appealDecided', appeal: 'a-1', outcome: 'corrected', points: 0, reason: '未到会' };
  const state = fold(performances, [credited, appealed, kept]);
  expect(state.credits).toMatchObject([{ id: credit.id, first: 2, points: 0 }]);
  expect(state.appeals).toMatchObject([
    { id: 'a-1', reason: '还主持了一节', decided: { outcome: 'corrected', reason: '未到会', by: 'somebody' } },
  ]);
});

test('Q9 the record is known to the member and to those who keep it', () => {
  const state = fold(performances, [credited]);
  const { audience } = performances.visibility;
  for (const viewer of [member, supervisor, person('u-2', 'admin'), person('u-3', 'auditor')]) expect(audience(state, viewer)).toBe('all');
  for (const viewer of [person('43', 'member'), person('u-4', 'convener'), officer('u-5', 'housing'), nobody(start)])
    expect(audience(state, viewer)).toBeNull();
  expect(audience(performances.initial, nobody(start))).toBeNull();
  const model = performances.models!['performances']!;
  const row = model.row(state, '42')!;
  expect(row).toMatchObject({ years: { '2026': 2 }, sorts: { '2026': { attended: 1, led: 0 } }, openAppeals: 0 });
  expect(model.sees(row, person('43', 'member'))).toBeNull();
  expect(model.sees(row, member)).toBe(row);
});
