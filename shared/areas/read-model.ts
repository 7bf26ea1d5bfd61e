import type { PersonId } from '../core/actor.ts';
import type { Model, Row } from '../core/kind.ts';
import type { State } from './state.ts';

export type AreaRow = {
  readonly name: string;
  readonly supervisors: readonly PersonId[];
  readonly places: readonly string[];
  readonly retired: boolean;
};

const read = (row: Row): AreaRow => row as AreaRow;

export const areas: Model<State> = {
  row(state): AreaRow | null {
    if (state.stage === 'unknown') return null;
    const { name, supervisors, places } = state;
    return { name, supervisors, places, retired: state.stage === 'retired' };
  },
  sort: () => 0,
  indexes: {
    stage: (row) => (read(row).retired ? 'retired' : 'established'),
    /** Whose area it is. */
    supervisor: (row) => read(row).supervisors,
  },
  text: (row) => [read(row).name, ...read(row).places].join(' '),
  sees: (row, viewer) => (viewer.roles.length > 0 ? row : { ...row, supervisors: [] }),
};
