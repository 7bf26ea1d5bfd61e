/** What may be asked of an item. */
import * as v from 'valibot';
import { day, file, id, instant, line, text } from '../core/fields.ts';
import { handlingCommands, taken } from './handling-commands.ts';
import { judgingCommands } from './judging-commands.ts';
import { files, note } from './written.ts';

const without = v.optional(v.union([id, v.literal('')]), '');
const publicity = v.picklist(['public', 'summary', 'internal']);
const milestones = v.array(v.object({ title: line(60), due: day }));
/** Said in a session, or known to another system (`12345`) under its id there. */
const source = v.union([
  v.object({
    kind: v.picklist(['question', 'answer', 'turn', 'commitment', 'statement']),
    id: v.string(),
    at: v.optional(v.number()),
  }),
  v.object({ system: line(40), id: line(100) }),
]);

/**
 * By the house, from an issued list; or by an administrator or another system, without session, list and row. Windows and calendar come from
 * the pack at hand.
 */
const issue = v.object({
  type: v.literal('issue'),
  number: line(60),
  session: without,
  checklist: without,
  row: without,
  sources: v.optional(v.array(source), []),
  title: line(60),
  task: text(1000),
  criterion: text(500),
  lead: id,
  cooperating: v.optional(v.array(id), []),
  due: day,
  milestones: v.optional(milestones, []),
  publicity,
  /** 片区. */
  area: v.optional(v.nullable(id)),
  /** The moment it is asked, when absent. */
  issuedAt: v.optional(instant),
  /** Persons: who judges, who rates. */
  hosts: v.optional(v.array(id), []),
  raters: v.optional(v.array(id), []),
  /** Members whose suggestions it comes from. */
  proposers: v.optional(v.array(id), []),
  contact: v.optional(v.nullable(v.object({ subject: v.string(), name: v.nullable(v.string()), phone: v.nullable(v.string()) })), null),
});

/** By the house, from an amended list. */
const amendment = <const F extends string, S extends v.GenericSchema>(field: F, value: S) =>
  v.object({ type: v.literal('amend'), field: v.literal(field), value, reason: text(500) });
const amend = v.variant('field', [
  amendment('title', line(60)),
  amendment('task', text(1000)),
  amendment('criterion', text(500)),
  amendment('cooperating', v.array(id)),
  amendment('due', day),
  amendment('milestones', milestones),
  amendment('publicity', publicity),
]);

const department = [
  /** 领单. `text`: how it will be done. */
  v.object({ type: v.literal('claim'), text: note(1000) }),
  /** 申退. `reason` is a code of the pack. */
  v.object({ type: v.literal('askReturn'), reason: id, text: text(1000), suggests: v.optional(v.nullable(id), null) }),
  /** Progress, by lead or cooperating department; `before`, `after`: pictures to compare. */
  v.object({
    type: v.literal('note'),
    text: text(2000),
    files,
    before: v.optional(v.nullable(file), null),
    after: v.optional(v.nullable(file), null),
    taken,
  }),
  /** `milestone` counts from 0. */
  v.object({ type: v.literal('reachMilestone'), milestone: v.pipe(v.number(), v.integer(), v.minValue(0)), text: note(1000), files }),
  v.object({ type: v.literal('askExtension'), to: day, reason: text(500) }),
  /** 会办: by an officer or leader of a cooperating department. */
  v.object({ type: v.literal('countersign'), text: note(1000) }),
  v.object({ type: v.literal('dissent'), text: text(1000) }),
  /** 办结申报. `class` is a code of the pack. */
  v.object({ type: v.literal('reportDone'), text: note(5000), files, taken, class: id }),
] as const;

const supervision = [
  /** 裁定: 改派 or 维持. */
  v.object({ type: v.literal('adjudicate'), reassignTo: v.nullable(id), reason: text(1000) }),
  v.object({ type: v.literal('decideExtension'), grant: v.boolean(), reason: note(500) }),
  v.object({ type: v.literal('suspend'), reason: text(1000) }),
  /** The yearly review found the same conditions. */
  v.object({ type: v.literal('keepSuspended'), reason: text(1000) }),
  v.object({ type: v.literal('resume'), reason: text(1000) }),
  v.object({ type: v.literal('verify'), text: note(1000) }),
  v.object({ type: v.literal('sendBack'), reason: text(1000) }),
  /** 重办, decided by a supervisor or host after the rating round. `due`: by when this time. */
  v.object({ type: v.literal('redo'), reason: text(1000), due: v.optional(v.nullable(day), null) }),
  v.object({ type: v.literal('close') }),
] as const;

/** By the house, when its time has come. The number names the occurrence. */
const time = [
  v.object({ type: v.literal('turnLamp'), lamp: v.picklist(['yellow', 'red']), clock: v.number() }),
  v.object({ type: v.literal('claimOverrun'), n: v.number() }),
  v.object({ type: v.literal('adjudicationOverdue'), n: v.number() }),
  v.object({ type: v.literal('endRating'), round: v.number() }),
  v.object({ type: v.literal('callLookBack'), n: v.number() }),
  v.object({ type: v.literal('callReview'), review: v.number() }),
] as const;

export const commands = v.variant('type', [issue, amend, ...department, ...supervision, ...handlingCommands, ...judgingCommands, ...time]);
export type Command = v.InferOutput<typeof commands>;
export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;
