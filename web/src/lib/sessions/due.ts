/**
 * The day a promise names, read from its words, so that the host only has to agree: 「10月底前完成」「两周内答复」「12 个工作日」.
 * A guess for a form that people see and can change; nothing is decided by it.
 */
import { addDays, addWorkingDays, isDay, type Calendar, type Day } from '#shared/core/calendar.ts';

const digits = '零一二三四五六七八九';
const figure = '(\\d{1,3}|[一二两三四五六七八九十]{1,3})';

/** 12, 十二, 二十, 两 → a number; NaN for anything else. */
const numberIn = (text: string): number => {
  if (/^\d+$/u.test(text)) return Number(text);
  const plain = text.replace('两', '二');
  const [tens, ones] = plain.includes('十') ? plain.split('十') : [null, plain];
  const digit = (one: string | undefined): number => (one === undefined || one === '' ? 0 : digits.indexOf(one));
  return tens === null ? digit(ones) : (tens === '' ? 1 : digit(tens)) * 10 + digit(ones);
};

const two = (n: number): string => String(n).padStart(2, '0');
const lastOf = (year: number, month: number): Day => {
  const [y, m] = [year + Math.floor((month - 1) / 12), ((month - 1) % 12) + 1];
  return addDays(m === 12 ? `${y + 1}-01-01` : `${y}-${two(m + 1)}-01`, -1);
};
/** 1 = Monday. */
const weekday = (day: Day): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

type Reading = (found: RegExpExecArray, today: Day, calendar: Calendar) => Day;

const ahead = (day: Day, today: Day): Day => (day < today ? `${Number(today.slice(0, 4)) + 1}${day.slice(4)}` : day);
const yearOf = (today: Day): number => Number(today.slice(0, 4));
const monthOf = (today: Day): number => Number(today.slice(5, 7));

const readings: readonly (readonly [RegExp, Reading])[] = [
  [/(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})/u, ([, y, m, d]) => `${y}-${two(Number(m))}-${two(Number(d))}`],
  [/(\d{1,2})月(\d{1,2})[日号]?/u, ([, m, d], today) => ahead(`${today.slice(0, 4)}-${two(Number(m))}-${two(Number(d))}`, today)],
  [/(?<!\d)(\d{1,2})月(?:底|末|份|内|前)/u, ([, m], today) => ahead(lastOf(yearOf(today), Number(m)), today)],
  [/下个?月/u, (_, today) => lastOf(yearOf(today), monthOf(today) + 1)],
  [/本月|这个月|月底/u, (_, today) => lastOf(yearOf(today), monthOf(today))],
  [/明年/u, (_, today) => `${yearOf(today) + 1}-12-31`],
  [/年底|年内|今年/u, (_, today) => `${today.slice(0, 4)}-12-31`],
  [/下(?:周|星期)([一二三四五六])?/u, ([, d], today) => addDays(today, 7 - weekday(today) + (d === undefined ? 5 : numberIn(d)))],
  [/(?:本|这)(?:周|星期)/u, (_, today) => addDays(today, Math.max(0, 5 - weekday(today)))],
  [/明天/u, (_, today) => addDays(today, 1)],
  [/后天/u, (_, today) => addDays(today, 2)],
  [/半个?月/u, (_, today) => addDays(today, 15)],
  [/半年/u, (_, today) => addDays(today, 182)],
  [new RegExp(`${figure}\\s*个?工作日`, 'u'), ([, n], today, calendar) => addWorkingDays(calendar, today, numberIn(n ?? '')).value],
  [new RegExp(`${figure}\\s*(?:天|日)`, 'u'), ([, n], today) => addDays(today, numberIn(n ?? ''))],
  [new RegExp(`${figure}\\s*个?(?:周|星期)`, 'u'), ([, n], today) => addDays(today, 7 * numberIn(n ?? ''))],
  [new RegExp(`${figure}\\s*个月`, 'u'), ([, n], today) => addDays(today, 30 * numberIn(n ?? ''))],
];

/** null: the words name no day, or one that is past. What was read once is not read again as something else. */
export const dueIn = (text: string, today: Day, calendar: Calendar): Day | null => {
  let rest = text;
  for (const [pattern, read] of readings) {
    const found = pattern.exec(rest);
    if (!found) continue;
    const day = read(found, today, calendar);
    if (isDay(day) && day >= today) return day;
    rest = rest.replace(found[0], ' ');
  }
  return null;
};
