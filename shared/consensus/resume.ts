/**
 * A room taken up again from the last map that was shown of it: its thread died, or nobody looked for a while. All votes are told again;
 * from the map come only what it was called and how it lay, so that nobody's group gets another name and nothing flips.
 */
import { activeIn, crowdOf, divisible } from './crowd.ts';
import { goOn, type Grouping } from './groups.ts';
import { alignedModel, mapOf, type Model } from './model.ts';
import type { RoomMap } from './room-map.ts';
import { nothing, type State } from './state.ts';
import { step, type News, type Step } from './step.ts';
import { readState } from './whole.ts';

/** As a model without people: only where its statements lay. */
const modelOf = (map: RoomMap): Model => ({
  people: [],
  statements: map.statements,
  fit: { z: new Float64Array(0), ...map.placing.fit },
});

const nearest = (points: Float64Array, centres: Float64Array): Uint8Array =>
  Uint8Array.from({ length: points.length / 2 }, (_, i) => {
    let [best, least] = [0, Infinity];
    for (let g = 0; 2 * g < centres.length; g += 1) {
      const distance = Math.hypot(points[2 * i]! - centres[2 * g]!, points[2 * i + 1]! - centres[2 * g + 1]!);
      if (distance < least) [best, least] = [g, distance];
    }
    return best;
  });

const groupingAs = ({ groups, free }: RoomMap, people: readonly string[], points: Float64Array): Grouping => {
  const centres = Float64Array.from(groups.flatMap(({ centre }) => centre));
  const labels = nearest(points, centres);
  const before = { people, labels, k: groups.length, centres, names: groups.map(({ number }) => number), challenged: 0 };
  return goOn({ people, points }, before, labels, free);
};

/** The first step of a room that was known before; `news` are all its votes. */
export const resumed = (map: RoomMap, news: News): Step => {
  const first = step(nothing, news);
  const { model, votes, status } = first.state;
  if (model === null || first.result === null) return first;
  const aligned = map.statements.length > 0 ? alignedModel(model, modelOf(map)) : model;
  const crowd = crowdOf(votes, activeIn(votes, status));
  const positions = mapOf(aligned);
  const shown = map.groups.length > 0 && divisible(crowd);
  const people = Array.from(crowd.grouped, (i) => votes.people[i]!);
  const points = Float64Array.from({ length: 2 * people.length }, (_, at) => positions[2 * crowd.grouped[at >> 1]! + (at & 1)]!);
  const grouping = shown ? groupingAs(map, people, points) : null;
  const { asking } = first.state;
  const state: State = {
    ...first.state,
    model: aligned,
    grouping,
    remembered: grouping,
    free: Math.max(map.free, first.state.free),
    // What was shown was tested; the test that begins now may still say otherwise.
    asking: { ...asking, shown },
  };
  return { state, result: readState(state, crowd, positions, news.closing === true), test: first.test };
};
