import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nobody, type Actor } from '#shared/core/actor.ts';
import type { Occasion } from '#shared/core/kind.ts';
import { computedIndicators } from '#shared/core/rule-evaluation.ts';
import { totalOf } from '#shared/evaluations/concluding.ts';
import { readingOf, type Ground } from '#shared/evaluations/indicators.ts';
import { evaluations } from '#shared/evaluations/kind.ts';
import type { Event, Yardstick } from '#shared/evaluations/state.ts';
import { fold, officer, pack, person, sentences, start } from '../given/given.ts';
import { expectVisibilityLaw } from '../given/visible.ts';

const { given } = sentences(evaluations);
const supervisor = person('u-1', 'supervisor');
const other = person('u-2', 'supervisor');
const group = 'session:42';
const held = { 'stage:closed': 1, questions: 8, answered: 6, promised: 3 };
const spoken = {
  'people:stakeholder': 2,
  'people:officer': 1,
  'voices:resident': 3,
  'voices:officer': 1,
  'seconds:resident': 300,
  'seconds:officer': 300,
};
const items = { issued: 4, onTime: 2, late: 1, lookedBack: 2, rebound: 1 };
const sums = { session: { [group]: { ...held, ...spoken } }, items: { [group]: items } };
const house: Partial<Occasion> = { sums };

const yardstick: Yardstick = {
  pack: 'default',
  version: 1,
  coverage: ['stakeholder', 'resident', 'officer'],
  scorers: 1,
  indicators: {
    answered: { zh: '答复率', en: 'Answered', weight: 30, computed: 'answered' },
    lasting: { zh: '巩固率', en: 'Lasting', weight: 20, computed: 'lasting' },
    depth: { zh: '协商深度', en: 'Depth', weight: 50, computed: null },
  },
};
const begun: Event = { type: 'begun', yardstick };
const scored = (scorer: string, points: number): Event => ({ type: 'scored', indicator: 'depth', scorer, points, reason: '' });
const ground = (over: Partial<Ground> = {}): Ground => ({ session: { ...held, ...spoken }, items, coverage: yardstick.coverage, ...over });

test('E1 only supervisors and administrators begin, score, conclude and reopen', () => {
  const strangers: Actor[] = [
    person('u-3', 'member'),
    person('u-4', 'convener'),
    officer('u-5', 'housing'),
    person('u-6', 'auditor'),
    nobody(start),
  ];
  for (const actor of strangers)
    for (const command of [
      { type: 'begin' },
      { type: 'score', indicator: 'depth', points: 1 },
      { type: 'conclude' },
      { type: 'reopen', reason: '一年后再评' },
    ] as const)
      given(begun)
        .when(command as never, actor, house)
        .thenRefused('not-allowed');
  expect(given(begun).when({ type: 'score', indicator: 'depth', points: 80, reason: '' }, person('u-9', 'admin')).outcome).toHaveLength(1);
});

test('E2 it begins once, and only when the sums say that the session is over', () => {
  given()
    .when({ type: 'begin' }, supervisor, { sums: { session: { [group]: { 'stage:open': 1 } }, items: {} } })
    .thenRefused('session-not-over');
  given()
    .when({ type: 'begin' }, supervisor, { sums: { session: {}, items: {} } })
    .thenRefused('session-not-over');
  given(begun).when({ type: 'begin' }, supervisor, house).thenRefused('already-begun');
  expect(() => given().when({ type: 'begin' }, supervisor)).toThrow(/sums/);
});

test('E3 the yardstick is that of the pack at the beginning', () => {
  given()
    .when({ type: 'begin' }, supervisor, house)
    .then({ type: 'begun', yardstick: { ...pack.evaluation, pack: pack.name, version: pack.version } });
  const lighter = { ...pack, version: 2, evaluation: { ...pack.evaluation, indicators: {} } };
  const { outcome } = given(begun, scored('u-1', 80)).when({ type: 'conclude' }, supervisor, { ...house, pack: lighter });
  expect(outcome).toMatchObject([{ results: [{ indicator: 'answered', weight: 30 }, { indicator: 'lasting' }, { indicator: 'depth' }] }]);
});

test('E4 each scorer has one score for each indicator that people score, and may change it', () => {
  given(begun).when({ type: 'score', indicator: 'answered', points: 1, reason: '' }, supervisor).thenRefused('not-scored');
  given(begun).when({ type: 'score', indicator: 'constructor', points: 1, reason: '' }, supervisor).thenRefused('not-scored');
  given(begun, scored('u-1', 80)).when({ type: 'score', indicator: 'depth', points: 80, reason: '' }, supervisor).then();
  const state = given(begun, scored('u-1', 80), scored('u-2', 60))
    .when({ type: 'score', indicator: 'depth', points: 90, reason: '补充材料后' }, supervisor)
    .then({ type: 'scored', indicator: 'depth', scorer: 'u-1', points: 90, reason: '补充材料后' });
  expect(state).toMatchObject({ scores: { depth: { 'u-1': { points: 90 }, 'u-2': { points: 60 } } } });
  for (const points of [-1, 101, 50.5])
    expect(() => given(begun).when({ type: 'score', indicator: 'depth', points, reason: '' }, supervisor)).toThrow();
});

test('E5 it is concluded when every scored indicator has as many scores as asked for', () => {
  given(begun)
    .when({ type: 'conclude' }, supervisor, house)
    .thenRefused('scores-missing', { details: { open: 1 } });
  const two: Event = { type: 'begun', yardstick: { ...yardstick, scorers: 2 } };
  given(two, scored('u-1', 80)).when({ type: 'conclude' }, supervisor, house).thenRefused('scores-missing');
  expect(given(two, scored('u-1', 80), scored('u-2', 70)).when({ type: 'conclude' }, other, house).outcome).toHaveLength(1);
  given().when({ type: 'conclude' }, supervisor, house).thenRefused('not-begun');
});

test('E6 a conclusion freezes what the house computed', () => {
  const { outcome } = given(begun, scored('u-1', 80), scored('u-2', 70)).when({ type: 'conclude' }, supervisor, house);
  expect(outcome).toMatchObject([
    {
      type: 'concluded',
      day: '2026-10-24',
      results: [
        { indicator: 'answered', value: 75, above: 6, n: 8, inputs: { answered: 6, questions: 8 } },
        { indicator: 'lasting', value: 50, above: 1, n: 2 },
        { indicator: 'depth', value: 75, n: 2, interval: null },
      ],
      // (30 × 75 + 20 × 50 + 50 × 75) ÷ 100
      total: 70,
    },
  ]);
  expect(() => given(begun, scored('u-1', 80)).when({ type: 'conclude' }, supervisor)).toThrow(/sums/);
});

test('E7 the total is the mean by weight of what has a value', () => {
  expect(
    totalOf([
      { weight: 1, value: 100 },
      { weight: 3, value: 0 },
      { weight: 96, value: null },
    ]),
  ).toBe(25);
  expect(totalOf([{ weight: 1, value: null }])).toBeNull();
  expect(totalOf([])).toBeNull();
  const values = fc.array(fc.record({ weight: fc.integer({ min: 1, max: 100 }), value: fc.option(fc.integer({ min: 0, max: 100 })) }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(values, (results) => {
      const known = results.map(({ value }) => value).filter((value) => value !== null);
      const total = totalOf(results);
      if (known.length === 0) expect(total).toBeNull();
      else expect(total! >= Math.min(...known) && total! <= Math.max(...known), `${total}`).toBe(true);
    }),
  );
});

const concluded: Event = { type: 'concluded', day: '2026-10-24', results: [], total: 70 };

test('E8 what is concluded changes only after it was reopened, and earlier conclusions stay', () => {
  for (const command of [{ type: 'score', indicator: 'depth', points: 1, reason: '' }, { type: 'conclude' }] as const)
    given(begun, scored('u-1', 80), concluded).when(command, supervisor, house).thenRefused('concluded');
  given(begun).when({ type: 'reopen', reason: '一年后再评' }, supervisor).thenRefused('not-concluded');
  given(begun, scored('u-1', 80), concluded)
    .when({ type: 'reopen', reason: '一年后再评' }, supervisor)
    .then({ type: 'reopened', reason: '一年后再评' });
  const again = fold(evaluations, [
    begun,
    scored('u-1', 80),
    concluded,
    { type: 'reopened', reason: '一年后再评' },
    { ...concluded, total: 90 },
  ]);
  expect(again).toMatchObject({ stage: 'concluded', conclusions: [{ total: 70 }, { total: 90 }] });
});

test('E9 offices know the conclusions, not who scored; others know nothing', () => {
  const events = [begun, scored('u-1', 80), scored('u-2', 60), concluded, { type: 'reopened', reason: '再评' } as const].map(
    (event, n) => ({
      ...{ seq: n + 1, at: start + n, by: 'u-1', cause: `c-${n}` },
      event,
    }),
  );
  expectVisibilityLaw(evaluations, events, ['staff', 'office']);
  const { audience, view } = evaluations.visibility;
  const state = fold(evaluations, [begun, scored('u-secret', 80), concluded]);
  expect(audience(state, officer('u-5', 'housing'))).toBe('office');
  expect(JSON.stringify(view(state, 'office'))).not.toContain('u-secret');
  expect(audience(state, nobody(start))).toBeNull();
  expect(audience(state, person('g-1'))).toBeNull();
  const model = evaluations.models!['evaluations']!;
  expect(model.sees(model.row(state, '42')!, nobody(start))).toBeNull();
});

test('E10 every reading lies between 0 and 1, tells its counts, and is null where there is nothing to divide by', () => {
  expect(readingOf('committed', ground())).toMatchObject({ value: 0.5, above: 3, n: 6 });
  expect(readingOf('onTime', ground())).toMatchObject({ above: 2, n: 3 });
  expect(readingOf('verified', ground())).toMatchObject({ value: 0.75, n: 4 });
  expect(readingOf('coverage', ground())).toMatchObject({ above: 2, n: 3, interval: null });
  // Three residents of four people have half of the time: a quarter would have to change hands.
  expect(readingOf('balance', ground()).value).toBeCloseTo(0.75, 12);
  const even = { 'voices:resident': 3, 'voices:officer': 1, 'seconds:resident': 450, 'seconds:officer': 150 };
  expect(readingOf('balance', ground({ session: even })).value).toBeCloseTo(1, 12);
  const count = fc.integer({ min: 0, max: 1000 });
  const figures = fc.record({ a: count, b: count, c: count, officer: count, resident: count });
  fc.assert(
    fc.property(figures, figures, (asked, done) => {
      const session = {
        ...{ questions: asked.a + asked.b + asked.c, answered: asked.a + asked.b, promised: asked.a },
        ...{
          'voices:officer': asked.officer,
          'voices:resident': asked.resident,
          'seconds:officer': done.officer,
          'seconds:resident': done.resident,
        },
      };
      const lived = { issued: done.a + done.b + done.c, onTime: done.a, late: done.b, lookedBack: asked.a + asked.b, rebound: asked.a };
      for (const indicator of computedIndicators) {
        const { value, n } = readingOf(indicator, ground({ session, items: lived }));
        if (value === null) expect(n).toBe(0);
        else expect(value >= -1e-9 && value <= 1 + 1e-9, `${indicator} ${value}`).toBe(true);
      }
    }),
  );
  for (const indicator of computedIndicators.filter((one) => one !== 'coverage'))
    expect(readingOf(indicator, ground({ session: {}, items: {} })).value).toBeNull();
});
