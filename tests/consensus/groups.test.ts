/** Rooms of which the truth is known: groups are found where there are some, and nowhere else. */
import { describe, expect, test, vi } from 'vitest';
import type { Result } from '#shared/consensus/result.ts';
import { settledStep } from '#shared/consensus/settle.ts';
import { nothing } from '#shared/consensus/state.ts';
import { opposedCamps, sameness, withGroups, withoutGroups, type MadeUp } from './made-up.ts';

// A machine with other work may need longer for so many rooms.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const seeds = Array.from({ length: 20 }, (_, seed) => seed);
const known = ({ votes }: MadeUp): Result => settledStep(nothing, { votes }).result!;

describe('no groups are claimed where there are none (one room in ten at most)', () => {
  test.each([
    ['20 people, one cloud', { people: 20, statements: 20 }, 'normal'],
    ['20 people, no common line', { people: 20, statements: 20 }, 'none'],
    ['40 people, evenly along a line', { people: 40, statements: 30 }, 'even'],
    ['100 people, one cloud', { people: 100, statements: 40, voted: 0.6 }, 'normal'],
    ['100 people, evenly along a line', { people: 100, statements: 40 }, 'even'],
    ['300 people, no common line', { people: 300, statements: 30, voted: 0.4 }, 'none'],
    ['25 people, evenly along a line, few statements', { people: 25, statements: 10 }, 'even'],
    ['25 people, one cloud, few statements', { people: 25, statements: 10 }, 'normal'],
    ['20 people, evenly along a line, few and steep statements', { people: 20, statements: 8 }, 'even', { noise: 0.3 }],
    ['40 people, evenly along a line, few statements, rather steep', { people: 40, statements: 12 }, 'even', { noise: 0.5 }],
    ['100 people, evenly along a line, steep statements', { people: 100, statements: 20 }, 'even', { noise: 0.3 }],
    ['300 people, evenly along a line, steep statements', { people: 300, statements: 20 }, 'even', { noise: 0.3 }],
    ['300 people, one cloud, steep statements', { people: 300, statements: 20 }, 'normal', { noise: 0.15 }],
  ] as const)('%s', (_, size, shape, how: { readonly noise?: number } = {}) => {
    const claimed = seeds.filter((seed) => known(withoutGroups(size, shape, seed, how)).groups.length > 0);
    expect(claimed.length).toBeLessThanOrEqual(seeds.length * 0.1);
  });
});

const agreement = (room: MadeUp): { groups: number; same: number } => {
  const { people, group, groups } = known(room);
  const inGroup = people.map((_, i) => i).filter((i) => group[i]! < groups.length);
  return {
    groups: groups.length,
    same: sameness(
      inGroup.map((i) => group[i]!),
      inGroup.map((i) => room.truth.get(people[i]!)!),
    ),
  };
};

describe('groups are found where there are some', () => {
  test.each([
    ['2 groups of 40 people', { people: 40, statements: 40 }, [0.5, 0.5], 0.9],
    ['3 groups of 100 people', { people: 100, statements: 40 }, [0.34, 0.33, 0.33], 0.9],
    ['a minority of 12 % among 3 groups of 100 people', { people: 100, statements: 40 }, [0.44, 0.44, 0.12], 0.8],
  ] as const)('%s', (_, size, shares, share) => {
    const found = seeds.map((seed) => agreement(withGroups(size, shares, seed)));
    const right = found.filter(({ groups, same }) => groups === shares.length && same >= 0.9);
    expect(right.length).toBeGreaterThanOrEqual(seeds.length * share);
  });
});

describe('two camps with nobody in between are two groups', () => {
  test.each([20, 25, 40, 60])('%i people', (people) => {
    const rooms = [
      {},
      { share: 0.25 },
      { divisive: 8, common: 0 },
      { divisive: 8, common: 0, passed: 0.2 },
      { passed: 0.2, share: 0.25 },
      { divisive: 14, turned: 0.05 },
      { divisive: 12, turned: 0.05, passed: 0.1, share: 0.25 },
    ];
    for (const how of rooms) {
      const found = seeds.map((seed) => agreement(opposedCamps(people, seed, how)));
      const right = found.filter(({ groups, same }) => groups === 2 && same >= 0.9);
      expect(right.length, JSON.stringify(how)).toBeGreaterThanOrEqual(seeds.length * 0.9);
    }
  });
});

test('fewer than fifteen people are never divided, and are told so', () => {
  const result = known(withGroups({ people: 14, statements: 30 }, [0.5, 0.5], 1));
  expect(result.groups).toEqual([]);
  expect(result.standing).toBe('small');
});
