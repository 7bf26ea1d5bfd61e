/** The map as a picture: dots that go on from where they were, letters that stand clear, and sides that are where the votes put them. */
import { expect, test } from 'vitest';
import { roomMap, type Dot, type RoomMap } from '#shared/consensus/room-map.ts';
import { settledStep } from '#shared/consensus/settle.ts';
import { nothing } from '#shared/consensus/state.ts';
import { withGroups } from '#tests/consensus/made-up.ts';
import { boldness, carriedOn, fieldOf, lookOf, onPicture, reachOf, shapeOf, slopeOf, steadyReach } from '#web/lib/ballots/map/picture.ts';

const room = (people = 60): RoomMap => {
  const { votes } = withGroups({ people, statements: 40 }, [0.5, 0.5], 4, { shared: 0.3, loyal: 0.95 });
  const { state, result } = settledStep(nothing, { votes });
  return roomMap(result!, state);
};
const dot = (x: number, y: number, group: number | null = null): Dot => ({ x, y, group, between: false, unsure: 0 });

test('a dot goes on from the nearest one of its group, newcomers begin where they are', () => {
  const before = carriedOn([], [dot(0, 0, 0), dot(2, 0, 1)]);
  const after = carriedOn(before, [dot(1.9, 0.1, 1), dot(0.1, 0, 0), dot(-2.4, 2, 0)]);
  expect(after.map(({ key }) => key)).toEqual([before[1]!.key, before[0]!.key, 3]);
  expect(new Set(after.map(({ key }) => key)).size).toBe(3);
});

test('everybody is on the picture, whatever the reach', () => {
  const map = room();
  for (const reach of [reachOf(map), 0.5])
    for (const { x, y } of map.dots.map((one) => onPicture(one, reach))) expect(Math.hypot(x, y)).toBeLessThanOrEqual(96.001);
});

test('the picture does not breathe with every vote', () => {
  const first = steadyReach(null, 4);
  expect(steadyReach(first, 3.9)).toBe(first);
  expect(steadyReach(first, 5)).toBeGreaterThan(first);
  expect(steadyReach(first, 1)).toBeLessThan(first);
});

test('the side of a statement is where those for it are', () => {
  const map = room();
  const reach = reachOf(map);
  for (const { statement, reason } of map.lists.divisive) {
    if (reason.code !== 'divisive') throw new Error('not divisive');
    const group = map.groups.find(
      ({ number }) => typeof reason.for.part === 'object' && 'group' in reason.for.part && reason.for.part.group === number,
    )!;
    const other = map.groups.find(({ number }) => number !== group.number)!;
    const { towards } = slopeOf(map, statement, reach)!;
    const along = ([x, y]: readonly [number, number]): number => {
      const at = onPicture({ x, y }, reach);
      return at.x * towards.x + at.y * towards.y;
    };
    expect(along(group.centre)).toBeGreaterThan(along(other.centre));
  }
  expect(map.lists.divisive.length).toBeGreaterThan(0);
});

test('a letter stands outside the dots of its group, and on the picture', () => {
  const map = room();
  for (const at of map.groups.keys()) {
    const points = map.dots.filter((one) => one.group === at).map((one) => onPicture(one, reachOf(map)));
    const { label } = fieldOf(points)!;
    expect(Math.hypot(label.x, label.y)).toBeLessThan(114);
    expect(Math.min(...points.map(({ x, y }) => Math.hypot(x - label.x, y - label.y)))).toBeGreaterThan(5);
  }
  expect(fieldOf([])).toBeNull();
});

test('five groups look different in shape, and who is unsure is paler', () => {
  expect(new Set([0, 1, 2, 3, 4].map(shapeOf)).size).toBe(5);
  expect(lookOf(5)).toBe(lookOf(0));
  expect(boldness(0.4)).toBe(1);
  expect(boldness(1.4)).toBeLessThan(boldness(0.8));
});
