import * as v from 'valibot';
import { id, line } from '../core/fields.ts';

const once = <T>(given: T[]): T[] => [...new Set(given)];
const ids = v.pipe(v.array(id), v.transform(once), v.maxLength(200, 'long'));

export const commands = v.variant('type', [
  v.object({ type: v.literal('establish'), name: line(40), members: v.optional(ids, []), departments: v.optional(ids, []) }),
  v.object({ type: v.literal('rename'), name: line(40) }),
  /** Who belongs to it from now on, all of them. */
  v.object({ type: v.literal('assign'), members: ids }),
  /** With which departments it is paired from now on, all of them. */
  v.object({ type: v.literal('pair'), departments: ids }),
  v.object({ type: v.literal('retire') }),
]);

export type Command = v.InferOutput<typeof commands>;
