/** What may be asked when an item is judged: papers, look-backs, institutional outcomes. */
import * as v from 'valibot';
import { day, file, id, line, text } from '../core/fields.ts';
import { taken } from './handling-commands.ts';
import { findings } from './judging-events.ts';
import { marks } from './judging-state.ts';
import { files, note } from './written.ts';

const said = { attitude: v.picklist(marks), result: v.picklist(marks), reason: note(500) };

/** By the rater. */
const rate = v.object({ type: v.literal('rate'), ...said });

const papers = [
  /**
   * By a supervisor or host, for a rater who wrote on paper. `consent`: the rater agreed to have it entered, and whoever enters it vouches
   * that the rater belongs to no department whose work it is.
   */
  v.object({ type: v.literal('enterPaper'), rater: id, ...said, sheet: file, consent: v.literal(true) }),
  /** By another person, who compared it with the sheet. */
  v.object({ type: v.literal('countersignPaper'), paper: id }),
  /** Wrongly typed, illegible, no consent after all: it never counted, and another may be entered. */
  v.object({ type: v.literal('rejectPaper'), paper: id, reason: text(500) }),
] as const;

const lookBack = v.object({
  type: v.literal('lookBack'),
  finding: v.picklist(findings),
  text: text(2000),
  files,
  /** Person ids of who went there. */
  visitors: v.optional(v.pipe(v.array(id), v.maxLength(20, 'long')), []),
  taken,
  due: v.optional(v.nullable(day), null),
});

/** An item of a yearly class comes back no more. */
const retire = v.object({ type: v.literal('retire'), reason: text(1000) });

const webAddress = v.pipe(v.string(), v.maxLength(500, 'long'), v.url('link'), v.regex(/^https?:\/\//u, 'link'));

const outcomes = [
  v.object({
    type: v.literal('recordOutcome'),
    title: line(100),
    text: text(5000),
    day,
    scope: line(200),
    link: v.optional(v.nullable(webAddress), null),
  }),
  v.object({ type: v.literal('withdrawOutcome'), outcome: id, reason: text(500) }),
] as const;

export const judgingCommands = [rate, ...papers, lookBack, retire, ...outcomes] as const;
