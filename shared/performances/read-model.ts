import { hasRole, type Actor, type PersonId } from '../core/actor.ts';
import { dayOf } from '../core/calendar.ts';
import type { Model, Row } from '../core/kind.ts';
import { creditSorts } from '../core/rule-evaluation.ts';
import type { Credit, State } from './state.ts';

/** One member in a list. */
export type PerformanceRow = {
  readonly person: PersonId;
  /** Year → points, by the civil year of the credit. */
  readonly years: Readonly<Record<string, number>>;
  /** Year → sort → how many credits. */
  readonly sorts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly openAppeals: number;
};

export const yearOf = ({ at }: Pick<Credit, 'at'>): string => dayOf(at).slice(0, 4);
/** Whoever keeps such records, and whoever it is about. */
export const keepsRecords = (viewer: Actor): boolean => hasRole(viewer, 'supervisor', 'admin', 'auditor');

const read = (row: Row): PerformanceRow => row as PerformanceRow;

const inYears = (credits: readonly Credit[]): Pick<PerformanceRow, 'years' | 'sorts'> => {
  const years: Record<string, number> = {};
  const sorts: Record<string, Record<string, number>> = {};
  for (const credit of credits) {
    const year = yearOf(credit);
    years[year] = (years[year] ?? 0) + credit.points;
    const counts = (sorts[year] ??= Object.fromEntries(creditSorts.map((sort) => [sort, 0])));
    counts[credit.sort] = (counts[credit.sort] ?? 0) + 1;
  }
  return { years, sorts };
};

export const performances: Model<State> = {
  row({ person, credits, appeals }): PerformanceRow | null {
    if (person === null) return null;
    return { person, ...inYears(credits), openAppeals: appeals.filter(({ decided }) => decided === null).length };
  },
  sort: (row) => read(row).openAppeals,
  indexes: { person: (row) => read(row).person },
  sees: (row, viewer) => (keepsRecords(viewer) || (viewer.id !== '' && read(row).person === viewer.id) ? row : null),
};
