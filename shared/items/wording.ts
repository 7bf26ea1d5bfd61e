/** Words of letters: the pack says them, the item fills them in. */
import type { Day } from '../core/calendar.ts';

/** `{name}` stands for what is given under that name; anything else stays as it is. */
export const filled = (wording: string, given: Readonly<Record<string, string | number>>): string =>
  wording.replace(/\{(\w+)\}/gu, (whole, name: string) => (Object.hasOwn(given, name) ? String(given[name]) : whole));

/** `2026-12-31` as an official letter says it. */
export const longDay = (day: Day): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};
