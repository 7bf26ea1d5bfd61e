import fc from 'fast-check';
import { expect, test } from 'vitest';
import { responseRate, shareOf, wilson, z95 } from '#shared/figures/interval.ts';
import { marks, type Mark, type Outcome } from '#shared/items/state.ts';
import { outcomeOf } from '#shared/items/round.ts';
import { shownFigures, standsOut, tellable } from '#shared/items/suppression.ts';

test.each([
  // Published: R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('I75 %s of %s as it was published', (hits, n, low, high) => {
  const interval = wilson(hits, n);
  expect(interval?.low).toBeCloseTo(low, 4);
  expect(interval?.high).toBeCloseTo(high, 4);
});

test.each([
  // By bisection of |hits/n − p| = z √(p(1−p)/n) in decimal arithmetic of fifty digits, in another language.
  [1, 10, 0.01787621309507, 0.40415002679523],
  [5, 6, 0.43649717781352, 0.96994663025169],
  [29, 29, 0.88303020150025, 1],
  [9, 10, 0.59584997320476, 0.98212378690492],
  [500, 1000, 0.4690696003681, 0.53093039963189],
])('I75 %s of %s as another way of reckoning gives it', (hits, n, low, high) => {
  const interval = wilson(hits, n);
  expect(interval?.low).toBeCloseTo(low, 12);
  expect(interval?.high).toBeCloseTo(high, 12);
});

const counts = fc.integer({ min: 1, max: 5000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

test('I75 both ends are where the score test just gives way, hold the share between them, and mirror each other', () => {
  fc.assert(
    fc.property(counts, ([hits, n]) => {
      const { low, high } = wilson(hits, n)!;
      const share = hits / n;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(share);
      expect(high).toBeGreaterThanOrEqual(share);
      for (const end of [low, high])
        if (end > 0 && end < 1) expect(Math.abs(share - end)).toBeCloseTo(z95 * Math.sqrt((end * (1 - end)) / n), 10);
      const mirror = wilson(n - hits, n)!;
      expect(mirror.low).toBeCloseTo(1 - high, 10);
      expect(mirror.high).toBeCloseTo(1 - low, 10);
    }),
  );
});

test('I75 more people make it narrower', () => {
  const width = (hits: number, n: number): number => wilson(hits, n)!.high - wilson(hits, n)!.low;
  for (const [hits, n] of [
    [1, 5],
    [3, 4],
    [5, 10],
  ] as const)
    expect(width(hits * 10, n * 10)).toBeLessThan(width(hits, n));
});

test.each([
  [1.5, 3],
  [-1, 3],
  [4, 3],
  [Number.NaN, 3],
  [1, Number.POSITIVE_INFINITY],
  [1, 2 ** 60],
])('I75 %s of %s is no count', (hits, n) => expect(() => wilson(hits, n)).toThrow(RangeError));

test('I75 nor is every number a quantile', () => {
  for (const z of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => wilson(1, 2, z)).toThrow(RangeError);
  expect(wilson(0, 0)).toBeNull();
});

test('I75 a share comes with its n and interval, or not at all', () => {
  expect(shareOf(4, 5, 5)).toMatchObject({ hits: 4, n: 5, share: 0.8 });
  expect(shareOf(4, 4, 5)).toBeNull();
  expect(shareOf(0, 0, 0)).toBeNull();
});

test('I76 a response rate is answers of those asked', () => {
  expect(responseRate(3, 6)).toBe(0.5);
  expect(responseRate(0, 6)).toBe(0);
  expect(responseRate(0, 0)).toBeNull();
  expect(() => responseRate(7, 6)).toThrow(RangeError);
  expect(() => responseRate(0.5, 6)).toThrow(RangeError);
});

/** A round in which so many said each of it, about the result; all were satisfied with the attitude. */
const round = (satisfied: number, basically: number, dissatisfied: number, smallClass: number | null = 2): Outcome => {
  const counts = { satisfied, basically, dissatisfied };
  const said = marks.flatMap((mark) => Array.from({ length: counts[mark] }, (): Mark => mark));
  const ratings = Object.fromEntries(said.map((result, n) => [`p-${n}`, { attitude: 'satisfied' as const, result, reason: '' }]));
  return outcomeOf(ratings, said.length + 2, { smallCount: 5, ...(smallClass === null ? {} : { smallClass }) });
};

test.each([
  [2, 2, 0, false, 'fewer than five'],
  [6, 0, 0, true, 'all are content'],
  [4, 0, 2, true, 'nobody stands out'],
  [3, 3, 2, true, 'nobody stands out'],
  [7, 0, 1, false, 'a lone voice'],
  [4, 1, 3, false, 'a lone voice in the middle'],
  [1, 0, 5, false, 'all but one'],
  [0, 0, 6, false, 'everybody’s answer would be known'],
  [0, 6, 0, false, 'everybody’s answer would be known'],
])('I77 %s satisfied, %s mostly, %s not: told %s, %s', (satisfied, basically, dissatisfied, isTold) => {
  const shown = shownFigures(round(satisfied, basically, dissatisfied));
  expect(shown.result !== null).toBe(isTold);
  expect(shown).toMatchObject({ rated: satisfied + basically + dissatisfied, asked: satisfied + basically + dissatisfied + 2 });
});

test('I77 each question for itself, and what is told twice is told alike', () => {
  const shown = shownFigures(round(7, 0, 1));
  expect(shown).toMatchObject({ result: null, attitude: { satisfied: 8 } });
  expect(shownFigures(shown)).toEqual(shown);
});

test('I77 an item older than the rule tells what it told', () => expect(shownFigures(round(7, 0, 1, null)).result).not.toBeNull());

test('I77 whatever was said, no class that is told is small, nor what is left of all without it', () => {
  const count = fc.integer({ min: 0, max: 12 });
  fc.assert(
    fc.property(count, count, count, fc.integer({ min: 1, max: 4 }), (a, b, c, smallClass) => {
      const figures = { satisfied: a, basically: b, dissatisfied: c };
      if (standsOut(figures, smallClass)) return;
      const n = a + b + c;
      for (const mark of marks) {
        const rest = n - figures[mark];
        for (const some of [figures[mark], rest]) expect(some === 0 || some >= smallClass).toBe(true);
      }
    }),
  );
});

const parts = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 8 }).map((all) => all.map((n, at) => ({ name: `d-${at}`, n })));

test('I78 beside a total nothing can be had by subtraction', () => {
  fc.assert(
    fc.property(parts, fc.integer({ min: 1, max: 6 }), (all, smallCount) => {
      const told = tellable(all, smallCount);
      const held = all.filter(({ n, name }) => n > 0 && !told.has(name));
      const left = held.reduce((sum, { n }) => sum + n, 0);
      for (const { name, n } of all) if (told.has(name)) expect(n).toBeGreaterThanOrEqual(smallCount);
      // When nothing is told nothing is subtracted: then the total itself must be big enough, which is for whoever tells it.
      if (told.size > 0) expect(left === 0 || (held.length > 1 && left >= smallCount)).toBe(true);
    }),
  );
});

test('I78 one small department takes the smallest of the others with it', () => {
  const departments = [
    { name: 'housing', n: 40 },
    { name: 'water', n: 9 },
    { name: 'power', n: 2 },
  ];
  expect([...tellable(departments, 5)]).toEqual(['housing']);
  expect([...tellable([...departments, { name: 'traffic', n: 4 }], 5)]).toEqual(['housing', 'water']);
  expect([...tellable(departments.slice(0, 2), 5)]).toEqual(['housing', 'water']);
});
