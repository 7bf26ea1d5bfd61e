/** What the marks of a session tell the map: as they come one by one, and all at once, it is the same. */
import { expect, test } from 'vitest';
import { ballots } from '#shared/ballots/kind.ts';
import type { BallotEvent } from '#shared/ballots/events.ts';
import { marks } from '#shared/ballots/state.ts';
import { chanceFor } from '#shared/consensus/chance.ts';
import { withVotes, noVotes } from '#shared/consensus/votes.ts';
import type { Holder, StatementStatus, Vote } from '#shared/core/kind.ts';
import { fold } from '#tests/given/given.ts';

const opinions = ballots.opinions!;
const people = Array.from({ length: 12 }, (_, n) => `p${n}`);
const statements = ['a', 'b', 'c', 'd'];

const room = (seed: number): BallotEvent[] => {
  const chance = chanceFor('marks', seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  return [
    { type: 'prepared', session: '42', title: 'example', publicity: 'invited' },
    ...people.map((person, n): BallotEvent => ({ type: 'seated', person, roles: [n % 4 === 0 ? 'expert' : 'resident'], department: null })),
    { type: 'markingOpened' },
    ...statements.map((statement): BallotEvent => ({
      type: 'statementMade',
      statement,
      person: 'p0',
      text: statement,
      rewords: null,
      held: statement === 'd',
    })),
    ...Array.from({ length: 60 }, (): BallotEvent => ({
      type: 'marked',
      statement: one(statements.slice(0, 3)),
      person: one(people),
      mark: one(marks),
    })),
    { type: 'statementExcluded', statement: 'b', reason: 'example', held: false, text: 'b' },
  ];
};

const told = (events: readonly BallotEvent[]) => {
  const changes = events.map((event) => opinions.change(event));
  return {
    votes: changes.flatMap((change): readonly Vote[] => change?.votes ?? []),
    roles: new Map(changes.flatMap((change): readonly Holder[] => change?.roles ?? [])),
  };
};

test.each([1, 2, 3])('told one by one or all at once: the same votes and the same roles (%i)', (seed) => {
  const events = room(seed);
  const state = fold(ballots, events);
  const { votes, roles } = told(events);
  expect(withVotes(noVotes, opinions.votes(state)).votes).toEqual(withVotes(noVotes, votes).votes);
  expect(new Map(opinions.roles(state))).toEqual(roles);
});

test('only what everybody may mark is on the map: not what waits for the host, nor what was excluded', () => {
  const events = room(1);
  const status = (state: ReturnType<typeof fold<never, never, never, never>>): Record<string, StatementStatus> =>
    Object.fromEntries(opinions.statements(state));
  expect(status(fold(ballots, events) as never)).toEqual({ a: 'active', b: 'excluded', c: 'active', d: 'excluded' });
  expect(status(fold(ballots, [...events, { type: 'statementAdmitted', statement: 'd', text: 'd', rewords: null }]) as never)['d']).toBe(
    'active',
  );
});

test('the last word is asked for once the room is closed, and only until it is kept', () => {
  const events = room(1);
  expect(opinions.keep(fold(ballots, events), {})).toBeNull();
  const closed = fold(ballots, [...events, { type: 'closed' }]);
  expect(opinions.keep(closed, { some: 'map' })).toEqual({ type: 'keepMap', map: { some: 'map' } });
  const kept = fold(ballots, [...events, { type: 'closed' }, { type: 'mapKept', map: {} }]);
  expect(opinions.keep(kept, {})).toBeNull();
  expect([...opinions.votes(kept)]).toEqual([]);
});

test('what a viewer holds tells the map nothing: marks stay with the counting', () => {
  const state = fold(ballots, room(1));
  const seen = ballots.visibility.view(state, 'room');
  expect([...opinions.votes(seen)]).toEqual([]);
  expect([...opinions.roles(seen)]).toEqual([]);
});
