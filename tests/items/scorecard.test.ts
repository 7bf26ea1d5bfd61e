/** Scorecards, funnels and trends from sums. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TallyAnswer } from '#shared/core/wire.ts';
import { wilson } from '#shared/figures/interval.ts';
import { formulas, funnel, lampsOverTime, measure, scorecard, scored, standings, trend } from '#shared/figures/scorecard.ts';
import { tallies } from '#shared/items/tallies.ts';
import { closed, stateAfter } from './item.ts';
import { lived, plans } from './lives.ts';

const figures = { issued: 40, gone: 2, returned: 6, extended: 50, onTime: 27, late: 3, lookedBack: 8, rebound: 2, asked: 90, rated: 60 };

test('I106 a share says n, interval and what it was made of; a rate of acts has no interval', () => {
  expect(measure('onTime', figures, 5)).toEqual({
    ...{ formula: 'onTime', sort: 'share', value: 0.9, above: 27, n: 30, interval: wilson(27, 30), small: false },
    inputs: { onTime: 27, late: 3 },
  });
  expect(measure('extensions', figures, 5)).toMatchObject({ value: 1.25, n: 40, interval: null, inputs: { extended: 50, issued: 40 } });
  expect(measure('returns', figures, 5)).toMatchObject({ value: 6 / 42, n: 42 });
  expect(measure('relapse', figures, 5)).toMatchObject({ value: 0.25, n: 8 });
  expect(measure('response', figures, 5)).toMatchObject({ value: 60 / 90 });
  expect(measure('closed', {}, 5)).toMatchObject({ value: null, n: 0, interval: null, small: false });
});

test('I106 every figure of a scorecard can be worked out again from what it says', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const sums = { ...tallies.items.of(lived(plan).state)['department:housing'] };
      const card = scorecard(sums, 1);
      expect(card.map(({ formula }) => formula)).toEqual(scored);
      for (const { formula, value, n, inputs, interval, sort } of card) {
        const sum = (names: readonly string[]) => names.reduce((all, name) => all + (inputs[name] ?? 0), 0);
        expect(n).toBe(sum(formulas[formula].below));
        expect(value).toBe(n === 0 ? null : sum(formulas[formula].above) / n);
        if (sort === 'share' && value !== null) expect(interval && interval.low <= value && value <= interval.high).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('I106 every figure a formula names is one that items have', () => {
  const names = new Set(Object.values(formulas).flatMap(({ above, below }): string[] => [...above, ...below]));
  const known = new Set(['late', 'returned', 'gone', 'extended', 'redone', 'sentBack', 'overdue', 'rebound', 'lookedBack']);
  const closedFigures = Object.keys(tallies.items.of(stateAfter(closed()))[''] ?? {});
  for (const name of closedFigures) known.add(name);
  const stages = ['issued', 'inProgress', 'suspended', 'reported', 'verified'].map((stage) => `stage:${stage}`);
  const answers = ['attitude', 'result'].flatMap((question) =>
    ['satisfied', 'basically', 'dissatisfied'].map((mark) => `${question}:${mark}`),
  );
  for (const name of [...stages, ...answers]) known.add(name);
  expect([...names].filter((name) => !known.has(name))).toEqual([]);
});

test('I107 satisfaction of fewer answers than the small count is not told, nor what it was made of', () => {
  const few = { 'result:satisfied': 3, 'result:dissatisfied': 1 };
  expect(measure('result', few, 5)).toEqual({
    formula: 'result',
    sort: 'share',
    value: null,
    above: 0,
    n: 4,
    interval: null,
    small: true,
    inputs: {},
  });
  expect(measure('result', few, 4)).toMatchObject({ value: 0.75, n: 4, small: false });
  expect(measure('onTime', { onTime: 1 }, 5)).toMatchObject({ value: 1, small: false });
});

test('I108 the steps of a funnel never rise', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const steps = funnel({ ...tallies.items.of(lived(plan).state)[''] }).map(({ n }) => n);
      expect(steps).toEqual([...steps].sort((a, b) => b - a));
      expect(steps[0]).toBe(1);
    }),
    { numRuns: 60 },
  );
  const sums = {
    issued: 9,
    'stage:issued': 2,
    'stage:inProgress': 1,
    'stage:suspended': 1,
    'stage:reported': 2,
    'stage:verified': 1,
    'stage:closed': 2,
  };
  expect(funnel(sums).map(({ n }) => n)).toEqual([9, 7, 5, 3, 2]);
});

const answer: TallyAnswer = {
  upTo: '2027-02-10',
  sums: {},
  series: {
    since: '2026-11-15',
    by: 'month',
    before: { '': { onTime: 1, 'lamp:red': 2 } },
    spans: [
      { at: '2026-11', changes: { '': { onTime: 2, late: 1 }, other: { onTime: 9 } } },
      { at: '2027-01', changes: { '': { late: 4, 'lamp:red': -2, 'lamp:yellow': 1 } } },
    ],
  },
};

test('I109 a trend tells how things stood at the end of each month, months without a change too', () => {
  expect(standings(answer, '').map(({ at }) => at)).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
  expect(trend(answer, '', 'onTime', 5).map(({ measure: { value } }) => value)).toEqual([0.75, 0.75, 0.375, 0.375]);
  expect(lampsOverTime(answer, '').map(({ red, yellow }) => [red, yellow])).toEqual([
    [2, 0],
    [2, 0],
    [0, 1],
    [0, 1],
  ]);
  expect(standings({ upTo: '2027-02-10', sums: {} }, '')).toEqual([]);
});
