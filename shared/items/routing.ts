/** 转办与签批: a leader gives the item to an officer, and signs what that officer may not sign alone. */
import type { Actor } from '../core/actor.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import { openOpinions } from './clock.ts';
import type { CommandOf } from './commands.ts';
import { told } from './evidence.ts';
import { isLeader } from './parties.ts';
import type { Event, Live, RefusalCode } from './state.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;

const route = ({ officer, delegated, text }: CommandOf<'route'>, item: Live): Outcome => {
  if (item.stage !== 'issued' && item.stage !== 'inProgress' && item.stage !== 'suspended') return refuse('wrong-stage');
  const before = item.route;
  if (officer === null) return before ? [{ type: 'routed', officer, delegated: false, text }] : refuse('unchanged');
  if (before?.officer === officer && before.delegated === delegated) return refuse('unchanged');
  return [{ type: 'routed', officer, delegated, text }];
};

/** A draft of before the item was sent back or suspended may still be signed, but only while the department has it. */
const decideDraft = (command: CommandOf<'signReport' | 'sendBackDraft'>, item: Live, actor: Actor): Outcome => {
  const { draft } = item;
  if (item.stage !== 'inProgress') return refuse('wrong-stage');
  if (draft === null || draft.n !== command.draft || draft.sentBack) return refuse('no-draft');
  if (command.type === 'sendBackDraft') return [{ type: 'draftSentBack', n: draft.n, reason: command.reason }];
  if (item.returnAsk) return refuse('return-open');
  const open = openOpinions(item).length;
  if (open > 0) return refuse('cooperation-open', { open });
  const { text, files, taken, class: result, by: drafted } = draft;
  return [{ type: 'reportedDone', text, files, class: result, by: actor.id, ...told(taken), drafted }];
};

export const routing = (command: CommandOf<'route' | 'signReport' | 'sendBackDraft'>, item: Live, actor: Actor): Outcome => {
  if (!isLeader(item, actor)) return refuse('not-allowed');
  return command.type === 'route' ? route(command, item) : decideDraft(command, item, actor);
};
