import { hasRole, isHouse, type Actor } from '../core/actor.ts';
import { never } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command } from './commands.ts';
import type { Event, RefusalCode, State } from './state.ts';

export const decide = (command: Command, state: State, actor: Actor): readonly Event[] | Refusal<RefusalCode> => {
  if (!isHouse(actor) && !hasRole(actor, 'admin')) return refuse('not-allowed');
  if (command.type === 'establish') {
    if (state.stage !== 'unknown') return refuse('already-established');
    return [{ type: 'established', name: command.name, shortName: command.shortName ?? command.name }];
  }
  if (state.stage === 'unknown') return refuse('unknown-department');
  if (state.stage === 'retired') return refuse('retired');
  switch (command.type) {
    case 'rename':
      return [{ type: 'renamed', name: command.name, shortName: command.shortName ?? command.name }];
    case 'retire':
      return [{ type: 'retired' }];
    default:
      return never(command);
  }
};
