import * as v from 'valibot';
import { file, id, line, text } from '../core/fields.ts';

const phone = v.pipe(v.string(), v.trim(), v.regex(/^\+?[0-9][0-9 -]{4,19}$/, 'phone'));
const word = line(40);
const score = v.pipe(v.number(), v.integer('score'), v.minValue(0, 'score'), v.maxValue(5, 'score'));
const receipt = v.pipe(v.string(), v.maxLength(16, 'long'));

const joined = v.object({
  as: v.picklist(['merged', 'nested']),
  title: line(80),
  receipt,
  submitter: v.string(),
  endorsers: v.array(v.string()),
  via: id,
});

export const commands = v.variant('type', [
  v.object({
    type: v.literal('submit'),
    title: line(80),
    description: text(2000),
    place: line(80),
    category: word,
    channel: word,
    photos: v.pipe(v.array(file), v.maxLength(9, 'many')),
    name: v.exactOptional(line(40)),
    phone: v.exactOptional(phone),
  }),
  v.object({ type: v.literal('endorse') }),
  v.object({ type: v.literal('screen') }),
  v.object({ type: v.literal('select'), scores: v.record(word, score) }),
  v.object({ type: v.literal('decline'), reason: word, note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(400, 'long')), '') }),
  v.object({ type: v.literal('mergeInto'), into: id }),
  v.object({ type: v.literal('nestUnder'), under: id }),
  /** Takes back a merge or a nesting. */
  v.object({ type: v.literal('unmerge') }),
  // Below: only the house asks.
  v.object({ type: v.literal('absorb'), from: id, joined }),
  v.object({ type: v.literal('release'), from: id }),
  v.object({ type: v.literal('comeBack'), topic: id, from: id }),
  v.object({ type: v.literal('schedule'), session: id }),
  v.object({ type: v.literal('unschedule'), session: id }),
  v.object({ type: v.literal('deliberate'), session: id }),
]);

export type Command = v.InferOutput<typeof commands>;
