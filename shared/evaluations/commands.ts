import * as v from 'valibot';
import { id, text } from '../core/fields.ts';

export const commands = v.variant('type', [
  v.object({ type: v.literal('begin') }),
  /** 0–100, in whole points. */
  v.object({
    type: v.literal('score'),
    indicator: id,
    points: v.pipe(v.number(), v.integer('points'), v.minValue(0, 'points'), v.maxValue(100, 'points')),
    reason: v.optional(v.union([text(500), v.literal('')]), ''),
  }),
  v.object({ type: v.literal('conclude') }),
  v.object({ type: v.literal('reopen'), reason: text(500) }),
]);

export type Command = v.InferOutput<typeof commands>;
