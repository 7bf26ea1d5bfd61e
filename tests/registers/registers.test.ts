import fc from 'fast-check';
import { expect, test } from 'vitest';
import { house } from '#shared/core/actor.ts';
import { registers } from '#shared/registers/kind.ts';
import { fold, person, record, sentences, start } from '../given/given.ts';
import { history } from '../given/visible.ts';

const { given } = sentences(registers);
const keeper = house(start);

test('N1 only the house has numbers allotted', () => {
  given().when({ type: 'allot', for: 'sessions/a' }, person('u-admin', 'admin')).thenRefused('not-allowed');
});

test('N2 numbers run from 1 without gaps, each once', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '__proto__', 'constructor'), { maxLength: 30 }), (asked) => {
      const events = history(
        registers,
        asked.map((id) => ({ command: { type: 'allot', for: `sessions/${id}` }, actor: keeper })),
      );
      expect(events.map(({ event }) => event.number)).toEqual(events.map((_, n) => n + 1));
      expect(events).toHaveLength(new Set(asked).size);
    }),
  );
});

test('N3 the same thing keeps its first number', () => {
  given({ type: 'allotted', for: 'sessions/a', number: 1 }, { type: 'allotted', for: 'sessions/b', number: 2 })
    .when({ type: 'allot', for: 'sessions/a' }, keeper)
    .then();
});

test('N4 whoever was allotted a number is told it with the year', () => {
  const [recorded] = record([{ type: 'allotted', for: 'sessions/a', number: 7 } as const]);
  const state = fold(registers, [{ type: 'allotted', for: 'sessions/a', number: 7 }]);
  expect(registers.reactions!(recorded!, state, 'registers/sessions-2026')).toEqual([
    { name: 'number', stream: 'sessions/a', command: { type: 'takeNumber', year: 2026, number: 7 } },
  ]);
  expect(registers.reactions!(recorded!, state, 'registers/letters')).toMatchObject([{ command: { year: 0 } }]);
});
