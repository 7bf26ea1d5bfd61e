import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addWorkingDays, dayOf, endOfDay, isDay, isWorkingDay, startOfDay, workingDaysBetween } from '#shared/core/calendar.ts';
import { pack } from '../given/given.ts';
import { notices } from './published.ts';

const { calendar } = pack;
const works = (day: string): boolean => isWorkingDay(calendar, day).value;
const daysOf = (year: string): string[] => {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) days.push(day);
  return days;
};
const weekday = (day: string): boolean => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

test.each(Object.entries(notices))('W1 %s stands in the pack as it was published', (year, notice) => {
  const free = daysOf(year).filter((day) => notice.off.some(([first, last]) => first <= day && day <= last));
  expect(calendar[year]?.off).toEqual(free.filter(weekday).map((day) => day.slice(5)));
  expect(calendar[year]?.worked).toEqual(notice.worked.map((day) => day.slice(5)));
  expect(calendar[year]?.source).toContain(notice.number);
  expect(notice.worked.filter(weekday), 'make-up days lie on weekends').toEqual([]);
  for (const day of daysOf(year)) expect(works(day), day).toBe(notice.worked.includes(day) || (weekday(day) && !free.includes(day)));
});

test.each(Object.entries(notices))('W1 %s has the working days the law leaves', (year, { workingDays }) => {
  expect(daysOf(year).filter(works)).toHaveLength(workingDays);
});

test.each(Object.entries(notices))('W1 %s: each holiday is as long as the notice says', (_year, { off, days }) => {
  const lengths = off.map(([first, last]) => (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1);
  expect(lengths).toEqual(days);
});

const published = Object.entries(notices).flatMap(([year, { off, worked }]) => [
  ...off.flatMap(([first, last]) => {
    const days: [string, boolean, string][] = [];
    for (let day = first; day <= last; day = addDays(day, 1)) days.push([day, false, year]);
    return days;
  }),
  ...worked.map((day): [string, boolean, string] => [day, true, year]),
]);
test.each(published)('W1 %s works: %s, as published for %s', (day, expected) => {
  const { value, known, unknownYears } = isWorkingDay(calendar, day);
  expect(value).toBe(expected);
  // The first holiday of 2023 began on the last Saturday of a year that was not published here.
  expect(known).toBe(day.slice(0, 4) in notices);
  expect(unknownYears).toEqual(known ? [] : [day.slice(0, 4)]);
});

/** Month and day of the Chinese calendar, from ICU and not from the notices; a leap month has `bis`. */
const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric' });
const lunarOf = (day: string): string => lunar.format(startOfDay(day) + 43_200_000);
/** The days off by law: Regulations on public holidays, State Council order 795 of 2024, two more days since 2025. */
const byLaw = (year: string): readonly string[] => {
  const more = Number(year) >= 2025;
  const byMoon = ['1/1', '1/2', '1/3', '5/5', '8/15'];
  const eve = more ? daysOf(year).filter((day) => lunarOf(addDays(day, 1)) === '1/1') : [];
  const bySun = ['01-01', '05-01', ...(more ? ['05-02'] : []), '10-01', '10-02', '10-03'];
  return [...daysOf(year).filter((day) => byMoon.includes(lunarOf(day)) || bySun.includes(day.slice(5))), ...eve];
};

test.each(Object.keys(notices))('W1 %s: every day off by law is off, by the sun and by the moon', (year) => {
  const law = byLaw(year);
  // Qingming is a solar term: on the 4th or 5th of April.
  expect(law).toHaveLength(Number(year) >= 2025 ? 12 : 10);
  expect(law.filter(works)).toEqual([]);
  expect(works(`${year}-04-04`) && works(`${year}-04-05`)).toBe(false);
});

test.each([
  ['2023-10-07', true, 'Saturday worked after the National Day'],
  ['2024-02-09', true, 'New Year’s Eve of 2024: leave was only encouraged'],
  ['2024-02-18', true, 'Sunday worked after the Spring Festival'],
  ['2024-06-10', false, 'Dragon Boat Festival on a Monday'],
  ['2025-01-28', false, 'New Year’s Eve, off by law since 2025'],
  ['2025-10-08', false, 'last day of the eight'],
  ['2026-01-02', false, 'Friday off'],
  ['2026-01-04', true, 'Sunday worked for it'],
  ['2026-02-23', false, 'Monday, last day of the nine'],
  ['2026-10-10', true, 'Saturday worked'],
  ['2026-10-24', false, 'an ordinary Saturday'],
])('W1 %s works: %s (%s)', (day, expected) => expect(works(day)).toBe(expected));

test('W2 a day lasts from midnight to midnight in Shanghai', () => {
  expect(new Date(startOfDay('2026-10-24')).toISOString()).toBe('2026-10-23T16:00:00.000Z');
  expect(endOfDay('2026-10-24')).toBe(startOfDay('2026-10-25') - 1);
  expect(dayOf(Date.UTC(2026, 9, 23, 15, 59, 59, 999))).toBe('2026-10-23');
  expect(dayOf(Date.UTC(2026, 9, 23, 16))).toBe('2026-10-24');
  expect(dayOf(Date.UTC(1988, 6, 1, 15, 30)), 'no daylight saving, not even for 1988').toBe('1988-07-01');
});

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2024-02-29', true],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['', false],
])('W2 %s is a day: %s', (text, expected) => expect(isDay(text)).toBe(expected));

test('W3 counting begins on the day after', () => {
  expect(addWorkingDays(calendar, '2026-10-23', 1)).toEqual({ value: '2026-10-26', known: true, unknownYears: [] });
  expect(addWorkingDays(calendar, '2026-10-24', 3).value, 'issued on a Saturday').toBe('2026-10-28');
  expect(addWorkingDays(calendar, '2026-09-30', 1).value, 'over the National Day').toBe('2026-10-08');
  expect(addWorkingDays(calendar, '2026-09-30', 3).value, 'with the Saturday worked').toBe('2026-10-10');
  expect(addWorkingDays(calendar, '2026-10-12', -1).value, 'backwards').toBe('2026-10-10');
  expect(addWorkingDays(calendar, '2026-10-24', 0).value).toBe('2026-10-24');
  expect(workingDaysBetween(calendar, '2026-09-30', '2026-10-12').value).toBe(4);
  expect(workingDaysBetween(calendar, '2026-10-12', '2026-09-30').value).toBe(-4);
});

const anyDay = fc.integer({ min: 0, max: 1400 }).map((n) => addDays('2023-01-01', n));

test('W3 going n on and counting gives n', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (day, n) => {
      const there = addWorkingDays(calendar, day, n).value;
      expect(workingDaysBetween(calendar, day, there).value).toBe(n);
      expect(n === 0 || works(there)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('W3 days between add up', () => {
  fc.assert(
    fc.property(anyDay, anyDay, anyDay, (a, b, c) => {
      const between = (from: string, to: string): number => workingDaysBetween(calendar, from, to).value;
      const [early, middle, late] = [a, b, c].sort() as [string, string, string];
      expect(between(early, middle) + between(middle, late)).toBe(between(early, late));
    }),
    { numRuns: 150 },
  );
});

test('W4 a year that was not published counts Monday to Friday and is named', () => {
  expect(isWorkingDay(calendar, '2031-10-01')).toEqual({ value: true, known: false, unknownYears: ['2031'] });
  expect(isWorkingDay(calendar, '2031-10-04')).toEqual({ value: false, known: false, unknownYears: ['2031'] });
  expect(addWorkingDays({}, '2026-02-13', 1)).toEqual({ value: '2026-02-16', known: false, unknownYears: ['2026'] });
  expect(workingDaysBetween(calendar, '2026-12-30', '2027-01-04')).toEqual({ value: 3, known: false, unknownYears: ['2027'] });
  expect(workingDaysBetween(calendar, '2026-12-01', '2026-12-31').known).toBe(true);
  expect(workingDaysBetween(calendar, '2022-12-30', '2027-01-04').unknownYears).toEqual(['2022', '2027']);
  expect(addWorkingDays(calendar, '2023-01-03', -1), 'backwards into a year that is not here').toEqual({
    ...{ value: '2022-12-30', known: false, unknownYears: ['2022'] },
  });
  expect(Object.keys(calendar)).toEqual(Object.keys(notices));
});
