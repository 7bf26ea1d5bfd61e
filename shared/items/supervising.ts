/** 督办: who went to see it, when, what they found, and when they look again. */
import { hasRole, type Actor } from '../core/actor.ts';
import { dayOf, startOfDay } from '../core/calendar.ts';
import type { Deadline } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command, CommandOf } from './commands.ts';
import { evidenceFlaw } from './evidence.ts';
import { mayNotJudge, sideOf } from './parties.ts';
import type { Event, Live, RefusalCode } from './state.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;

/** Whoever judges, and the paired leads; never somebody of the lead department. */
const mayNotSupervise = (item: Live, actor: Actor): Refusal<RefusalCode> | null =>
  sideOf(item, actor) !== null && actor.department !== item.matter.lead ? null : mayNotJudge(item, actor);

const supervise = (command: CommandOf<'supervise'>, item: Live, actor: Actor): Outcome => {
  const not = mayNotSupervise(item, actor) ?? evidenceFlaw(command.taken, command.files, actor);
  if (not) return not;
  const { day, followUp, follows, people } = command;
  if (day > dayOf(actor.now)) return refuse('time-ahead');
  if (followUp !== null && followUp <= dayOf(actor.now)) return refuse('day-early');
  if (follows !== null && !item.supervisions.some(({ n }) => n === follows)) return refuse('unknown-supervision');
  return [{ ...command, type: 'supervised', n: item.supervisions.length + 1, people: [...new Set(people)], taken: command.taken ?? {} }];
};

const assignArea = ({ area }: CommandOf<'assignArea'>, item: Live, actor: Actor): Outcome => {
  const not = hasRole(actor, 'admin') ? null : mayNotJudge(item, actor);
  if (not) return not;
  return item.area === area ? refuse('unchanged') : [{ type: 'areaAssigned', area }];
};

export const supervising = (command: CommandOf<'assignArea' | 'supervise'>, item: Live, actor: Actor): Outcome =>
  command.type === 'supervise' ? supervise(command, item, actor) : assignArea(command, item, actor);

/** Whatever became of the item: who said they would look again is reminded. */
export const followUpDeadlines = ({ supervisions }: Live): readonly Deadline<Command>[] =>
  supervisions.flatMap(({ n, followUp, called, followed }) =>
    followUp === null || called || followed
      ? []
      : [{ at: startOfDay(followUp), key: `follow-up:${n}`, command: { type: 'callFollowUp', n } as const }],
  );
