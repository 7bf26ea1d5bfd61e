/** Instants that follow from the calendar. They are worked out when something is decided, and kept in its event. */
import {
  addDays,
  addWorkingDays,
  dayOf,
  endOfDay,
  isWorkingDay,
  startOfDay,
  workingDaysBetween,
  type Calendar,
  type Day,
} from '../core/calendar.ts';
import type { Clock, Event, Lamp, Live, Matter, Rules } from './state.ts';

/** Last instant of the `days`th working day after the day of `now`. */
export const within = (calendar: Calendar, now: number, days: number): number => endOfDay(addWorkingDays(calendar, dayOf(now), days).value);

/**
 * Yellow from the first day with at most `yellowBefore` working days left, or from the day after a milestone that was missed; red from
 * the day after the due day. A step of the ladder comes once so many working days after the due day are over.
 */
export const clockOf = (
  matter: Pick<Matter, 'due' | 'milestones'>,
  rules: Pick<Rules, 'yellowBefore' | 'ladder'>,
  calendar: Calendar,
  n: number,
): Clock => {
  const { due } = matter;
  const rest = isWorkingDay(calendar, due).value ? 0 : 1;
  const near = addWorkingDays(calendar, due, -(rules.yellowBefore + rest));
  const redAt = startOfDay(addDays(due, 1));
  const missed = matter.milestones.filter(({ reachedAt }) => reachedAt === null).map((milestone) => startOfDay(addDays(milestone.due, 1)));
  const steps = (rules.ladder ?? []).map(({ after }) => startOfDay(addDays(addWorkingDays(calendar, due, after).value, 1)));
  return {
    n,
    yellowAt: Math.min(redAt, startOfDay(near.value), ...missed),
    redAt,
    known: near.known,
    ...(steps.length > 0 ? { steps } : {}),
  };
};

export const lampAt = ({ yellowAt, redAt }: Clock, now: number): Lamp => (now >= redAt ? 'red' : now >= yellowAt ? 'yellow' : 'green');

/** The next setting of an item's clock, for what has changed in the matter. */
export const nextClock = (item: Live, calendar: Calendar, change: Partial<Matter> = {}): Clock =>
  clockOf({ ...item.matter, ...change }, item.rules, calendar, item.clock.n + 1);

/** What a newly set clock brings at once. */
export const relit = (lamp: Lamp, clock: Clock, now: number): readonly Event[] => {
  const turned = lampAt(clock, now);
  return turned === lamp ? [] : [{ type: 'lampTurned', lamp: turned }];
};

/** By when an item is done again: as many working days as its longest extension, unless it has longer anyway. */
export const againBy = ({ matter, rules }: Live, calendar: Calendar, now: number): Day => {
  const day = addWorkingDays(calendar, dayOf(now), rules.extension.days).value;
  return day > matter.due ? day : matter.due;
};

/** While suspended the clock stands still: as many working days are left as there were. What was overdue stays so. */
export const resumedDue = (due: Day, since: number, calendar: Calendar, now: number): Day => {
  const left = workingDaysBetween(calendar, dayOf(since), due).value;
  if (dayOf(since) > due) return due;
  const day = addWorkingDays(calendar, dayOf(now), left).value;
  return day > due ? day : due;
};

/** First instant of the day `days` calendar days later. */
export const daysLater = (now: number, days: number): number => startOfDay(addDays(dayOf(now), days));
/** Conditions are looked at again, and yearly classes come back, after this many calendar days. */
export const yearly = 365;
