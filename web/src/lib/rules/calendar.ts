import { addDays, isWorkingDay, type Calendar, type Day } from '#shared/core/calendar.ts';

export interface Stretch {
  readonly from: Day;
  readonly to: Day;
}

const isOff = (calendar: Calendar, day: Day): boolean => !isWorkingDay(calendar, day).value;

/** The holidays of a year as people say them: each published day off with the free days before and after it. */
export const holidaysOf = (calendar: Calendar, year: string): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  for (const date of calendar[year]?.off ?? []) {
    const day = `${year}-${date}`;
    const last = stretches.at(-1);
    if (last && day <= last.to) continue;
    let [from, to] = [day, day];
    // A weekend that touches a holiday belongs to it; over the end of the year only as far as that year is known.
    while (isOff(calendar, addDays(from, -1)) && calendar[addDays(from, -1).slice(0, 4)]) from = addDays(from, -1);
    while (isOff(calendar, addDays(to, 1)) && calendar[addDays(to, 1).slice(0, 4)]) to = addDays(to, 1);
    stretches.push({ from, to });
  }
  return stretches;
};

export const workingDaysOf = (calendar: Calendar, year: string): number => {
  let days = 0;
  for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) if (isWorkingDay(calendar, day).value) days += 1;
  return days;
};
