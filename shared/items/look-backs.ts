/** When a closed item is looked at again, and why: by its schedule, by what happened on the way, and by the draw of the year. */
import { dayOf, workingDaysBetween } from '../core/calendar.ts';
import type { RulePack } from '../core/rule-pack.ts';
import type { Draw, LookBackReason, Outcome, Plan, PlannedLookBack } from './judging-state.ts';
import { draw } from './sample.ts';
import type { Verified } from './state.ts';
import { shownFigures } from './suppression.ts';
import { daysLater, yearly } from './terms.ts';

/** What an item is issued under. */
export const planOf = ({ sample: _sample, ...plan }: RulePack['item']['lookBackPlan']): Plan => plan;

/** 难办: everything that took a second try. */
export const hardships = ({ redos, sendBacks, extensions, returnAsks }: Verified): number => redos + sendBacks + extensions + returnAsks;

/** Only from figures that everybody may know: otherwise the plan would tell what the figures must not. */
const displeased = (outcome: Outcome | null, over: number): boolean => {
  const result = outcome && shownFigures(outcome).result;
  return result !== null && result.dissatisfied > over * (result.satisfied + result.basically + result.dissatisfied);
};

const triggers = (item: Verified, now: number, { calendar }: RulePack): readonly LookBackReason[] => {
  const plan = item.rules.lookBackPlan;
  if (!plan) return [];
  const late = workingDaysBetween(calendar, item.firstDue, dayOf(now)).value;
  return [
    ...(displeased(item.round.outcome, plan.dissatisfiedOver) ? (['dissatisfied'] as const) : []),
    ...(late > plan.slowAfter ? (['slow'] as const) : []),
    ...(hardships(item) >= plan.hardFrom ? (['hard'] as const) : []),
  ];
};

/** Days that coincide are one look-back with several reasons. Earliest first, numbered on from those planned before. */
export const plannedAtClosing = (item: Verified, now: number, pack: RulePack): { lookBacks: readonly PlannedLookBack[]; draw: Draw } => {
  const { lookBackPlan: plan, lookBack, annual } = item.rules;
  const { sample } = pack.item.lookBackPlan;
  const drawn = draw(sample, item.matter.number);
  const wanted: readonly (readonly [number, LookBackReason])[] = [
    ...lookBack.map((day) => [day, 'scheduled'] as const),
    ...(annual.includes(item.report.class) ? ([[yearly, 'annual']] as const) : []),
    ...(plan ? triggers(item, now, pack).map((reason) => [plan.triggeredAfter, reason] as const) : []),
    ...(drawn.sampled ? ([[sample.after, 'sampled']] as const) : []),
  ];
  const days = [...new Set(wanted.map(([day]) => day))].sort((a, b) => a - b);
  const lookBacks = days.map((day, n) => ({
    n: item.lookBacksPlanned + n + 1,
    at: daysLater(now, day),
    because: wanted.filter(([wantedDay]) => wantedDay === day).map(([, reason]) => reason),
  }));
  return { lookBacks, draw: drawn };
};
