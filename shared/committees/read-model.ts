import type { PersonId } from '../core/actor.ts';
import type { Model, Row } from '../core/kind.ts';
import type { State } from './state.ts';

export type CommitteeRow = {
  readonly name: string;
  readonly members: readonly PersonId[];
  readonly departments: readonly string[];
  readonly retired: boolean;
};

const read = (row: Row): CommitteeRow => row as CommitteeRow;

export const committees: Model<State> = {
  row(state): CommitteeRow | null {
    if (state.stage === 'unknown') return null;
    const { name, members, departments } = state;
    return { name, members, departments, retired: state.stage === 'retired' };
  },
  sort: () => 0,
  indexes: {
    stage: (row) => (read(row).retired ? 'retired' : 'established'),
    department: (row) => read(row).departments,
    member: (row) => read(row).members,
  },
  text: (row) => read(row).name,
  sees: (row, viewer) => (viewer.roles.length > 0 ? row : { ...row, members: [] }),
};
