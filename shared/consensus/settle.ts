/** For whoever may wait: a step with its tests run to the end at once. */
import { groupTest } from './group-test.ts';
import type { Result } from './result.ts';
import type { State } from './state.ts';
import { step, type News } from './step.ts';

/** `result` is null when nothing was new. */
export const settledStep = (before: State, news: News): { state: State; result: Result | null } => {
  let { state, result, test } = step(before, news);
  while (test !== null) {
    const next = step(state, { votes: [], outcome: groupTest(test), closing: news.closing ?? false });
    [state, test] = [next.state, next.test];
    result = next.result ?? result;
  }
  return { state, result };
};
