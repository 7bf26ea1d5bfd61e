/** The end that is not the end: closing with the second key, looking back, doing again. */
import type { Actor } from '../core/actor.ts';
import type { Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { CommandOf } from './commands.ts';
import { evidenceFlaw, told } from './evidence.ts';
import type { PlannedLookBack } from './judging-state.ts';
import { plannedAtClosing } from './look-backs.ts';
import { isReporter } from './parties.ts';
import type { Closed, Event, Live, RefusalCode } from './state.ts';
import { againBy, daysLater, nextClock, relit, yearly } from './terms.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;

const reopened = (
  because: 'redo' | 'rebound',
  { reason, due }: { readonly reason: string; readonly due: string | null },
  item: Live,
  actor: Actor,
  { pack }: Occasion,
): readonly Event[] => {
  const to = due ?? againBy(item, pack.calendar, actor.now);
  const clock = nextClock(item, pack.calendar, { due: to });
  return [{ type: 'reopened', because, reason, from: item.matter.due, to, clock }, ...relit(item.lamp, clock, actor.now)];
};

/** Fewer than half dissatisfied is for people to weigh: a supervisor or host may have it done again. */
export const redo = (command: CommandOf<'redo'>, item: Live, actor: Actor, occasion: Occasion): Outcome => {
  if (item.stage !== 'verified') return refuse('wrong-stage');
  return item.round.endedAt === null ? refuse('rating-open') : reopened('redo', command, item, actor, occasion);
};

/** Second key. The first was turned by the report; between them lie verification and a rating round that ended. */
export const closing = (item: Live, actor: Actor, { pack }: Occasion): Outcome => {
  if (item.stage !== 'verified') return refuse('wrong-stage');
  if (isReporter(item, actor)) return refuse('own-report');
  if (item.round.endedAt === null) return refuse('rating-open');
  return [{ type: 'closed', class: item.report.class, ...plannedAtClosing(item, actor.now, pack) }];
};

const comesBack = (item: Closed): boolean => item.rules.annual.includes(item.report.class) && !item.retired;

const lookBack = (command: CommandOf<'lookBack'>, item: Closed, actor: Actor, occasion: Occasion): Outcome => {
  const { finding, text, files, visitors, taken, due } = command;
  const flaw = evidenceFlaw(taken, files, actor);
  if (flaw) return flaw;
  const found = { finding, text, files, visitors, ...told(taken) };
  const n = item.lookBacks.find(({ called }) => called)?.n ?? null;
  if (finding !== 'consolidated')
    return [{ type: 'lookedBack', ...found, n, next: null }, ...reopened(finding, { reason: text, due }, item, actor, occasion)];
  const left = item.lookBacks.filter((one) => one.n !== n).length;
  const next: PlannedLookBack | null =
    comesBack(item) && left === 0 ? { n: item.lookBacksPlanned + 1, at: daysLater(actor.now, yearly), because: ['annual'] } : null;
  return [{ type: 'lookedBack', ...found, n, next }];
};

export const reviewing = (command: CommandOf<'lookBack' | 'retire'>, item: Live, actor: Actor, occasion: Occasion): Outcome => {
  if (item.stage !== 'closed') return refuse('wrong-stage');
  if (command.type === 'lookBack') return lookBack(command, item, actor, occasion);
  return comesBack(item) ? [{ type: 'retired', reason: command.reason }] : refuse('unchanged');
};
