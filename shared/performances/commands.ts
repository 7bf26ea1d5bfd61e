import * as v from 'valibot';
import { id, line, text } from '../core/fields.ts';
import { creditSorts } from '../core/rule-evaluation.ts';
import { appealOutcomes } from './state.ts';

const whole = (most: number) => v.pipe(v.number(), v.integer('points'), v.minValue(0, 'points'), v.maxValue(most, 'points'));

export const commands = v.variant('type', [
  /** By the house: what one event is worth to this member. */
  v.object({
    type: v.literal('credit'),
    stream: v.custom<`${string}/${string}`>((given) => typeof given === 'string' && given.includes('/'), 'stream'),
    seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
    title: line(200),
    credits: v.array(v.object({ sort: v.picklist(creditSorts), of: v.string(), times: whole(10_000) })),
  }),
  /** By the member. `credit` null: something is missing. */
  v.object({ type: v.literal('appeal'), credit: v.nullable(v.pipe(v.string(), v.maxLength(300, 'long'))), reason: text(1000) }),
  v.object({
    type: v.literal('decideAppeal'),
    appeal: id,
    outcome: v.picklist(appealOutcomes),
    points: v.optional(v.nullable(whole(1_000)), null),
    reason: text(1000),
  }),
]);

export type Command = v.InferOutput<typeof commands>;
