/** A conversation taken in as it came, tick by tick, and what a watcher would have seen. */
import { groupTest } from '#shared/consensus/group-test.ts';
import type { Result } from '#shared/consensus/result.ts';
import { nothing, type State } from '#shared/consensus/state.ts';
import { step } from '#shared/consensus/step.ts';
import type { Conversation } from './conversations.ts';

export interface Replay {
  readonly results: readonly Result[];
  readonly state: State;
}

/** A test's outcome comes one tick after it was asked for, as from another thread. */
export const replayed = ({ votes, status }: Conversation, ticks = 100): Replay => {
  const size = Math.ceil(votes.length / ticks);
  const results: Result[] = [];
  let [state, test] = [nothing, step(nothing, { votes: [] }).test];
  for (let tick = 0; tick < ticks; tick += 1) {
    const news = { votes: votes.slice(tick * size, (tick + 1) * size), status };
    const next = step(state, test === null ? news : { ...news, outcome: groupTest(test) });
    [state, test] = [next.state, next.test];
    if (next.result !== null) results.push(next.result);
  }
  return { results, state };
};

export const groupNames = ({ people, group, groups }: Result): ReadonlyMap<string, number | null> =>
  new Map(people.map((id, i) => [id, groups[group[i]!]?.number ?? null]));

/** Of the people in a group before and after: the share whose group has another name. */
export const relabelled = (before: Result, after: Result): number => {
  const names = groupNames(after);
  const both = [...groupNames(before)].filter(([id, name]) => name !== null && names.get(id) != null);
  return both.length === 0 ? 0 : both.filter(([id, name]) => names.get(id) !== name).length / both.length;
};

/** How many axes point the other way: people stand across from where they stood. */
export const flipped = (before: Result, after: Result): number => {
  const places = new Map(before.people.map((id, i) => [id, i]));
  return [0, 1].filter((axis) => {
    let along = 0;
    after.people.forEach((id, i) => {
      const at = places.get(id);
      if (at !== undefined) along += before.positions[2 * at + axis]! * after.positions[2 * i + axis]!;
    });
    return along < -1e-9;
  }).length;
};
