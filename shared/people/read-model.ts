import { hasRole, type Actor, type StandingRole } from '../core/actor.ts';
import type { Model, Row } from '../core/kind.ts';
import type { State } from './state.ts';

/** One line of the register of people. `name` is empty once erased. */
export type PersonRow = {
  readonly name: string;
  readonly phone: string | null;
  readonly roles: readonly StandingRole[];
  readonly department: string | null;
  readonly disabled: boolean;
};

const read = (row: Row): PersonRow => row as PersonRow;

export const people: Model<State> = {
  row(state): PersonRow | null {
    if (state.stage === 'unknown') return null;
    const { facts, roles, department } = state;
    return { name: facts?.name ?? '', phone: facts?.phone ?? null, roles, department, disabled: state.stage === 'disabled' };
  },
  /** Nobody is more urgent than another: the order of the ids. */
  sort: () => 0,
  indexes: {
    department: (row) => read(row).department,
    role: (row) => read(row).roles,
  },
  text: (row) => read(row).name,
  sees(row, viewer: Actor) {
    if (hasRole(viewer, 'admin')) return row;
    return viewer.roles.length > 0 ? { ...read(row), phone: null } : null;
  },
};
