import { isHouse, type Actor } from '../core/actor.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command } from './commands.ts';
import type { Event, RefusalCode, State } from './state.ts';

export const decide = (command: Command, state: State, actor: Actor): readonly Event[] | Refusal<RefusalCode> => {
  if (!isHouse(actor)) return refuse('not-allowed');
  if (Object.hasOwn(state.numbers, command.for)) return [];
  return [{ type: 'allotted', for: command.for, number: state.last + 1 }];
};
