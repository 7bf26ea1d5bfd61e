import { expect, test } from 'vitest';
import fc from 'fast-check';
import { accounts, type Account } from '#shared/sessions/account.ts';
import { argumentTree, turnsOf, type Argument } from '#shared/sessions/arguments.ts';
import { sessions } from '#shared/sessions/kind.ts';
import { sideLeft } from '#shared/sessions/sides.ts';
import type { Session } from '#shared/sessions/state.ts';
import { imbalances, voices } from '#shared/sessions/voices.ts';
import { at, fold, minute, start } from '../given/given.ts';
import { begun, given, host, housing, later, li, recorder, requested, session, spoken, wang, zhang, type Past } from './hall.ts';
import { debateOnly, live, steps, type Lived } from './life.ts';

const second = 1000;
const after = (...past: readonly Past[]): Session => fold(sessions, past) as Session;
const lives = (law: (lived: readonly Lived[]) => void): void =>
  fc.assert(
    fc.property(steps, (taken) => law(live(taken, debateOnly))),
    { numRuns: 100 },
  );
const balanced = ({ granted, extended, received, used, passed, left }: Account): void =>
  expect(granted + extended + received).toBe(used + passed + left);
const total = (books: Readonly<Record<string, Account | undefined>>, of: keyof Account): number =>
  Object.values(books).reduce((sum, book) => sum + (book?.[of] ?? 0), 0);

test('S70 every account balances, and the sums by person, side, role and segment agree, in every life', () => {
  lives((lived) => {
    const end = lived.at(-1)!;
    if (end.after.stage === 'none') throw new Error('every life begins convened');
    for (const now of [end.recorded.at, end.recorded.at + 12_345]) {
      const books = accounts(end.after, now);
      for (const group of [books.persons, books.sides, books.segments, books.roles])
        for (const book of Object.values(group)) balanced(book);
      balanced(books.total);
      for (const of of ['turns', 'granted', 'extended', 'received', 'used', 'passed', 'left'] as const) {
        expect(total(books.persons, of)).toBe(books.total[of]);
        expect(total(books.segments, of)).toBe(books.total[of]);
        expect(total(books.sides, of)).toBeLessThanOrEqual(of === 'left' ? Infinity : books.total[of]);
      }
      expect(books.total.passed).toBe(books.total.received + books.waiting);
    }
  });
});

test('S70 what was passed on is received by the next turn of the other', () => {
  const passed = { type: 'timePassed', turn: 'turn-1', to: li.id, milliseconds: 60 * second } as const;
  const past = [
    ...begun,
    ...later(0, requested(zhang, 'for'), given(zhang, 'turn-1', 'for'), { type: 'turnStarted', turn: 'turn-1' }),
    ...later(30 * second, passed, { type: 'turnEnded', turn: 'turn-1' }, requested(li, 'against'), given(li, 'turn-2', 'against')),
  ];
  const books = accounts(after(...past), start + 40 * second);
  expect(books.persons[zhang.id]).toEqual({
    ...{ turns: 1, granted: 180 * second, extended: 0, received: 0 },
    ...{ used: 30 * second, passed: 60 * second, left: 90 * second },
  });
  expect(books.sides.against).toMatchObject({ received: 60 * second, left: 240 * second });
  expect(books.roles).toMatchObject({ resident: { turns: 1 }, stakeholder: { turns: 1 } });
  expect(books).toMatchObject({ waiting: 0, segments: { ask: { turns: 2, used: 30 * second } } });
});

const motion = { type: 'motionSet', motion: 'm-1', text: '先装电梯' } as const;
const debating = [...begun, { type: 'segmentStarted', segment: 'argue' } as const, motion];
const budget = (minutes: number) => ({ type: 'sideTimeSet', milliseconds: minutes * minute }) as const;

test('S71 a side has no more time than its budget', () => {
  const past = [...debating, budget(3), ...spoken(zhang, 0, 100 * second, 'for'), ...later(110 * second, requested(wang, 'for'))];
  expect(sideLeft(after(...past), 'for', start + 110 * second)).toBe(80 * second);
  const [turn] = session.given(...past).when({ type: 'giveFloor', request: `r-${wang.id}` }, at(host, start + 110 * second)).outcome as [
    object,
  ];
  expect(turn).toMatchObject({ type: 'floorGiven', side: 'for', granted: 80 * second });
  const spentAll = [...debating, budget(3), ...spoken(zhang, 0, 178 * second, 'for'), ...later(180 * second, requested(wang, 'for'))];
  const give = { type: 'giveFloor', request: `r-${wang.id}` } as const;
  session
    .given(...spentAll)
    .when(give, at(host, start + 180 * second))
    .thenRefused('side-time-spent', { details: { left: 2 } });
  const extended = { type: 'sideExtended', side: 'for', milliseconds: 60 * second, reason: '补充情况' } as const;
  session
    .given(...spentAll)
    .when({ type: 'extendSide', side: 'for', seconds: 60, reason: '补充情况' }, host)
    .then(extended);
  const [again] = session.given(...spentAll, extended).when(give, at(host, start + 180 * second)).outcome as [object];
  expect(again).toMatchObject({ granted: 62 * second });
});

test('S71 a turn is extended within the budget of its side; supplements and debates without one are free', () => {
  const turn = (side: 'for' | 'supplement') =>
    later(0, requested(zhang, side), { ...given(zhang, 'turn-1', side), granted: 120 * second }, { type: 'turnStarted', turn: 'turn-1' });
  const extend = { type: 'extendTurn', seconds: 90, reason: '没讲完' } as const;
  session
    .given(...debating, budget(3), ...turn('for'))
    .when(extend, host)
    .thenRefused('side-time-spent', { details: { left: 60 } });
  for (const past of [
    [...debating, budget(3), ...turn('supplement')],
    [...debating, ...turn('for')],
  ])
    session
      .given(...past)
      .when(extend, host)
      .then({ type: 'turnExtended', turn: 'turn-1', milliseconds: 90 * second, reason: '没讲完' });
  session
    .given(...debating)
    .when({ type: 'extendSide', side: 'for', seconds: 60, reason: '-' }, host)
    .thenRefused('no-side-time');
  session
    .given(...begun)
    .when({ type: 'setSideTime', minutes: 5 }, host)
    .thenRefused('no-motion');
  session
    .given(...debating)
    .when({ type: 'setSideTime', minutes: 5 }, recorder)
    .thenRefused('not-host');
  session
    .given(...begun)
    .when({ type: 'setMotion', text: '先装电梯', sideMinutes: 5 }, host, { id: 'm-1' })
    .then(motion, budget(5));
});

test('S71 another motion begins with time of its own', () => {
  const past = [
    ...debating,
    budget(3),
    ...spoken(zhang, 0, 100 * second, 'for'),
    { ...motion, motion: 'm-2', text: '先修楼道' },
    budget(3),
  ];
  expect(sideLeft(after(...past), 'for', start + 200 * second)).toBe(180 * second);
});

test('S72 the host is told who was not heard', () => {
  const early = [...begun, ...spoken(zhang, 0, 299 * second)];
  expect(imbalances(voices(after(...early), start))).toEqual([]);
  const late = after(...begun, ...spoken(zhang, 0, 310 * second), requested(li));
  const all = voices(late, start + 400 * second);
  expect(all[0]).toEqual({ role: 'resident', seated: 2, heard: 1, silent: [wang.id], used: 310 * second, share: 1 });
  expect(all.map(({ role }) => role)).not.toContain('host');
  expect(imbalances(all)).toEqual([
    { code: 'role-silent', role: 'officer', seated: 2 },
    { code: 'role-dominates', role: 'resident', share: 1 },
  ]);
  const both = [
    ...begun,
    ...spoken(zhang, 0, 200 * second),
    ...spoken(li, 210 * second, 200 * second),
    ...spoken(housing, 500 * second, second),
  ];
  expect(imbalances(voices(after(...both), start + 600 * second))).toEqual([]);
});

test('S80 turns stand beneath what they answer', () => {
  const answer = later(
    300 * second,
    { ...requested(li, 'against'), rebuts: `turn-${zhang.id}-0` },
    { ...given(li, 'turn-2', 'against'), rebuts: `turn-${zhang.id}-0` },
  );
  const state = after(
    ...debating,
    ...spoken(zhang, 0, 60 * second, 'for'),
    ...spoken(wang, 100 * second, 30 * second, 'against'),
    ...answer,
  );
  const tree = argumentTree(state, state.debate!, start + 400 * second);
  expect(tree.sides.map(({ side, turns, used }) => [side, turns, used])).toEqual([
    ['for', 1, 60 * second],
    ['against', 2, 30 * second],
    ['supplement', 0, 0],
  ]);
  expect(tree.sides[0]?.arguments).toMatchObject([{ turn: { person: zhang.id }, rebuttals: [{ turn: { person: li.id }, rebuttals: [] }] }]);
  expect(tree.sides[1]?.arguments).toMatchObject([{ turn: { person: wang.id } }]);
});

test('S80 every turn with a side stands once in the tree of its debate, in every life', () => {
  const flat = (all: readonly Argument[]): readonly string[] => all.flatMap(({ turn, rebuttals }) => [turn.id, ...flat(rebuttals)]);
  lives((lived) => {
    const state = lived.at(-1)!.after as Session;
    const debates = [...state.earlierDebates, ...(state.debate ? [state.debate] : [])];
    for (const debate of debates) {
      const inTree = argumentTree(state, debate, start).sides.flatMap((side) => flat(side.arguments));
      expect(inTree.toSorted()).toEqual(
        turnsOf(state, debate)
          .map(({ id }) => id)
          .toSorted(),
      );
    }
    const all = debates.flatMap((debate) => turnsOf(state, debate).map(({ id }) => id));
    const sided = state.floor.turns.slice(debates[0]?.turnsBefore ?? Infinity).filter(({ side }) => side !== null);
    expect(all).toEqual(sided.map(({ id }) => id));
  });
});
