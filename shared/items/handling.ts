/** What the departments do: claim, ask to return, work, cooperate, report done. */
import type { Actor } from '../core/actor.ts';
import { dayOf, workingDaysBetween } from '../core/calendar.ts';
import { never, type Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import { openOpinions } from './clock.ts';
import type { CommandOf } from './commands.ts';
import { cooperates, leads, signs } from './parties.ts';
import { evidenceFlaw, told } from './evidence.ts';
import type { Event, InProgress, Live, RefusalCode } from './state.ts';
import { nextClock, relit, within } from './terms.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;
export type Handling = CommandOf<
  'claim' | 'askReturn' | 'note' | 'reachMilestone' | 'askExtension' | 'countersign' | 'dissent' | 'reportDone'
>;

const claim = ({ text }: CommandOf<'claim'>, item: Live): Outcome => {
  if (item.stage !== 'issued') return refuse('wrong-stage');
  return item.returnAsk ? refuse('return-open') : [{ type: 'claimed', department: item.matter.lead, text }];
};

const askReturn = (command: CommandOf<'askReturn'>, item: Live, actor: Actor, { pack }: Occasion): Outcome => {
  if (item.stage !== 'issued' && item.stage !== 'inProgress') return refuse('wrong-stage');
  if (item.returnAsk) return refuse('already-asked');
  if (actor.now > item.returnUntil) return refuse('window-passed');
  const { reason, text, suggests } = command;
  if (!Object.hasOwn(pack.item.returnReasons, reason)) return refuse('unknown-reason');
  if (suggests === item.matter.lead) return refuse('same-department');
  const answerBy = within(pack.calendar, actor.now, item.rules.adjudicateWithin);
  return [{ type: 'returnAsked', department: item.matter.lead, reason, text, suggests, answerBy }];
};

const reachMilestone = (command: CommandOf<'reachMilestone'>, item: InProgress, actor: Actor, { pack }: Occasion): Outcome => {
  const { milestone, text, files } = command;
  const meant = item.matter.milestones[milestone];
  if (!meant) return refuse('unknown-milestone');
  if (meant.reachedAt !== null) return refuse('already-reached');
  const milestones = item.matter.milestones.map((one, n) => (n === milestone ? { ...one, reachedAt: actor.now } : one));
  const clock = nextClock(item, pack.calendar, { milestones });
  return [{ type: 'milestoneReached', milestone, text, files, clock }, ...relit(item.lamp, clock, actor.now)];
};

const askExtension = ({ to, reason }: CommandOf<'askExtension'>, item: InProgress, actor: Actor, { pack }: Occasion): Outcome => {
  const { times, days } = item.rules.extension;
  if (item.extensionAsk) return refuse('already-asked');
  if (item.extensions >= times) return refuse('extensions-used', { times });
  if (to <= item.matter.due || to < dayOf(actor.now)) return refuse('day-early');
  if (workingDaysBetween(pack.calendar, item.matter.due, to).value > days) return refuse('extension-long', { days });
  return [{ type: 'extensionAsked', to, reason }];
};

const opine = (command: CommandOf<'countersign' | 'dissent'>, item: Live, actor: Actor): Outcome => {
  if (!cooperates(item, actor) || actor.department === null) return refuse('not-allowed');
  if (item.stage !== 'inProgress') return refuse('wrong-stage');
  const kind = command.type === 'dissent' ? 'dissented' : 'countersigned';
  const said = item.opinions[actor.department];
  if (said?.kind === kind && said.text === command.text) return refuse('unchanged');
  return [{ type: kind, department: actor.department, text: command.text }];
};

const reportDone = (command: CommandOf<'reportDone'>, item: InProgress, actor: Actor, { pack }: Occasion): Outcome => {
  if (item.returnAsk) return refuse('return-open');
  const { text, files } = command;
  if (text === '' || files.length === 0) return refuse('evidence-missing');
  if (!Object.hasOwn(pack.item.classes, command.class)) return refuse('unknown-class');
  const flaw = evidenceFlaw(command.taken, files, actor);
  if (flaw) return flaw;
  if (!signs(item, actor)) {
    return [{ type: 'reportDrafted', n: item.drafts + 1, text, files, taken: command.taken ?? {}, class: command.class }];
  }
  const open = openOpinions(item).length;
  if (open > 0) return refuse('cooperation-open', { open });
  return [{ type: 'reportedDone', text, files, class: command.class, by: actor.id, ...told(command.taken) }];
};

const note = (command: CommandOf<'note'>, item: Live, actor: Actor): Outcome => {
  if ((!leads(item, actor) && !cooperates(item, actor)) || actor.department === null) return refuse('not-allowed');
  if (item.stage !== 'inProgress' && item.stage !== 'suspended') return refuse('wrong-stage');
  const { text, files, before, after, taken } = command;
  const flaw = evidenceFlaw(taken, [...files, before, after], actor);
  return flaw ?? [{ type: 'noted', department: actor.department, text, files, before, after, ...told(taken) }];
};

export const handle = (command: Handling, item: Live, actor: Actor, occasion: Occasion): Outcome => {
  if (command.type === 'note') return note(command, item, actor);
  if (command.type === 'countersign' || command.type === 'dissent') return opine(command, item, actor);
  if (!leads(item, actor)) return refuse('not-allowed');
  if (command.type === 'claim') return claim(command, item);
  if (command.type === 'askReturn') return askReturn(command, item, actor, occasion);
  if (item.stage !== 'inProgress') return refuse('wrong-stage');
  switch (command.type) {
    case 'reachMilestone':
      return reachMilestone(command, item, actor, occasion);
    case 'askExtension':
      return askExtension(command, item, actor, occasion);
    case 'reportDone':
      return reportDone(command, item, actor, occasion);
    default:
      return never(command);
  }
};
