/**
 * The closing report: everything computed once more from nothing but the votes, in their order of ids, so that anybody can do it again from
 * the log. Only then it is turned the way the room saw it: axes as they pointed, groups by the names they had.
 */
import { activeIn, crowdOf } from './crowd.ts';
import { namesFor, type Grouping } from './groups.ts';
import { alignedModel, mapOf } from './model.ts';
import { placesBefore } from './order.ts';
import type { Result } from './result.ts';
import { settledStep } from './settle.ts';
import { nothing, type State } from './state.ts';
import { readState } from './whole.ts';

const unlabelled = 255;

const renamed = (cold: Grouping, live: State): Grouping => {
  const seen = live.remembered;
  if (seen === null) return cold;
  const old = Uint8Array.from(placesBefore(cold.people, seen.people), (place) => (place < 0 ? unlabelled : seen.labels[place]!));
  return { ...cold, names: namesFor(cold, old, seen.names, live.free) };
};

/** The same place on the aligned map: the mean of the same people. */
const centreAt = (positions: Float64Array, members: readonly number[]): readonly [number, number] => [
  members.reduce((sum, i) => sum + positions[2 * i]!, 0) / members.length,
  members.reduce((sum, i) => sum + positions[2 * i + 1]!, 0) / members.length,
];

export const report = (live: State): Result => {
  const { state: cold } = settledStep({ ...nothing, votes: live.votes, status: live.status }, { votes: [] });
  const crowd = crowdOf(live.votes, activeIn(live.votes, live.status));
  const grouping = cold.grouping === null ? null : renamed(cold.grouping, live);
  const read = readState({ ...cold, grouping }, crowd, mapOf(cold.model!), true);
  const positions = live.model === null ? read.positions : mapOf(alignedModel(cold.model!, live.model));
  return { ...read, positions, groups: read.groups.map((group) => ({ ...group, centre: centreAt(positions, group.members) })) };
};
