/** What other rules would bring, worked out by the same functions that decide: nothing here is a second opinion. */
import { addDays, addWorkingDays, dayOf, workingDaysBetween, type Calendar, type Day } from '#shared/core/calendar.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import type { DeskRow } from '#shared/items/read-model.ts';
import { clockOf, within } from '#shared/items/terms.ts';

export type MomentName = 'claim' | 'return' | 'adjudicate' | 'yellow' | 'red' | 'step' | 'letter' | 'rating' | 'look-back';

export interface Moment {
  readonly name: MomentName;
  /** Of the ladder; the how manieth look-back; '' otherwise. */
  readonly which: string;
  readonly day: Day;
  /** Years it rests on whose holidays are not in the calendar. */
  readonly unknown: readonly string[];
}

const unknownBetween = (calendar: Calendar, from: Day, to: Day): readonly string[] => workingDaysBetween(calendar, from, to).unknownYears;

/** For an item issued at `now` and due on `due`: the windows, the lamps, the ladder, and what follows if it is reported or closed today. */
export const momentsOf = ({ calendar, item }: RulePack, now: number, due: Day): readonly Moment[] => {
  const today = dayOf(now);
  const clock = clockOf({ due, milestones: [] }, item, calendar, 1);
  const on = (name: MomentName, day: Day, which = '', from = today): Moment => ({
    ...{ name, which, day },
    unknown: unknownBetween(calendar, from, day),
  });
  const inside = (name: MomentName, days: number): Moment => on(name, dayOf(within(calendar, now, days)));
  return [
    inside('claim', item.claimWithin),
    inside('return', item.returnWithin),
    inside('adjudicate', item.adjudicateWithin),
    { ...on('yellow', dayOf(clock.yellowAt)), unknown: unknownBetween(calendar, dayOf(clock.yellowAt), due) },
    { ...on('red', dayOf(clock.redAt)), unknown: [] },
    ...item.ladder.map(({ step, after }) => on('step', addDays(addWorkingDays(calendar, due, after).value, 1), step, due)),
    inside('letter', item.letter.answerWithin),
    inside('rating', item.ratingDays),
    ...item.lookBack.map((days, n): Moment => ({ name: 'look-back', which: String(n + 1), day: addDays(today, days), unknown: [] })),
  ];
};

export interface Held {
  /** Open items looked at. */
  readonly of: number;
  /** How many of them would have had another day. */
  readonly claim: number;
  readonly yellow: number;
  readonly ladder: number;
}

const open = new Set(['issued', 'inProgress']);

/** Open items as if they had been issued under these rules or those. They keep what they have; this only tells the size of the change. */
export const heldUnder = (rows: readonly DeskRow[], before: RulePack, after: RulePack): Held => {
  const running = rows.filter(({ stage }) => open.has(stage));
  const claimBy = ({ issuedAt }: DeskRow, { calendar, item }: RulePack): number => within(calendar, issuedAt, item.claimWithin);
  const clock = ({ due }: DeskRow, { calendar, item }: RulePack) => clockOf({ due, milestones: [] }, item, calendar, 1);
  const differ = (of: (row: DeskRow, pack: RulePack) => unknown): number =>
    running.filter((row) => JSON.stringify(of(row, before)) !== JSON.stringify(of(row, after))).length;
  return {
    of: running.length,
    claim: differ(claimBy),
    yellow: differ((row, pack) => clock(row, pack).yellowAt),
    ladder: differ((row, pack) => clock(row, pack).steps ?? []),
  };
};

/** Years that people will soon count into and whose holidays are not known: this one, and from autumn on the next. */
export const missingYears = (calendar: Calendar, now: number): readonly string[] => {
  const today = dayOf(now);
  const year = Number(today.slice(0, 4));
  return [year, ...(today.slice(5) >= '09-01' ? [year + 1] : [])].map(String).filter((one) => !calendar[one]);
};
