/** The yearly assessment, frozen: department scorecards of one year as they stood on a day. The house signs it. */
import type { Day } from '../core/calendar.ts';
import type { Measure } from '../figures/scorecard.ts';

export interface DepartmentCard {
  readonly department: string;
  /** Sums at the end of the day, and at the end of the year before: the year is the difference. */
  readonly figures: Readonly<Record<string, number>>;
  readonly before: Readonly<Record<string, number>>;
  readonly measures: readonly Measure[];
}

export interface Frozen {
  readonly year: number;
  /** Last day that counts: the last of the year, or the day it was asked while the year goes on. */
  readonly day: Day;
  readonly pack: { readonly name: string; readonly version: number };
  readonly smallCount: number;
  /** By id. */
  readonly departments: readonly DepartmentCard[];
}

/** Newest last; while the year goes on there may be several. */
export interface State {
  readonly frozen: readonly (Frozen & { readonly at: number; readonly seq: number })[];
}

export const initial: State = { frozen: [] };

export type Event = { readonly type: 'frozen' } & Frozen;

export const refusals = [
  'not-allowed',
  /** The address names no year, or one that has not begun. */
  'no-year',
  /** The whole year is frozen already. */
  'already-frozen',
] as const;
export type RefusalCode = (typeof refusals)[number];
