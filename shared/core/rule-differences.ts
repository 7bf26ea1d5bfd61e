/** What another pack would change, before it does: value by value, and day by day. */
import { addDays, isWorkingDay, type Calendar, type Day } from './calendar.ts';
import { sameValue } from './differences.ts';
import type { RulePack } from './rule-pack.ts';

/** `before` is absent where something was added, `after` where it was removed. */
export interface RuleDifference {
  readonly path: readonly string[];
  readonly how: 'added' | 'removed' | 'changed';
  readonly before?: unknown;
  readonly after?: unknown;
}

type Part = Readonly<Record<string, unknown>>;
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] | null => (Array.isArray(value) ? (value as readonly unknown[]) : null);
/** Lists of parts of the same length are compared place by place; every other list as a whole. */
const asPart = (value: unknown, other: unknown): Part | null => {
  if (isPart(value)) return value;
  const [ours, theirs] = [listOf(value), listOf(other)];
  if (!ours || ours.length !== theirs?.length || ![...ours, ...theirs].every(isPart)) return null;
  return Object.fromEntries(ours.map((one, n) => [String(n), one]));
};

const between = (path: readonly string[], before: unknown, after: unknown): readonly RuleDifference[] => {
  if (sameValue(before, after)) return [];
  const [was, is] = [asPart(before, after), asPart(after, before)];
  if (!was || !is) return [{ path, how: 'changed', before, after }];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key): readonly RuleDifference[] => {
    const there = [...path, key];
    if (!Object.hasOwn(was, key)) return [{ path: there, how: 'added', after: is[key] }];
    if (!Object.hasOwn(is, key)) return [{ path: there, how: 'removed', before: was[key] }];
    return between(there, was[key], is[key]);
  });
};

/** In the order of the file; the number of the version is no difference. */
export const ruleDifferences = (before: RulePack, after: RulePack): readonly RuleDifference[] =>
  between([], { ...before, version: 0 }, { ...after, version: 0 });

export interface ChangedDay {
  readonly day: Day;
  /** From then on. */
  readonly works: boolean;
}

/** Days of the years that either calendar knows on which it would be worked no more, or from then on. */
export const changedDays = (before: Calendar, after: Calendar): readonly ChangedDay[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((year) => {
    const days: ChangedDay[] = [];
    if (sameValue(before[year], after[year])) return days;
    for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) {
      const works = isWorkingDay(after, day).value;
      if (works !== isWorkingDay(before, day).value) days.push({ day, works });
    }
    return days;
  });
