import { hasRole, type Actor } from '../core/actor.ts';
import { never, type Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command } from './commands.ts';
import { conclusionOf, groundOf, waiting } from './concluding.ts';
import type { Evaluation, Event, RefusalCode, State } from './state.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;
type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

const begin = (state: State, { pack, ...occasion }: Occasion): Outcome => {
  if (state.stage !== 'none') return refuse('already-begun');
  const yardstick = { ...pack.evaluation, pack: pack.name, version: pack.version };
  if ((groundOf(occasion, yardstick).session['stage:closed'] ?? 0) === 0) return refuse('session-not-over');
  return [{ type: 'begun', yardstick }];
};

const score = ({ indicator, points, reason }: CommandOf<'score'>, { yardstick, scores }: Evaluation, { id }: Actor): Outcome => {
  const known = Object.hasOwn(yardstick.indicators, indicator) ? yardstick.indicators[indicator] : undefined;
  if (!known || known.computed !== null) return refuse('not-scored');
  const before = scores[indicator]?.[id];
  if (before?.points === points && before.reason === reason) return [];
  return [{ type: 'scored', indicator, scorer: id, points, reason }];
};

export const decide = (command: Command, state: State, actor: Actor, occasion: Occasion): Outcome => {
  if (!hasRole(actor, 'supervisor', 'admin')) return refuse('not-allowed');
  if (command.type === 'begin') return begin(state, occasion);
  if (state.stage === 'none') return refuse('not-begun');
  if (command.type === 'reopen')
    return state.stage === 'concluded' ? [{ type: 'reopened', reason: command.reason }] : refuse('not-concluded');
  if (state.stage === 'concluded') return refuse('concluded');
  switch (command.type) {
    case 'score':
      return score(command, state, actor);
    case 'conclude': {
      const open = waiting(state).length;
      if (open > 0) return refuse('scores-missing', { open });
      return [{ type: 'concluded', ...conclusionOf(state, groundOf(occasion, state.yardstick), actor.now) }];
    }
    default:
      return never(command);
  }
};
