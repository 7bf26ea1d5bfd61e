import { hasRole, isHouse, type Actor, type StandingRole } from '../core/actor.ts';
import { never, type Occasion } from '../core/kind.ts';
import { idOf, type Personal } from '../core/recorded.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command } from './commands.ts';
import type { Event, Facts, RefusalCode, State } from './state.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;
type Registered = Exclude<State, { stage: 'unknown' }>;

const rules = (actor: Actor): boolean => isHouse(actor) || hasRole(actor, 'admin');
const speaksForDepartment = (roles: readonly StandingRole[]): boolean => roles.includes('officer') || roles.includes('leader');

const personal = (subject: string, { name, phone }: { name: string; phone?: string }): Personal<Facts> => ({
  subject,
  facts: phone === undefined ? { name } : { name, phone },
});

export const decide = (command: Command, state: State, actor: Actor, occasion: Occasion): Outcome => {
  const person = idOf(occasion.stream);
  if (command.type === 'register') return register(command, state, actor, person);
  if (state.stage === 'unknown') return refuse('unknown-person');
  if (command.type === 'rename') {
    if (!rules(actor) && actor.id !== person) return refuse('not-allowed');
    return [{ type: 'renamed', personal: personal(person, command) }];
  }
  if (!rules(actor)) return refuse('not-allowed');
  return change(command, state, actor.id === person);
};

const register = (command: Extract<Command, { type: 'register' }>, state: State, actor: Actor, person: string): Outcome => {
  if (!rules(actor)) return refuse('not-allowed');
  if (state.stage !== 'unknown') return refuse('already-registered');
  const { roles, department } = command;
  if (speaksForDepartment(roles) && department === null) return refuse('no-department');
  return [{ type: 'registered', personal: personal(person, command), roles, department }];
};

const change = (command: Exclude<Command, { type: 'register' | 'rename' }>, state: Registered, own: boolean): Outcome => {
  switch (command.type) {
    case 'setRoles':
      if (state.stage === 'disabled') return refuse('disabled');
      if (own && state.roles.includes('admin') && !command.roles.includes('admin')) return refuse('not-yourself');
      if (speaksForDepartment(command.roles) && state.department === null) return refuse('no-department');
      return same(command.roles, state.roles) ? [] : [{ type: 'rolesSet', roles: command.roles }];
    case 'setDepartment':
      if (command.department === null && speaksForDepartment(state.roles)) return refuse('no-department');
      return command.department === state.department ? [] : [{ type: 'departmentSet', department: command.department }];
    case 'disable':
      if (own) return refuse('not-yourself');
      return state.stage === 'disabled' ? [] : [{ type: 'disabled' }];
    case 'enable':
      return state.stage === 'active' ? [] : [{ type: 'enabled' }];
    default:
      return never(command);
  }
};

/** Roles arrive in the order of `standingRoles`, so place by place is enough. */
const same = (some: readonly StandingRole[], others: readonly StandingRole[]): boolean =>
  some.length === others.length && some.every((role, n) => role === others[n]);
