/**
 * Working days by the published national calendar (make-up workdays, 调休), in civil days of Shanghai (UTC+8, no daylight saving).
 * A day is `YYYY-MM-DD`. A year without published data counts Monday to Friday, and every result says so.
 */
import type { RulePack } from './rule-pack.ts';

/** `YYYY-MM-DD` in Shanghai. Days compare as strings. */
export type Day = string;
export type Calendar = RulePack['calendar'];

/** A figure and the years it rests on that the calendar does not know. */
export interface Counted<T> {
  readonly value: T;
  readonly known: boolean;
  readonly unknownYears: readonly string[];
}

const offset = 8 * 3_600_000;
export const dayLength = 86_400_000;

const utc = (day: Day): number => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));
const fromUtc = (time: number): Day => new Date(time).toISOString().slice(0, 10);

/** Whether the text names a day that exists: `2026-02-29` does not. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(utc(text)) && fromUtc(utc(text)) === text;
/** The day in Shanghai at an instant (milliseconds since 1970). */
export const dayOf = (instant: number): Day => fromUtc(instant + offset);
/** First instant of the day in Shanghai. */
export const startOfDay = (day: Day): number => utc(day) - offset;
/** Last millisecond of the day in Shanghai: what is due on a day is in time until then. */
export const endOfDay = (day: Day): number => utc(day) - offset + dayLength - 1;
/** The day in Shanghai at an instant, as days since 1 January 1970. */
export const dayNumberAt = (instant: number): number => Math.floor((instant + offset) / dayLength);
/** Days since 1 January 1970. */
export const dayNumber = (day: Day): number => utc(day) / dayLength;
export const dayOfNumber = (number: number): Day => fromUtc(number * dayLength);
/** Calendar days, working or not. */
export const addDays = (day: Day, n: number): Day => fromUtc(utc(day) + n * dayLength);

const weekend = (day: Day): boolean => [0, 6].includes(new Date(utc(day)).getUTCDay());

const works = (calendar: Calendar, day: Day): boolean => {
  const year = calendar[day.slice(0, 4)];
  const date = day.slice(5);
  if (year?.off.includes(date)) return false;
  return year?.worked.includes(date) ? true : !weekend(day);
};

const counted = <T>(calendar: Calendar, value: T, from: Day, to: Day): Counted<T> => {
  const unknownYears: string[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1)
    if (!calendar[String(year)]) unknownYears.push(String(year));
  return { value, known: unknownYears.length === 0, unknownYears };
};

export const isWorkingDay = (calendar: Calendar, day: Day): Counted<boolean> => counted(calendar, works(calendar, day), day, day);

/**
 * The `n`th working day after `day` (before it when `n` < 0); `n` 0 is the day itself, working or not. The day an act falls on never
 * counts: the count starts on the next one.
 */
export const addWorkingDays = (calendar: Calendar, day: Day, n: number): Counted<Day> => {
  const step = n < 0 ? -1 : 1;
  let there = day;
  for (let left = Math.abs(n); left > 0;) {
    there = addDays(there, step);
    if (works(calendar, there)) left -= 1;
  }
  return step > 0 ? counted(calendar, there, day, there) : counted(calendar, there, there, day);
};

/** Working days after `from` up to and including `to`; negative when `to` is before `from`, 0 on the same day. */
export const workingDaysBetween = (calendar: Calendar, from: Day, to: Day): Counted<number> => {
  const [early, late, sign] = from <= to ? [from, to, 1] : [to, from, -1];
  let days = 0;
  for (let day = addDays(early, 1); day <= late; day = addDays(day, 1)) if (works(calendar, day)) days += 1;
  return counted(calendar, days === 0 ? 0 : sign * days, early, late);
};
