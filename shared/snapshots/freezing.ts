/** How a year is frozen. */
import { dayOf, type Day } from '../core/calendar.ts';
import type { Occasion, SumQuery, Sums } from '../core/kind.ts';
import { idOf, type StreamId } from '../core/recorded.ts';
import { formulas, measure, scored, type FormulaId } from '../figures/scorecard.ts';
import type { DepartmentCard, Frozen } from './state.ts';

type Figures = Readonly<Record<string, number>>;
const prefix = 'department:';

/** Null when the stream is not named by a year. */
export const yearOf = (stream: StreamId): number | null => (/^2\d{3}$/.test(idOf(stream)) ? Number(idOf(stream)) : null);
export const lastDay = (year: number): Day => `${year}-12-31`;

export const asked = (stream: StreamId): readonly SumQuery[] => {
  const year = yearOf(stream);
  if (year === null) return [];
  const of = { tally: 'items', groups: { startingWith: prefix } };
  return [
    { ...of, name: 'then', upTo: lastDay(year) },
    { ...of, name: 'before', upTo: lastDay(year - 1) },
  ];
};

/** What of ratings may not be told in parts is not told here. */
const told = (figures: Figures = {}): Figures =>
  Object.fromEntries(Object.entries(figures).filter(([figure]) => !figure.startsWith('held.')));

const difference = (then: Figures, before: Figures): Figures => {
  const names = new Set([...Object.keys(then), ...Object.keys(before)]);
  return Object.fromEntries([...names].map((name) => [name, (then[name] ?? 0) - (before[name] ?? 0)]));
};

/** Formulas over how things stand, and not over what happened in a year. */
const standing: ReadonlySet<FormulaId> = new Set(
  scored.filter((id) =>
    [...formulas[id].above, ...formulas[id].below].some((figure) => figure.startsWith('stage:') || figure === 'overdue'),
  ),
);

/** Closed and overdue shares as of the day; everything else of the year alone. */
export const yearly = (then: Figures, before: Figures, smallCount: number): DepartmentCard['measures'] => {
  const year = difference(then, before);
  return scored.map((formula) => measure(formula, standing.has(formula) ? then : year, smallCount));
};

export const freeze = (sums: Readonly<Record<string, Sums>>, year: number, now: number, pack: Occasion['pack']): Frozen => {
  const { smallCount } = pack.item;
  const [all = {}, earlier = {}] = [sums['then'], sums['before']];
  const departments = Object.keys(all)
    .toSorted()
    .map((group): DepartmentCard => {
      const [figures, before] = [told(all[group]), told(earlier[group])];
      return { department: group.slice(prefix.length), figures, before, measures: yearly(figures, before, smallCount) };
    });
  const [today, last] = [dayOf(now), lastDay(year)];
  return { year, day: today < last ? today : last, pack: { name: pack.name, version: pack.version }, smallCount, departments };
};
