/** Sums of public items as charts take them. */
import type { Day } from '#shared/core/calendar.ts';
import type { TallyAnswer } from '#shared/core/wire.ts';
import { measure, type FormulaId, type Measure } from '#shared/figures/scorecard.ts';
import { getJson } from '#web/lib/live/http.ts';

/** The same day a year earlier, from its first day of the month on: twelve whole months and what is left. */
const yearBefore = (day: Day): Day => `${Number(day.slice(0, 4)) - 1}-${day.slice(5, 7)}-01`;

/** `''` = all departments together. */
export const groupOf = (department: string): string => (department === '' ? '' : `department:${department}`);

export interface Sums {
  readonly series: TallyAnswer;
  readonly departments: TallyAnswer;
}

/** Null: could not be read. */
export const readSums = async (asOf: Day, department: string): Promise<Sums | null> => {
  const query = (given: Readonly<Record<string, string>>) =>
    `/api/tallies/items-public?${new URLSearchParams({ upTo: asOf, ...given }).toString()}`;
  const [series, departments] = await Promise.all([
    getJson<TallyAnswer>(query({ group: groupOf(department), since: yearBefore(asOf), by: 'month' })),
    getJson<TallyAnswer>(query({ groups: 'department:' })),
  ]);
  return series && departments ? { series, departments } : null;
};

interface Compared {
  readonly key: string;
  readonly label: string;
  readonly n: number;
  readonly value: { readonly share: number; readonly low: number; readonly high: number } | null;
}

const valueOf = ({ value, interval, small }: Measure): Compared['value'] =>
  value === null || interval === null || small ? null : { share: value, ...interval };

/** By name, so that no order looks like a ranking; those with nothing to compare are left out. */
export const compared = (
  { sums }: TallyAnswer,
  formula: FormulaId,
  smallCount: number,
  nameOf: (department: string) => string,
): readonly Compared[] =>
  Object.entries(sums)
    .map(([group, figures]) => {
      const department = group.slice('department:'.length);
      const made = measure(formula, figures, smallCount);
      return { key: department, label: nameOf(department), n: made.n, value: valueOf(made) };
    })
    .filter(({ n }) => n > 0)
    .toSorted((a, b) => a.label.localeCompare(b.label, 'zh'));
