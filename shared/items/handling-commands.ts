/** What may be asked about handling and supervision. */
import * as v from 'valibot';
import { day, file, id, instant, line, text } from '../core/fields.ts';
import { addressees, supervisionForms } from './handling-state.ts';
import { files, note } from './written.ts';

const number = v.pipe(v.number(), v.integer('number'), v.minValue(1, 'number'));
const degrees = (most: number) => v.pipe(v.number(), v.minValue(-most, 'place'), v.maxValue(most, 'place'));

/** What the browser knows of pictures among the files of the same command, by file id. Place: degrees (WGS 84), accuracy in metres. */
export const taken = v.optional(
  v.pipe(
    v.record(
      file,
      v.object({
        takenAt: v.optional(v.nullable(instant), null),
        place: v.optional(
          v.nullable(
            v.object({
              lat: degrees(90),
              lng: degrees(180),
              accuracy: v.pipe(v.number(), v.minValue(0, 'place'), v.maxValue(100_000, 'place')),
            }),
          ),
          null,
        ),
      }),
    ),
    v.check((of) => Object.keys(of).length <= 14, 'long'),
  ),
);

const department = [
  /** By a leader of the lead department; null takes it back. `delegated`: this officer signs alone. */
  v.object({ type: v.literal('route'), officer: v.nullable(id), delegated: v.optional(v.boolean(), false), text: note(500) }),
  /** By a leader: the draft with this number becomes the department's report. */
  v.object({ type: v.literal('signReport'), draft: number }),
  v.object({ type: v.literal('sendBackDraft'), draft: number, reason: text(500) }),
  /** 答复函. `class` is a code of the pack; `corrects` the number of an earlier one. */
  v.object({
    type: v.literal('reply'),
    text: text(5000),
    class: id,
    to: v.picklist(addressees),
    corrects: v.optional(v.nullable(number), null),
  }),
  v.object({ type: v.literal('answerLetter'), letter: number, text: text(5000), files }),
] as const;

const supervision = [
  v.object({ type: v.literal('assignArea'), area: v.nullable(id) }),
  /** `day`: when it took place; `others`: how many more took part without an account; `follows`: the earlier one it follows up. */
  v.object({
    type: v.literal('supervise'),
    form: v.picklist(supervisionForms),
    day,
    place: v.optional(v.union([line(100), v.literal('')]), ''),
    people: v.optional(v.pipe(v.array(id), v.maxLength(100, 'long')), []),
    others: v.optional(v.pipe(v.number(), v.integer('number'), v.minValue(0, 'number'), v.maxValue(10_000, 'number')), 0),
    text: text(5000),
    files,
    taken,
    followUp: v.optional(v.nullable(day), null),
    follows: v.optional(v.nullable(number), null),
  }),
  /** 督办函. Its number and the day to answer by come from the pack. */
  v.object({ type: v.literal('sendLetter'), text: text(5000) }),
  /** 双督办. `days`: calendar days of a cycle. */
  v.object({
    type: v.literal('pair'),
    government: id,
    cppcc: id,
    days: v.pipe(v.number(), v.integer('number'), v.minValue(1, 'number'), v.maxValue(366, 'number')),
  }),
  v.object({ type: v.literal('unpair'), reason: text(500) }),
  /** By one of the paired leads. */
  v.object({ type: v.literal('act'), text: text(2000), files }),
] as const;

/** By the house, when its time has come. */
const time = [
  v.object({ type: v.literal('escalate'), clock: v.number(), k: v.number() }),
  v.object({ type: v.literal('callFollowUp'), n: v.number() }),
  v.object({ type: v.literal('letterOverdue'), n: v.number() }),
  v.object({ type: v.literal('endCycle'), pair: v.number(), cycle: v.number() }),
] as const;

export const handlingCommands = [...department, ...supervision, ...time] as const;
