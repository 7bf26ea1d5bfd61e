/**
 * The minutes in the record: told to be complete when the session closes, and issued by the host. Blocks name people by id; their names stay
 * with their seats.
 */
import { isHouse, type Actor } from '../core/actor.ts';
import { never, type Occasion } from '../core/kind.ts';
import { refuse } from '../core/refusal.ts';
import { checkMinutes, type Minutes, type MinutesEvent } from '../minutes/ink.ts';
import type { Command } from './commands.ts';
import { holds } from './rights.ts';
import type { Outcome, State } from './state.ts';

export const decideMinutes = (
  command: Extract<Command, { type: 'conclude' | 'issueMinutes' }>,
  state: State,
  actor: Actor,
  { documents }: Occasion,
): Outcome => {
  const { concludedAt, issued } = state.minutes;
  if (command.type === 'conclude') {
    if (!isHouse(actor)) return refuse('not-allowed');
    return concludedAt === null ? [{ type: 'minutesConcluded' }] : [];
  }
  if (!holds(state, actor, 'host')) return refuse('not-allowed');
  if (issued) return refuse('minutes-issued');
  if (concludedAt === null) return refuse('minutes-open');
  const { minutes } = documents;
  // A browser has no copy of the server's: it can't know, the server decides.
  if (!minutes) return [];
  const { blocks, problems } = checkMinutes(minutes);
  if (problems.length > 0) return refuse('rows-invalid', { problems: problems.length }, problems);
  return blocks.length === 0 ? refuse('minutes-empty') : [{ type: 'minutesIssued', blocks }];
};

export const evolveMinutes = (minutes: Minutes, event: MinutesEvent, at: number): Minutes => {
  switch (event.type) {
    case 'minutesConcluded':
      return { ...minutes, concludedAt: at };
    case 'minutesIssued':
      return { ...minutes, issued: { at, blocks: event.blocks } };
    default:
      return never(event);
  }
};

export const publicMinutes = ({ issued }: Minutes): Minutes => ({ concludedAt: null, issued });
