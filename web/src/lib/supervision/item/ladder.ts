/** The ladder of an item, step by step: what came, what comes next and when. */
import { ladderDeadlines } from '#shared/items/escalating.ts';
import type { LadderStep, Live } from '#shared/items/state.ts';

export interface Step {
  readonly step: LadderStep;
  /** Working days after the due day. */
  readonly after: number;
  readonly state: 'done' | 'next' | 'ahead';
  /** When it came or will come at the earliest; null = not known, or the clock stands still. */
  readonly at: number | null;
}

export const ladderOf = (item: Live): readonly Step[] => {
  const { done, at } = item.escalation;
  const days = item.clock.steps ?? [];
  // Never nearer to the step before than the days of the ladder are apart.
  let last = ladderDeadlines(item)[0]?.at ?? null;
  return (item.rules.ladder ?? []).map(({ step, after }, k): Step => {
    if (k < done) return { step, after, state: 'done', at: k === done - 1 ? at : null };
    if (k === done) return { step, after, state: 'next', at: last };
    const [day, before] = [days[k], days[k - 1]];
    last = last === null || day === undefined || before === undefined ? null : Math.max(day, last + day - before);
    return { step, after, state: 'ahead', at: last };
  });
};
