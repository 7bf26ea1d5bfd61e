/** 督办阶梯: what comes by itself, the longer an item is overdue. */
import type { Actor } from '../core/actor.ts';
import type { Deadline, Occasion } from '../core/kind.ts';
import { running } from './clock.ts';
import type { Command } from './commands.ts';
import { letterOfLadder } from './letters.ts';
import type { Event, Live } from './state.ts';

/**
 * One step at a time, while the departments have the item; the first one when it turns red, or later. Steps are never nearer to each other
 * than the pack sets them: what comes back, or came from an old ledger, long after its due day is not run through in one night.
 */
export const ladderDeadlines = ({ stage, clock, escalation }: Live): readonly Deadline<Command>[] => {
  const k = escalation.done;
  const meant = clock.steps?.[k];
  if (!running(stage) || meant === undefined) return [];
  const at = Math.max(meant, (escalation.at ?? 0) + meant - (clock.steps?.[k - 1] ?? meant));
  return [{ at, key: `ladder:${clock.n}:${k}`, command: { type: 'escalate', clock: clock.n, k } }];
};

export const escalate = (k: number, item: Live, { now }: Actor, { pack }: Occasion): readonly Event[] => {
  const step = item.rules.ladder?.[k]?.step;
  if (step === undefined) return [];
  const climbed: Event = { type: 'escalated', k, step, department: item.matter.lead };
  return step === 'letter' ? [climbed, letterOfLadder(item, now, pack)] : [climbed];
};
