/** Days as they are said, with the year's calendar beside them where it is not known. */
import { dayOf, workingDaysBetween, type Calendar, type Day } from '#shared/core/calendar.ts';
import { restingOn } from '#web/lib/words/calendar.ts';
import type { Language } from '#web/lib/words/language.svelte.ts';

/** A day that was counted in working days from another. */
export const dayResting = (language: Language, calendar: Calendar, from: Day, day: Day): string =>
  restingOn(language.code, workingDaysBetween(calendar, from, day), () => language.dates.date(day));

/** The day of an instant that was counted from `now`, or from shortly before. */
export const instantResting = (language: Language, calendar: Calendar, now: number, at: number): string =>
  restingOn(language.code, workingDaysBetween(calendar, dayOf(now), dayOf(at)), () => language.dates.day(at, now));
