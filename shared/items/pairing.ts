/** 双督办: one lead for party or government and one for the CPPCC, who both act in each cycle. */
import type { Actor } from '../core/actor.ts';
import type { Deadline } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command, CommandOf } from './commands.ts';
import { sides } from './handling-state.ts';
import { mayNotJudge, sideOf } from './parties.ts';
import type { Event, Live, RefusalCode } from './state.ts';
import { daysLater } from './terms.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;

const act = ({ text, files }: CommandOf<'act'>, item: Live, actor: Actor): Outcome => {
  if (item.pair === null) return refuse('not-paired');
  const side = sideOf(item, actor);
  if (side === null) return refuse('not-allowed');
  // Whom a person belongs to is known only when they act.
  if (actor.department === item.matter.lead) return refuse('own-department');
  return [{ type: 'acted', side, cycle: item.pair.cycle, text, files }];
};

export const lead = (command: CommandOf<'pair' | 'unpair' | 'act'>, item: Live, actor: Actor): Outcome => {
  if (command.type === 'act') return act(command, item, actor);
  const not = mayNotJudge(item, actor);
  if (not) return not;
  if (command.type === 'unpair') return item.pair ? [{ type: 'unpaired', reason: command.reason }] : refuse('not-paired');
  if (item.stage === 'closed') return refuse('wrong-stage');
  if (item.pair) return refuse('already-paired');
  const { government, cppcc, days } = command;
  if (government === cppcc) return refuse('same-person');
  return [{ type: 'paired', n: item.pairs + 1, government, cppcc, days, endsAt: daysLater(actor.now, days) }];
};

export const pairDeadlines = ({ pair }: Live): readonly Deadline<Command>[] =>
  pair === null
    ? []
    : [{ at: pair.endsAt, key: `pair:${pair.n}:${pair.cycle}`, command: { type: 'endCycle', pair: pair.n, cycle: pair.cycle } }];

/** The next cycle begins where this one ended, however late the house came to it. */
export const endCycle = ({ pair }: Live): readonly Event[] => {
  if (pair === null) return [];
  const missed = sides.filter((side) => pair.acted[side] === null);
  return [{ type: 'cycleEnded', pair: pair.n, cycle: pair.cycle, missed, endsAt: daysLater(pair.endsAt, pair.days) }];
};
