import * as v from 'valibot';
import { standingRoles } from '../core/actor.ts';
import { id, line } from '../core/fields.ts';

const phone = v.pipe(v.string(), v.trim(), v.regex(/^\+?[0-9][0-9 -]{4,19}$/, 'phone'));
const roles = v.pipe(
  v.array(v.picklist(standingRoles)),
  v.transform((given) => standingRoles.filter((role) => given.includes(role))),
);
const department = v.nullable(id);

export const commands = v.variant('type', [
  v.object({ type: v.literal('register'), name: line(40), phone: v.exactOptional(phone), roles, department }),
  v.object({ type: v.literal('setRoles'), roles }),
  v.object({ type: v.literal('setDepartment'), department }),
  v.object({ type: v.literal('rename'), name: line(40), phone: v.exactOptional(phone) }),
  v.object({ type: v.literal('disable') }),
  v.object({ type: v.literal('enable') }),
]);

export type Command = v.InferOutput<typeof commands>;
