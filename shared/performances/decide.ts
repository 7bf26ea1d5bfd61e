import { hasRole, isHouse, type Actor } from '../core/actor.ts';
import { never, type Occasion } from '../core/kind.ts';
import { idOf } from '../core/recorded.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command } from './commands.ts';
import type { Event, RefusalCode, State } from './state.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;
type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

/** What was credited before under the same name is not credited again. */
const credit = (
  { stream, seq, title, credits }: CommandOf<'credit'>,
  state: State,
  actor: Actor,
  { stream: own, pack }: Occasion,
): Outcome => {
  if (!isHouse(actor)) return refuse('not-house');
  const person = idOf(own);
  return credits.flatMap(({ sort, of, times }): Event[] => {
    const id = `${sort}:${of}`;
    if (state.credits.some((one) => one.id === id)) return [];
    const points = pack.performance.points[sort];
    return [{ type: 'credited', person, credit: { id, sort, source: { stream, seq }, title, times, points, at: actor.now } }];
  });
};

const appeal = (command: CommandOf<'appeal'>, { credits, appeals }: State, actor: Actor, { stream, id }: Occasion): Outcome => {
  if (actor.id === '' || actor.id !== idOf(stream)) return refuse('not-allowed');
  if (command.credit !== null && !credits.some((one) => one.id === command.credit)) return refuse('unknown-credit');
  if (appeals.some((one) => one.decided === null && one.credit === command.credit)) return refuse('already-appealed');
  return [{ type: 'appealed', person: actor.id, appeal: id, credit: command.credit, reason: command.reason }];
};

const decideAppeal = (command: CommandOf<'decideAppeal'>, { appeals }: State, actor: Actor, { stream }: Occasion): Outcome => {
  if (!hasRole(actor, 'supervisor', 'admin')) return refuse('not-allowed');
  if (actor.id === idOf(stream)) return refuse('not-yourself');
  const found = appeals.find(({ id }) => id === command.appeal);
  if (!found) return refuse('unknown-appeal');
  if (found.decided) return refuse('already-decided');
  const { outcome, points, reason } = command;
  const fits = outcome === 'kept' ? points === null : points !== null && (outcome === 'granted') === (found.credit === null);
  return fits ? [{ type: 'appealDecided', appeal: found.id, outcome, points, reason }] : refuse('outcome-unfit');
};

export const decide = (command: Command, state: State, actor: Actor, occasion: Occasion): Outcome => {
  switch (command.type) {
    case 'credit':
      return credit(command, state, actor, occasion);
    case 'appeal':
      return appeal(command, state, actor, occasion);
    case 'decideAppeal':
      return decideAppeal(command, state, actor, occasion);
    default:
      return never(command);
  }
};
