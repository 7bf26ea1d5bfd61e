/** Rows of the table: what is meant to be reached beside what was. */
import { peers, serverNames, type ServerName } from './servers/candidate.ts';

/** The figure of each server; null where it could not be measured. */
export type Figures = Readonly<Partial<Record<ServerName, number | null>>>;

/** So many times what the better peer takes at most, or gives at least; or a plain limit of this server's own figure. */
export type Goal = { readonly atMostTimes: number } | { readonly atLeastTimes: number } | { readonly atMost: number };

export interface Row {
  readonly measure: string;
  readonly unit: string;
  readonly goal: string;
  /** In the unit of the goal: a ratio to the better peer, or this server's figure. Null = something was not measured. */
  readonly reached: number | null;
  readonly met: boolean | null;
  readonly figures: Figures;
}

const round = (value: number): number => Number(value.toPrecision(3));
const better = (figures: Figures, pick: (...values: number[]) => number): number | null => {
  const known = peers.flatMap((peer) => figures[peer] ?? []);
  return known.length === 0 ? null : pick(...known);
};

const said = (goal: Goal): string => {
  if ('atMost' in goal) return `≤ ${goal.atMost}`;
  return 'atMostTimes' in goal ? `≤ ${goal.atMostTimes} × the better peer` : `≥ ${goal.atLeastTimes} × the better peer`;
};

const reach = (goal: Goal, figures: Figures): number | null => {
  const mine = figures.this ?? null;
  if (mine === null || 'atMost' in goal) return mine;
  const theirs = better(figures, 'atMostTimes' in goal ? Math.min : Math.max);
  return theirs === null || theirs === 0 ? null : mine / theirs;
};

const meets = (goal: Goal, reached: number): boolean => {
  if ('atMost' in goal) return reached <= goal.atMost;
  return 'atMostTimes' in goal ? reached <= goal.atMostTimes : reached >= goal.atLeastTimes;
};

export const row = (measure: string, unit: string, goal: Goal, figures: Figures): Row => {
  const reached = reach(goal, figures);
  return {
    measure,
    unit,
    goal: said(goal),
    reached: reached === null ? null : round(reached),
    met: reached === null ? null : meets(goal, reached),
    figures: Object.fromEntries(serverNames.map((name) => [name, figures[name] == null ? null : round(figures[name])])),
  };
};
