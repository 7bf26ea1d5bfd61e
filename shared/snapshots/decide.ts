import { hasRole, type Actor } from '../core/actor.ts';
import { dayOf } from '../core/calendar.ts';
import type { Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command } from './commands.ts';
import { freeze, lastDay, yearOf } from './freezing.ts';
import type { Event, RefusalCode, State } from './state.ts';

/** Throws without the sums: a browser cannot decide this. */
export const decide = (
  _command: Command,
  state: State,
  actor: Actor,
  { stream, sums, pack }: Occasion,
): readonly Event[] | Refusal<RefusalCode> => {
  if (!hasRole(actor, 'admin', 'auditor')) return refuse('not-allowed');
  const year = yearOf(stream);
  if (year === null || String(year) > dayOf(actor.now).slice(0, 4)) return refuse('no-year');
  const last = state.frozen.at(-1);
  // On the last day itself more may still come.
  if (last && last.day === lastDay(year) && dayOf(last.at) > last.day) return refuse('already-frozen');
  if (!sums) throw new Error('a snapshot needs the sums of the house');
  return [{ type: 'frozen', ...freeze(sums, year, actor.now, pack) }];
};
