/** Rows of open rating rounds for whoever enters papers, and of the rules that items left behind. */
import { hasRole, type Actor } from '../core/actor.ts';
import { startOfDay } from '../core/calendar.ts';
import type { Model, Row } from '../core/kind.ts';
import type { InstitutionalOutcome, Paper } from './judging-state.ts';
import type { Publicity, State } from './state.ts';

export interface PapersRow extends Row {
  readonly number: string;
  readonly title: string;
  readonly session: string;
  readonly endsAt: number;
  /** Person ids of who was asked and has neither rated nor a paper that waits. */
  readonly open: readonly string[];
  readonly waiting: readonly (Paper & { readonly id: string })[];
}
interface KeptPapers extends PapersRow {
  readonly hosts: readonly string[];
  readonly departments: readonly string[];
}

const papersRow = (state: State): KeptPapers | null => {
  if (state.stage !== 'verified' || state.round.endedAt !== null) return null;
  const { number, title, session, lead, cooperating } = state.matter;
  const { papers, ratings, endsAt } = state.round;
  const waiting = Object.entries(papers).flatMap(([id, paper]) => (paper.status === 'waiting' ? [{ id, ...paper }] : []));
  const open = (state.raters ?? []).filter((rater) => !ratings[rater] && !waiting.some((paper) => paper.rater === rater));
  return { number, title, session, endsAt, open, waiting, hosts: state.hosts, departments: [lead, ...cooperating] };
};

const papersOf = (row: Row): KeptPapers => row as KeptPapers;

const judges = (viewer: Actor, hosts: readonly string[]): boolean =>
  hasRole(viewer, 'admin', 'supervisor', 'auditor') || hosts.includes(viewer.id);

/** Rounds that end first come first. Nobody of a department whose work it is learns that there are papers. */
export const papers: Model<State> = {
  row: papersRow,
  sort: (row) => -papersOf(row).endsAt,
  indexes: {
    session: (row) => papersOf(row).session,
    host: (row) => papersOf(row).hosts,
    /** `yes`: a second person is waited for. */
    waiting: (row) => (papersOf(row).waiting.length > 0 ? 'yes' : 'no'),
  },
  sees: (row, viewer) => {
    const { hosts, departments, ...shown } = papersOf(row);
    if (viewer.department !== null && departments.includes(viewer.department)) return null;
    return judges(viewer, hosts) ? shown : null;
  },
};

export interface OutcomesRow extends Row {
  /** Of the item it came from, and its session. */
  readonly number: string;
  readonly item: string;
  readonly session: string;
  readonly department: string;
  readonly publicity: Publicity;
  /** Newest first, withdrawn ones with their reason. */
  readonly outcomes: readonly InstitutionalOutcome[];
}
interface KeptOutcomes extends OutcomesRow {
  readonly hosts: readonly string[];
  readonly cooperating: readonly string[];
}

const outcomesRow = (state: State): KeptOutcomes | null => {
  if (state.stage === 'unissued' || state.outcomes.length === 0) return null;
  const { number, title, session, lead, cooperating, publicity } = state.matter;
  const outcomes = state.outcomes.toSorted((a, b) => (a.day === b.day ? b.recordedAt - a.recordedAt : a.day < b.day ? 1 : -1));
  return { number, item: title, session, department: lead, publicity, outcomes, hosts: state.hosts, cooperating };
};

const outcomesOf = (row: Row): KeptOutcomes => row as KeptOutcomes;

export const outcomes: Model<State> = {
  row: outcomesRow,
  sort: (row) => Math.max(...outcomesOf(row).outcomes.map(({ day }) => startOfDay(day))),
  indexes: {
    session: (row) => outcomesOf(row).session,
    department: (row) => outcomesOf(row).department,
    /** `yes`: at least one of them holds. */
    holds: (row) => (outcomesOf(row).outcomes.some(({ withdrawn }) => withdrawn === null) ? 'yes' : 'no'),
  },
  text: (row) =>
    `${outcomesOf(row).number} ${outcomesOf(row)
      .outcomes.map(({ title, text }) => `${title} ${text}`)
      .join(' ')}`,
  sees: (row, viewer) => {
    const { hosts, cooperating, ...shown } = outcomesOf(row);
    const theirs = viewer.department !== null && [shown.department, ...cooperating].includes(viewer.department);
    return shown.publicity === 'public' || theirs || judges(viewer, hosts) ? shown : null;
  },
};
