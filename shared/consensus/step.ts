/**
 * A room, one tick further: new votes in, the next state and what is known out. The state before stays as it was, so a step can be taken
 * again with the same outcome; nothing is read but what is given.
 *
 * The group test is long, so it is asked for (`test`) and its outcome comes with a later step, from wherever it was run.
 */
import { answered, asked, dueIn } from './asking.ts';
import { activeIn, crowdOf, divisible, type Crowd } from './crowd.ts';
import { testRequest, type TestOutcome, type TestRequest } from './group-test.ts';
import { dividedAnew, goOn, type Grouping } from './groups.ts';
import { coldModel, mapOf, nextModel } from './model.ts';
import { placesBefore } from './order.ts';
import type { Result } from './result.ts';
import type { State, StatementStatus } from './state.ts';
import { withVotes, type Vote, type Votes } from './votes.ts';
import { readState } from './whole.ts';

export interface News {
  readonly votes: Iterable<Vote>;
  /** The whole list, when it changed. */
  readonly status?: ReadonlyMap<string, StatementStatus>;
  readonly outcome?: TestOutcome;
  /** With the list the room parts with. */
  readonly closing?: boolean;
}

export interface Step {
  readonly state: State;
  /** Null when nothing was new: what was known stands. */
  readonly result: Result | null;
  readonly test: TestRequest | null;
}

const unlabelled = 255;

const sameStatus = (a: State['status'], b: State['status']): boolean =>
  a === b || (a.size === b.size && [...a].every(([id, status]) => b.get(id) === status));

/** The labels of those who may be in a group now, as they were before. */
const labelsBefore = (people: readonly string[], before: Grouping | null): Uint8Array => {
  if (before === null) return new Uint8Array(people.length).fill(unlabelled);
  return Uint8Array.from(placesBefore(people, before.people), (place) => (place < 0 ? unlabelled : before.labels[place]!));
};

const regrouped = (before: State, votes: Votes, crowd: Crowd, positions: Float64Array, shown: boolean): Grouping | null => {
  if (!shown || !divisible(crowd)) return null;
  const people = Array.from(crowd.grouped, (i) => votes.people[i]!);
  const points = Float64Array.from({ length: 2 * people.length }, (_, at) => positions[2 * crowd.grouped[at >> 1]! + (at & 1)]!);
  const old = labelsBefore(people, before.remembered);
  return before.grouping === null
    ? dividedAnew({ people, points }, before.remembered, old, before.free)
    : goOn({ people, points }, before.grouping, old, before.free);
};

const sameVotes = (before: State, votes: Votes, status: State['status']): boolean =>
  before.model !== null && votes === before.votes && sameStatus(status, before.status);

export const step = (before: State, news: News): Step => {
  const status = news.status ?? before.status;
  const { votes } = withVotes(before.votes, news.votes, status.keys());
  const asking = news.outcome === undefined ? before.asking : answered(before.asking, news.outcome);
  const still = sameVotes(before, votes, status);
  if (still && asking.answers === before.asking.answers && news.closing !== true) return { state: before, result: null, test: null };
  const active = activeIn(votes, status);
  const crowd = crowdOf(votes, active);
  const model = before.model === null ? coldModel(votes, active) : still ? before.model : nextModel(votes, active, before.model);
  const positions = mapOf(model);
  const asBefore = still && asking.shown === before.asking.shown;
  const grouping = asBefore ? before.grouping : regrouped(before, votes, crowd, positions, asking.shown);
  const free = Math.max(before.free, ...(grouping?.names ?? []).map((name) => name + 1));
  const due = divisible(crowd) && dueIn(asking, votes.count);
  const remembered = grouping ?? before.remembered;
  const state: State = { votes, status, model, grouping, remembered, free, asking: due ? asked(asking, votes.count) : asking };
  return {
    state,
    result: readState(state, crowd, positions, news.closing === true),
    test: due
      ? testRequest({ number: state.asking.tests, seed: votes.count * 2 + asking.against }, votes.rows, active, model.fit, crowd.grouped)
      : null,
  };
};
