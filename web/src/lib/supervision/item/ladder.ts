/** The ladder of an item, step by step: what came, what comes next and when. */
import { running } from '#shared/items/clock.ts';
import { ladderDeadlines } from '#shared/items/escalating.ts';
import type { LadderStep, Live } from '#shared/items/state.ts';

export interface Step {
  readonly step: LadderStep;
  /** Working days after the due day. */
  readonly after: number;
  readonly state: 'done' | 'next' | 'ahead';
  /** When it came or will come; null = not known, or the clock stands still. */
  readonly at: number | null;
}

export const ladderOf = (item: Live): readonly Step[] => {
  const { done, at } = item.escalation;
  const next = ladderDeadlines(item)[0]?.at ?? null;
  return (item.rules.ladder ?? []).map(({ step, after }, k): Step => {
    if (k < done) return { step, after, state: 'done', at: k === done - 1 ? at : null };
    const planned = running(item.stage) ? (item.clock.steps?.[k] ?? null) : null;
    return k === done ? { step, after, state: 'next', at: next } : { step, after, state: 'ahead', at: planned };
  });
};
