import * as v from 'valibot';
import { line } from '../core/fields.ts';

const named = { name: line(60), shortName: v.exactOptional(line(12)) };

export const commands = v.variant('type', [
  v.object({ type: v.literal('establish'), ...named }),
  v.object({ type: v.literal('rename'), ...named }),
  v.object({ type: v.literal('retire') }),
]);

export type Command = v.InferOutput<typeof commands>;
