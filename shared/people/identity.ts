import type { StandingRole } from '../core/actor.ts';
import { people } from './kind.ts';
import type { Command } from './commands.ts';
import type { State } from './state.ts';

/** How the server learns who may do what without knowing which kind keeps it. */
export const identity = {
  kind: people,
  /** The command that makes a person, to be asked by the house on a fresh stream. */
  register: (name: string, roles: readonly StandingRole[]): Command => ({ type: 'register', name, roles: [...roles], department: null }),
  /** Null: unknown or disabled, that is: nobody. */
  actor: (state: State): { readonly roles: readonly StandingRole[]; readonly department: string | null } | null =>
    state.stage === 'active' ? { roles: state.roles, department: state.department } : null,
};
