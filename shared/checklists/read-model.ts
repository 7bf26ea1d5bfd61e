/** One row for each session's lists: what is being written, signed, issued. */
import { hasRole, type Actor } from '../core/actor.ts';
import type { Model, Row } from '../core/kind.ts';
import type { State } from './state.ts';

interface ChecklistRow extends Row {
  readonly session: string;
  readonly title: string;
  readonly stage: State['stage'];
  readonly number: { readonly year: number; readonly number: number } | null;
  readonly changedAt: number;
  readonly suggestions: number;
  readonly responsibilities: number;
  /** Parties that have not signed. */
  readonly waitsFor: readonly string[];
  readonly departments: readonly string[];
  /** Not shown: who may see the row before it is issued. */
  readonly seated: readonly string[];
}

const row = (state: State): ChecklistRow | null => {
  if (state.session === null) return null;
  const inked = state.stage === 'signing' || state.stage === 'issued' ? state : { suggestions: [], responsibilities: [] };
  return {
    session: state.session,
    title: state.title,
    stage: state.stage,
    number: state.number,
    changedAt: state.stage === 'signing' ? state.proposedAt : state.stage === 'issued' ? state.issuedAt : 0,
    suggestions: inked.suggestions.length,
    responsibilities: inked.responsibilities.length,
    waitsFor: state.stage === 'signing' ? state.parties.filter((party) => state.signed[party] === undefined) : [],
    departments: [...new Set(inked.responsibilities.flatMap(({ lead, cooperating }) => [lead, ...cooperating]))],
    seated: Object.keys(state.seats),
  };
};

const sees = (row: ChecklistRow, viewer: Actor): Row | null => {
  const { seated, ...shown } = row;
  if (hasRole(viewer, 'admin', 'supervisor', 'auditor') || seated.includes(viewer.id)) return shown;
  if (viewer.department !== null && shown.departments.includes(viewer.department)) return shown;
  if (row.stage !== 'issued') return null;
  const { session, title, stage, number, changedAt } = row;
  return { session, title, stage, number, changedAt };
};

const known = (row: Row): ChecklistRow => row as ChecklistRow;

export const checklistsModel: Model<State> = {
  row,
  sort: (row) => (known(row).stage === 'issued' ? known(row).changedAt : Number.MAX_SAFE_INTEGER - 1),
  indexes: {
    stage: (row) => known(row).stage,
    /** Those who still have to sign: `host` or a department. */
    waitsFor: (row) => known(row).waitsFor,
    seated: (row) => known(row).seated,
  },
  text: (row) => known(row).title,
  sees: (row, viewer) => sees(known(row), viewer),
};
