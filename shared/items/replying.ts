/** 答复函: what the department answers to whoever asked, in its own words. */
import type { Actor } from '../core/actor.ts';
import type { Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { CommandOf } from './commands.ts';
import { signs } from './parties.ts';
import type { Event, Live, RefusalCode } from './state.ts';
import { filled } from './wording.ts';

export const reply = (
  command: CommandOf<'reply'>,
  item: Live,
  actor: Actor,
  { pack }: Occasion,
): readonly Event[] | Refusal<RefusalCode> => {
  if (!signs(item, actor)) return refuse('not-allowed');
  if (item.stage === 'issued') return refuse('wrong-stage');
  const { text, class: result, to, corrects } = command;
  if (!Object.hasOwn(pack.item.classes, result)) return refuse('unknown-class');
  if (corrects !== null && !item.replies.some((one) => one.n === corrects && one.correctedBy === null)) return refuse('unknown-reply');
  const n = item.replies.length + 1;
  const number = filled(pack.item.reply.number, { item: item.matter.number, n });
  return [{ type: 'replied', n, number, department: item.matter.lead, text, class: result, to, corrects }];
};
