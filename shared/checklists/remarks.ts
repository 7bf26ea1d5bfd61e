/** Remarks (批注) on a row or a cell, with replies one level deep. */
import type { Actor } from '../core/actor.ts';
import { never, type Occasion } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import { refuse } from '../core/refusal.ts';
import type { Command } from './commands.ts';
import { latest, marginLimits, type Margin, type MarginEvent, type Remark, type Reply } from './margin.ts';
import { leads, speaks } from './rights.ts';
import type { Outcome, State } from './state.ts';

type RemarkCommand = Extract<Command, { type: 'remark' | 'reply' | 'withdrawRemark' | 'settleRemark' }>;
type RemarkEvent = Extract<MarginEvent, { type: 'remarked' | 'replied' | 'remarkWithdrawn' | 'remarkSettled' }>;

const isOpen = ({ stage }: Remark): boolean => stage === 'open';
const find = (state: State, id: string): Remark | undefined => state.margin.remarks.find((one) => one.id === id);

const writtenBy = (state: State, person: string): number =>
  state.margin.remarks
    .filter(isOpen)
    .reduce((n, one) => n + [one, ...one.replies].filter((said) => said.person === person && said.text !== '').length, 0);

const tooMany = (state: State, actor: Actor) =>
  writtenBy(state, actor.id) >= marginLimits.yourRemarks ? refuse('margin-yours-full', { most: marginLimits.yourRemarks }) : null;

const remark = (command: Extract<RemarkCommand, { type: 'remark' }>, state: State, actor: Actor, id: string): Outcome => {
  if (!speaks(state, actor)) return refuse('not-allowed');
  const { list, row, field, text } = command;
  const open = state.margin.remarks.filter((one) => isOpen(one) && one.list === list).length;
  if (open >= marginLimits.openRemarks) return refuse('margin-full', { most: marginLimits.openRemarks });
  return tooMany(state, actor) ?? [{ type: 'remarked', remark: id, list, row, field, text, person: actor.id }];
};

const reply = (command: Extract<RemarkCommand, { type: 'reply' }>, state: State, actor: Actor, id: string): Outcome => {
  if (!speaks(state, actor)) return refuse('not-allowed');
  const thread = find(state, command.remark);
  if (!thread) return refuse('unknown-remark');
  if (!isOpen(thread)) return refuse('not-open');
  if (thread.replies.length >= marginLimits.replies) return refuse('margin-full', { most: marginLimits.replies });
  return tooMany(state, actor) ?? [{ type: 'replied', remark: thread.id, reply: id, text: command.text, person: actor.id }];
};

const withdraw = ({ remark: id }: { readonly remark: string }, state: State, actor: Actor): Outcome => {
  const thread = state.margin.remarks.find((one) => one.id === id || one.replies.some((said) => said.id === id));
  if (!thread) return refuse('unknown-remark');
  const said: Remark | Reply = thread.replies.find((one) => one.id === id) ?? thread;
  if (said.person !== actor.id) return refuse('not-allowed');
  return isOpen(thread) ? [{ type: 'remarkWithdrawn', remark: id }] : refuse('not-open');
};

const settle = ({ remark: id }: { readonly remark: string }, state: State, actor: Actor): Outcome => {
  const thread = find(state, id);
  if (!thread) return refuse('unknown-remark');
  if (thread.person !== actor.id && !leads(state, actor)) return refuse('not-allowed');
  return isOpen(thread) ? [{ type: 'remarkSettled', remark: id }] : refuse('not-open');
};

export const decideRemark = (command: RemarkCommand, state: State, actor: Actor, { id }: Occasion): Outcome => {
  switch (command.type) {
    case 'remark':
      return remark(command, state, actor, id);
    case 'reply':
      return reply(command, state, actor, id);
    case 'withdrawRemark':
      return withdraw(command, state, actor);
    case 'settleRemark':
      return settle(command, state, actor);
    default:
      return never(command);
  }
};

/** Without replies it leaves; with replies its text leaves, and those of others stay. */
const withdrawn = (remarks: readonly Remark[], id: string): readonly Remark[] =>
  remarks.flatMap((one): readonly Remark[] => {
    if (one.id !== id) return [{ ...one, replies: one.replies.filter((said) => said.id !== id) }];
    return one.replies.length === 0 ? [] : [{ ...one, text: '', stage: 'withdrawn' }];
  });

export const evolveRemark = (margin: Margin, event: RemarkEvent, at: number): Margin => {
  const { remarks } = margin;
  switch (event.type) {
    case 'remarked': {
      const { remark: id, list, row, field, text, person } = event;
      return { ...margin, remarks: [...remarks, { id, list, row, field, text, person, at, stage: 'open', replies: [] }] };
    }
    case 'replied': {
      const { remark: id, reply: name, text, person } = event;
      const said = { id: name, text, person, at };
      return { ...margin, remarks: remarks.map((one) => (one.id === id ? { ...one, replies: [...one.replies, said] } : one)) };
    }
    case 'remarkWithdrawn':
      return { ...margin, remarks: latest(withdrawn(remarks, event.remark)) };
    case 'remarkSettled':
      return { ...margin, remarks: latest(remarks.map((one) => (one.id === event.remark ? { ...one, stage: 'settled' } : one))) };
    default:
      return never(event);
  }
};

/** What was taken back is not told to those who come later. */
export const seeRemark = (recorded: Recorded<RemarkEvent>, state: State): Recorded<RemarkEvent> => {
  const { event } = recorded;
  if (event.type !== 'remarked' && event.type !== 'replied') return recorded;
  const thread = find(state, event.remark);
  const there = event.type === 'remarked' ? thread : thread?.replies.find(({ id }) => id === event.reply);
  // It may also be gone because the state keeps only the latest of what is closed: nobody misses the text then.
  return there?.text === event.text ? recorded : { ...recorded, event: { ...event, text: '' } };
};
