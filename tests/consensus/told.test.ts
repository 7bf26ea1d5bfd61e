/** What the room is told of its map: nobody in it, little enough to send, enough to find oneself on it. */
import { describe, expect, test } from 'vitest';
import { sentences } from '#shared/consensus/sentences.ts';
import { dissents } from '#shared/consensus/minority.ts';
import { report } from '#shared/consensus/report.ts';
import { groupAt, ownPlace, roomMap, type RoomMap } from '#shared/consensus/room-map.ts';
import { resumed } from '#shared/consensus/resume.ts';
import { heardMap, toldMap } from '#shared/consensus/told-map.ts';
import { settledStep } from '#shared/consensus/settle.ts';
import { nothing, type State } from '#shared/consensus/state.ts';
import type { Result } from '#shared/consensus/result.ts';
import type { Mark, Vote } from '#shared/consensus/votes.ts';
import { withGroups, withoutGroups } from './made-up.ts';

const known = (votes: readonly Vote[]): { state: State; result: Result; map: RoomMap } => {
  const { state, result } = settledStep(nothing, { votes });
  return { state, result: result!, map: heardMap(toldMap(roomMap(result!, state))) };
};

const marksOf = (votes: readonly Vote[], person: string): ReadonlyMap<string, Mark> =>
  new Map(votes.flatMap(([who, statement, mark]) => (who === person ? [[statement, mark]] : [])));

test('a browser finds its own dot from its own votes, where the room has it', () => {
  const { votes } = withGroups({ people: 60, statements: 40, voted: 0.7 }, [0.5, 0.5], 4);
  const { result, map } = known(votes);
  result.people.forEach((id, i) => {
    const place = ownPlace(map, marksOf(votes, id))!;
    expect(Math.hypot(place.x - result.positions[2 * i]!, place.y - result.positions[2 * i + 1]!)).toBeLessThan(0.05);
    expect(place.unsure).toBeCloseTo(result.unsure[i]!, 1);
  });
  expect(ownPlace(map, new Map())).toBeNull();
});

test('most people find themselves in the group the room has them in, none in another', () => {
  const { votes } = withGroups({ people: 60, statements: 40 }, [0.5, 0.5], 4);
  const { result, map } = known(votes);
  expect(map.groups).toHaveLength(2);
  const own = result.people.map((id) => groupAt(map, ownPlace(map, marksOf(votes, id))!));
  expect(own.filter((group, i) => group === result.group[i]).length).toBeGreaterThan(50);
  expect(own.every((group, i) => group === null || group === result.group[i])).toBe(true);
});

describe('size', () => {
  test.each([
    ['60 × 100', 60, 100, 12_000],
    ['2,000 × 60', 2_000, 60, 16_000],
  ] as const)('%s', (_, people, statements, most) => {
    const { votes } = withGroups({ people, statements }, [0.5, 0.3, 0.2], 1);
    const ids = votes.map(([person, statement, mark]): Vote => [person, statement.padEnd(32, '0'), mark]);
    const { map } = known(ids);
    expect(JSON.stringify(toldMap(map)).length).toBeLessThan(most);
  });

  test('of very many people every dot stands for several, each group by its share', () => {
    const { votes } = withGroups({ people: 1_500, statements: 12 }, [0.7, 0.3], 2);
    const { map } = known(votes);
    expect(map.each).toBe(5);
    expect(map.dots.length).toBeGreaterThan(285);
    expect(map.dots.length).toBeLessThan(305);
    expect(map.dots.filter(({ group }) => group === 0).length / map.dots.length).toBeCloseTo(0.7, 1);
  });
});

test('what travels is the map itself: every sentence reads the same', () => {
  for (const made of [
    withGroups({ people: 60, statements: 50 }, [0.5, 0.4, 0.1], 4, { shared: 0.3, loyal: 0.9 }),
    withoutGroups({ people: 40, statements: 30 }, 'even', 1),
    withGroups({ people: 9, statements: 20 }, [0.5, 0.5], 1),
  ]) {
    const { state, result } = settledStep(nothing, { votes: made.votes });
    const map = roomMap(result!, state);
    expect(heardMap(JSON.parse(JSON.stringify(toldMap(map))) as never)).toEqual(map);
  }
});

test('dots lie in the order of their place, whatever people are called', () => {
  const { votes } = withGroups({ people: 30, statements: 20 }, [0.5, 0.5], 2);
  const xs = known(votes).map.dots.map(({ x }) => x);
  expect(xs).toEqual(xs.toSorted((a, b) => a - b));
});

test('no figures of fewer than five people', () => {
  const { votes } = withGroups({ people: 40, statements: 40 }, [0.6, 0.3, 0.1], 7, { shared: 0.1, loyal: 0.97 });
  const { state, result } = settledStep(nothing, { votes });
  const roles = new Map(result!.people.map((id, i) => [id, i < 4 ? ['expert'] : ['resident']]));
  const map = roomMap(result!, state, roles);
  expect(map.figures.every(({ people }) => people >= 5)).toBe(true);
  expect(map.figures.some(({ part }) => typeof part === 'object' && 'role' in part && part.role === 'expert')).toBe(false);
  const small = result!.groups.flatMap(({ members }, g) => (members.length < 5 ? [g] : []));
  expect(small.length).toBeGreaterThan(0);
  for (const g of small) expect(map.groups[g]!.people).toBeNull();
});

test('below fifteen people there are no groups, and that is said', () => {
  const { map } = known(withGroups({ people: 12, statements: 20 }, [0.5, 0.5], 2).votes);
  expect(map.groups).toEqual([]);
  expect(sentences.zh.standing(map)).toBe('12人投票，人数太少，不分组。');
});

test('a room that is taken up again keeps names, sides and groups, also when they are not the ones a cold start would give', () => {
  const { votes } = withGroups({ people: 40, statements: 30 }, [0.6, 0.4], 3);
  const { map, state } = known(votes);
  const swapped: RoomMap = {
    ...map,
    free: 9,
    groups: map.groups.map((group, at) => ({ ...group, number: 7 - at, centre: [-group.centre[0], -group.centre[1]] as const })),
    placing: { ...map.placing, fit: { ...map.placing.fit, w: map.placing.fit.w.map((value) => -value) } },
  };
  const again = resumed(swapped, { votes });
  const told = roomMap(again.result!, again.state);
  const people = ({ groups }: RoomMap) => new Map(groups.map((group) => [group.number, group.people]));
  expect(people(told)).toEqual(people(swapped));
  expect(told.groups.map(({ centre: [x] }) => Math.sign(x))).toEqual(swapped.groups.map(({ centre: [x] }) => Math.sign(x)));
  expect(told.free).toBe(9);
  const last = roomMap(report(again.state), again.state);
  expect(people(last)).toEqual(people(swapped));
  expect(report(state).groups.map(({ members }) => members)).toEqual(report(again.state).groups.map(({ members }) => members));
});

describe('minority lines', () => {
  const { votes } = withGroups({ people: 60, statements: 30 }, [0.6, 0.4], 5, { shared: 0.3, loyal: 0.93 });
  const { state, result } = settledStep(nothing, { votes });
  const roles = new Map(result!.people.map((id, i) => [id, i % 2 === 0 ? ['resident'] : ['officer']]));
  const map = roomMap(result!, state, roles);

  test('every group or role of which more than the share of the pack is against it, and no other', () => {
    for (const [s] of map.statements.entries())
      for (const direction of ['agree', 'disagree'] as const) {
        const found = dissents(map, s, direction, 0.2);
        for (const { against, votes: all } of found) expect(against / all).toBeGreaterThan(0.2);
        for (const { part, counts } of map.figures.filter((one) => !found.some(({ part: own }) => own === one.part))) {
          if (part === 'room' || 'end' in part) continue;
          const [yes, no, pass] = counts.slice(3 * s, 3 * s + 3) as [number, number, number];
          expect(direction === 'agree' ? no : yes).toBeLessThanOrEqual(0.2 * (yes + no + pass));
        }
      }
  });

  test('what divides the groups has a line of the one that loses, what all share has none of a group', () => {
    const [divisive] = map.lists.divisive;
    expect(dissents(map, divisive!.statement, 'agree', 0.2).some(({ part }) => typeof part === 'object' && 'group' in part)).toBe(true);
    const firm = map.lists.shared.find(({ reason }) => reason.code === 'shared' && reason.firm)!;
    expect(dissents(map, firm.statement, firm.direction!, 0.2).filter(({ part }) => typeof part === 'object' && 'group' in part)).toEqual(
      [],
    );
  });

  test('exactly the share is not more than it', () => {
    const exact: RoomMap = {
      ...map,
      figured: [0],
      figures: [{ part: { group: 0 }, people: 10, counts: [8, 2, 0] }],
    };
    expect(dissents(exact, 0, 'agree', 0.2)).toEqual([]);
    expect(dissents({ ...exact, figures: [{ part: { group: 0 }, people: 10, counts: [7, 3, 0] }] }, 0, 'agree', 0.2)).toHaveLength(1);
    expect(dissents({ ...exact, figures: [{ part: { group: 0 }, people: 10, counts: [-1, -1, -1] }] }, 0, 'agree', 0.2)).toEqual([]);
  });
});

test('a cloud has dots and ends, and no groups', () => {
  const { map } = known(withoutGroups({ people: 40, statements: 30 }, 'even', 1).votes);
  expect(map.standing).toBe('cloud');
  expect(map.dots).toHaveLength(40);
  expect(map.figures.map(({ part }) => part)).toEqual(['room', { end: 'one' }, { end: 'other' }]);
});
