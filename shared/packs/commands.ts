import * as v from 'valibot';
import { line } from '../core/fields.ts';
import { rulePack } from '../core/rule-pack.ts';

const version = v.pipe(v.number(), v.integer(), v.minValue(0));
const reason = v.exactOptional(line(200));

export const commands = v.variant('type', [
  /** The whole pack. A calendar named `"cn"` is written out, so that the record never depends on a file. */
  v.object({ type: v.literal('adopt'), pack: rulePack, reason }),
  /** The newest is taken back: the content of version `to` is adopted as a new version. */
  v.object({ type: v.literal('withdraw'), to: version, reason }),
]);

export type Command = v.InferOutput<typeof commands>;
