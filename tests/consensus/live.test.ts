/** Two public conversations as they went on: nothing on the map may flip. */
import { describe, expect, test, vi } from 'vitest';
import { report } from '#shared/consensus/report.ts';
import { nothing } from '#shared/consensus/state.ts';
import { step } from '#shared/consensus/step.ts';
import { answerOf } from '#server/consensus/answer.ts';
import { conversation, conversations, ofTheFirst } from './conversations.ts';
import { flipped, relabelled, replayed } from './replay.ts';

// A machine with other work may need longer for so many rooms.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const pairs = <T>(list: readonly T[]): readonly (readonly [T, T])[] => list.slice(1).map((one, i) => [list[i]!, one]);
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

describe.each(conversations)('%s', (name) => {
  const whole = conversation(name);
  const { results, state } = replayed(whole);

  test('no axis flips in a hundred ticks, and the map is never empty', () => {
    expect(results.length).toBeGreaterThan(95);
    expect(pairs(results).reduce((sum, [before, after]) => sum + flipped(before, after), 0)).toBe(0);
    expect(results.every(({ people, positions }) => people.length > 0 && positions.every((x) => Number.isFinite(x)))).toBe(true);
    expect(results.slice(5).every(({ positions }) => positions.some((x) => Math.abs(x) > 0.01))).toBe(true);
  });

  test('hardly anybody changes the group: 1 % a tick, 3 % in a room of 26', () => {
    for (const [people, most] of [
      [1_000, 0.01],
      [26, 0.03],
    ] as const) {
      const room = people === 1_000 ? results : replayed(ofTheFirst(people, whole)).results;
      const late = pairs(room.slice(Math.floor(room.length / 4)));
      expect(mean(late.map(([before, after]) => relabelled(before, after)))).toBeLessThanOrEqual(most);
    }
  });

  test('a name is never given to another group', () => {
    const members = new Map<number, ReadonlySet<string>>();
    for (const { groups, people } of results)
      for (const { number, members: places } of groups) {
        const now = new Set(places.map((i) => people[i]!));
        const before = members.get(number);
        if (before) expect([...before].filter((id) => now.has(id)).length).toBeGreaterThan(before.size / 2);
        members.set(number, now);
      }
  });

  test('the report comes from the votes alone', () => {
    const votes = whole.votes;
    const again = step(nothing, { votes, status: whole.status }).state;
    const [live, alone] = [report(state), report(again)];
    const lists = (result: typeof live) => {
      const { consensus, divisive, withinReach, majority } = answerOf(result, { language: 'en' });
      return [consensus, divisive, withinReach, majority].flat().map((one) => ('statement' in one ? one.statement : one));
    };
    expect(live.groups.map(({ members }) => members)).toEqual(alone.groups.map(({ members }) => members));
    expect(lists(live)).toEqual(lists(alone));
    expect(live.closing.length).toBeGreaterThan(0);
    expect(flipped(results.at(-1)!, live)).toBe(0);
  });
});
