import { hasRole, isHouse, type Actor } from '../core/actor.ts';
import { sameValue } from '../core/differences.ts';
import { never } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command } from './commands.ts';
import type { Event, RefusalCode, State } from './state.ts';

export const decide = (command: Command, state: State, actor: Actor): readonly Event[] | Refusal<RefusalCode> => {
  if (!isHouse(actor) && !hasRole(actor, 'admin')) return refuse('not-allowed');
  if (command.type === 'establish') {
    const { name, supervisors, places } = command;
    return state.stage === 'unknown' ? [{ type: 'established', name, supervisors, places }] : refuse('already-established');
  }
  if (state.stage === 'unknown') return refuse('unknown-area');
  if (state.stage === 'retired') return refuse('retired');
  switch (command.type) {
    case 'rename':
      return command.name === state.name ? [] : [{ type: 'renamed', name: command.name }];
    case 'assign':
      return sameValue(command.supervisors, state.supervisors) ? [] : [{ type: 'assigned', supervisors: command.supervisors }];
    case 'outline':
      return sameValue(command.places, state.places) ? [] : [{ type: 'outlined', places: command.places }];
    case 'retire':
      return [{ type: 'retired' }];
    default:
      return never(command);
  }
};
