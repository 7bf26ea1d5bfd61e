import { expect, test } from 'vitest';
import { mostAttempts, nextAttempt } from '#server/deliveries/schedule.ts';

const hour = 3_600_000;

test('it waits longer each time, tries ten times within four days, and then no more', () => {
  const instants: number[] = [0];
  for (let attempt = 1, now: number | null = 0; now !== null; attempt += 1) {
    now = nextAttempt(attempt, now, 1);
    if (now !== null) instants.push(now);
  }
  const waits = instants.slice(1).map((at, n) => at - (instants[n] ?? 0));
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(instants).toHaveLength(mostAttempts);
  expect(instants.at(-1)).toBeLessThan(4 * 24 * hour);
});

test('whoever asks for patience gets it, up to a day', () => {
  expect(nextAttempt(1, 0, 0)).toBe(5_000);
  expect(nextAttempt(1, 0, 0, 600_000)).toBe(600_000);
  expect(nextAttempt(1, 0, 0, 1e12)).toBe(24 * hour);
});
