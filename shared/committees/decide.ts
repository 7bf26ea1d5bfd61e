import { hasRole, isHouse, type Actor } from '../core/actor.ts';
import { sameValue } from '../core/differences.ts';
import { never } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command } from './commands.ts';
import type { Event, RefusalCode, State } from './state.ts';

export const decide = (command: Command, state: State, actor: Actor): readonly Event[] | Refusal<RefusalCode> => {
  if (!isHouse(actor) && !hasRole(actor, 'admin')) return refuse('not-allowed');
  if (command.type === 'establish') {
    const { name, members, departments } = command;
    return state.stage === 'unknown' ? [{ type: 'established', name, members, departments }] : refuse('already-established');
  }
  if (state.stage === 'unknown') return refuse('unknown-committee');
  if (state.stage === 'retired') return refuse('retired');
  switch (command.type) {
    case 'rename':
      return command.name === state.name ? [] : [{ type: 'renamed', name: command.name }];
    case 'assign':
      return sameValue(command.members, state.members) ? [] : [{ type: 'assigned', members: command.members }];
    case 'pair':
      return sameValue(command.departments, state.departments) ? [] : [{ type: 'paired', departments: command.departments }];
    case 'retire':
      return [{ type: 'retired' }];
    default:
      return never(command);
  }
};
