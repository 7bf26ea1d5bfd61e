import * as v from 'valibot';
import { id } from '../core/fields.ts';

/** An item, a session, or '' = everything public. */
const target = v.pipe(v.string(), v.regex(/^(?:|(?:items|sessions)\/[A-Za-z0-9_:-]{1,64})$/, 'target'));
const email = v.pipe(v.string(), v.trim(), v.maxLength(254, 'long'), v.email('email'));
const told = v.record(v.string(), v.pipe(v.number(), v.integer('number')));

export const commands = v.variant('type', [
  v.object({ type: v.literal('ask'), to: target, email, language: v.picklist(['zh', 'en']) }),
  v.object({ type: v.literal('confirm'), code: v.pipe(v.string(), v.trim(), v.toUpperCase(), v.maxLength(16, 'long')) }),
  /** `key` stands in every letter. */
  v.object({ type: v.literal('end'), key: v.pipe(v.string(), v.maxLength(64, 'long')) }),
  // Below: only the house asks.
  v.object({ type: v.literal('beginLetter'), letter: id, told }),
  v.object({ type: v.literal('letterSent'), letter: id }),
  v.object({ type: v.literal('giveUp') }),
]);

export type Command = v.InferOutput<typeof commands>;
