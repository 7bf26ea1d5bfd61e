import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentages } from '#shared/core/percent.ts';

test('percents of one whole sum to 100, the largest remainders up', () => {
  expect(percentages([1, 1, 1])).toEqual([34, 33, 33]);
  expect(percentages([3, 3, 2])).toEqual([38, 37, 25]);
  expect(percentages([2, 1])).toEqual([67, 33]);
  expect(percentages([0, 0])).toEqual([0, 0]);
  expect(percentages([])).toEqual([]);
  expect(percentages([1, 1], 4)).toEqual([25, 25]);
});

test('law: they sum to 100, and none is further than one from what it is', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5_000 }), { minLength: 1, maxLength: 12 }), (parts) => {
      const whole = parts.reduce((sum, part) => sum + part, 0);
      const told = percentages(parts);
      expect(told.reduce((sum, part) => sum + part, 0)).toBe(whole === 0 ? 0 : 100);
      told.forEach((percent, n) => expect(Math.abs(percent - (whole === 0 ? 0 : (parts[n]! * 100) / whole))).toBeLessThan(1));
    }),
  );
});
