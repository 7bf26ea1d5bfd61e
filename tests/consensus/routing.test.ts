/** Whom the next statement goes to: the formula of the design, factor by factor. */
import { describe, expect, test } from 'vitest';
import { askedFor } from '#shared/consensus/routing.ts';
import { settledStep } from '#shared/consensus/settle.ts';
import { nothing, type State, type StatementStatus } from '#shared/consensus/state.ts';
import type { Result } from '#shared/consensus/result.ts';
import type { Mark, Vote } from '#shared/consensus/votes.ts';
import { withGroups } from './made-up.ts';

const known = (votes: readonly Vote[], status?: ReadonlyMap<string, StatementStatus>): { state: State; result: Result } => {
  const { state, result } = settledStep(nothing, { votes, ...(status ? { status } : {}) });
  return { state, result: result! };
};

const weights = (person: string, { state, result }: { state: State; result: Result }): ReadonlyMap<string, number> =>
  new Map(askedFor(person, state, result).map(({ statement, weight }) => [statement, weight]));

/** (share not passing)·(1 + spread of the predicted vote)·(1 + 8·2^(−votes/5)), as for somebody who is in no part of the room. */
const expected = ({ state, result: { parts } }: { state: State; result: Result }, statement: string): number => {
  const s = state.votes.statements.indexOf(statement);
  const votes = state.votes.rows.flatMap((row) => [...row].filter((entry) => entry >> 2 === s).map((entry) => (entry & 3) - 1));
  const { w, z } = state.model!.fit;
  const predicted = Array.from({ length: z.length / 2 }, (_, i) => w[2 * s]! * z[2 * i]! + w[2 * s + 1]! * z[2 * i + 1]!);
  const mean = predicted.reduce((sum, one) => sum + one, 0) / predicted.length;
  const spread = Math.sqrt(predicted.reduce((sum, one) => sum + (one - mean) ** 2, 0) / predicted.length);
  expect(parts.names.length).toBeGreaterThan(0);
  const passing = votes.filter((vote) => vote === 0).length / (votes.length + 1);
  return (1 - passing) * (1 + spread) * (1 + 8 * 2 ** (-votes.length / 5));
};

describe('the weight', () => {
  const room = known(withGroups({ people: 60, statements: 40, voted: 0.6 }, [0.5, 0.5], 6, { shared: 0.2, loyal: 0.95 }).votes);

  test('is the formula, for somebody new', () => {
    const asked = weights('nobody yet', room);
    expect([...asked.keys()].sort()).toEqual([...room.state.votes.statements].sort());
    for (const [statement, weight] of asked) expect(weight).toBeCloseTo(expected(room, statement), 6);
  });

  test('falls from the first to the last', () => {
    const all = [...weights('nobody yet', room).values()];
    expect(all).toEqual(all.toSorted((a, b) => b - a));
  });

  test('is up to twice as much where the own group has voted least', () => {
    const { state, result } = room;
    expect(result.groups.length).toBe(2);
    const person = result.people.findIndex((_, i) => result.group[i] === 0);
    const { of } = result.parts;
    for (const [statement, weight] of weights(result.people[person]!, room)) {
      const s = state.votes.statements.indexOf(statement);
      const shares = [0, 1].map((part) => {
        const at = (part * of.statements + s) * 3;
        return (of.counts[at]! + of.counts[at + 1]! + of.counts[at + 2]!) / of.sizes[part]!;
      });
      expect(weight).toBeCloseTo(expected(room, statement) * (2 - shares[0]! / Math.max(...shares)), 6);
    }
  });
});

test('what was answered, excluded or is about the person is not asked', () => {
  const { votes } = withGroups({ people: 20, statements: 10 }, [0.5, 0.5], 2);
  const some = votes.filter(([person, statement]) => person !== 'p3' || statement === 's1');
  const status = new Map<string, StatementStatus>([
    ['s2', 'excluded'],
    ['s4', 'meta'],
  ]);
  const asked = [...weights('p3', known(some, status)).keys()].sort();
  expect(asked).toEqual(['s0', 's3', 's5', 's6', 's7', 's8', 's9']);
});

test('that everybody rejects a statement does not starve it: with all marks turned round the weights are the same', () => {
  const { votes } = withGroups({ people: 24, statements: 12 }, [0.5, 0.5], 8);
  const turned = votes.map(([person, statement, mark]): Vote => [person, statement, (-mark + 0) as Mark]);
  const [one, other] = [weights('new', known(votes)), weights('new', known(turned))];
  for (const [statement, weight] of one) expect(other.get(statement)).toBeCloseTo(weight, 6);
});

test('young statements come first', () => {
  const { votes } = withGroups({ people: 30, statements: 12 }, [0.5, 0.5], 4);
  const young = votes.filter(([person, statement]) => statement !== 's5' || person === 'p1');
  expect([...weights('new', known(young)).keys()][0]).toBe('s5');
  // And where nobody voted at all there is nothing to go by.
  expect(askedFor('new', nothing, known([]).result)).toEqual([]);
});
