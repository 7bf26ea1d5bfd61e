/** What may be asked of the two lists. */
import * as v from 'valibot';
import { id, line, text } from '../core/fields.ts';
import { amendable, seatRoles } from './state.ts';

/** Session id and title. By the house, when the session opens. */
const prepare = v.object({ type: v.literal('prepare'), session: id, title: line(200) });
/** No role = the seat is empty again. By the house. */
const seat = v.object({ type: v.literal('seat'), person: id, roles: v.array(v.picklist(seatRoles)), department: v.nullable(id) });
/** The session's number within its year. By the house. */
const number = v.object({
  type: v.literal('number'),
  year: v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2200)),
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
/** 送签: the server's own copy of both documents is checked and frozen. By host or recorder. */
const propose = v.object({ type: v.literal('propose') });
const signOff = v.object({ type: v.literal('signOff'), party: id });
const refuseSignOff = v.object({ type: v.literal('refuseSignOff'), party: id, reason: text(500) });
const withdrawProposal = v.object({ type: v.literal('withdrawProposal') });
/** 交办. By host or convener. */
const issue = v.object({ type: v.literal('issue') });
/** `value` as the field has it in a checked row. By the host, after issue. */
const amend = v.object({ type: v.literal('amend'), row: id, field: v.picklist(amendable), value: v.unknown(), reason: text(500) });

export const commands = v.variant('type', [prepare, seat, number, propose, signOff, refuseSignOff, withdrawProposal, issue, amend]);
export type Command = v.InferOutput<typeof commands>;
