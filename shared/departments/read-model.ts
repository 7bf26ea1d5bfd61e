import type { Model, Row } from '../core/kind.ts';
import type { State } from './state.ts';

export type DepartmentRow = { readonly name: string; readonly shortName: string; readonly retired: boolean };

const read = (row: Row): DepartmentRow => row as DepartmentRow;

export const departments: Model<State> = {
  row(state): DepartmentRow | null {
    if (state.stage === 'unknown') return null;
    return { name: state.name, shortName: state.shortName, retired: state.stage === 'retired' };
  },
  sort: () => 0,
  indexes: { stage: (row) => (read(row).retired ? 'retired' : 'established') },
  text: (row) => `${read(row).name} ${read(row).shortName}`,
  /** Offices are public. */
  sees: (row) => row,
};
