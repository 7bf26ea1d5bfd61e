import * as v from 'valibot';
import { id, line } from '../core/fields.ts';

const once = <T>(given: T[]): T[] => [...new Set(given)];
const supervisors = v.pipe(v.array(id), v.transform(once), v.maxLength(50, 'long'));
const places = v.pipe(v.array(line(60)), v.transform(once), v.maxLength(200, 'long'));

export const commands = v.variant('type', [
  v.object({ type: v.literal('establish'), name: line(40), supervisors: v.optional(supervisors, []), places: v.optional(places, []) }),
  v.object({ type: v.literal('rename'), name: line(40) }),
  /** Who supervises from now on, all of them. */
  v.object({ type: v.literal('assign'), supervisors }),
  /** Which places belong to it from now on, all of them. */
  v.object({ type: v.literal('outline'), places }),
  v.object({ type: v.literal('retire') }),
]);

export type Command = v.InferOutput<typeof commands>;
