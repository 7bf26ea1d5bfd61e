import type { Model, Row } from '../core/kind.ts';
import type { State } from './state.ts';

/** One evaluation in a list; its id is that of the session. */
export type EvaluationRow = {
  readonly stage: 'scoring' | 'concluded';
  /** Of the newest conclusion; null = none yet, or nothing had a value. */
  readonly total: number | null;
  /** `YYYY-MM-DD`. */
  readonly day: string | null;
};

const read = (row: Row): EvaluationRow => row as EvaluationRow;

export const evaluations: Model<State> = {
  row(state): EvaluationRow | null {
    if (state.stage === 'none') return null;
    const newest = state.conclusions.at(-1);
    return { stage: state.stage, total: newest?.total ?? null, day: newest?.day ?? null };
  },
  sort: () => 0,
  indexes: { stage: (row) => read(row).stage },
  sees: (row, viewer) => (viewer.roles.length > 0 ? row : null),
};
