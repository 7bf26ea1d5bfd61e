/** What may be asked of the two lists. */
import * as v from 'valibot';
import { id, line, text } from '../core/fields.ts';
import { marginLimits } from './margin.ts';
import { listNames, proposable } from './proposable.ts';
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

/** The session is closed: nothing more comes into the minutes by itself. By the house. */
const conclude = v.object({ type: v.literal('conclude') });
/** 印发纪要: the server's own copy is checked and frozen. By the host. */
const issueMinutes = v.object({ type: v.literal('issueMinutes') });

const list = v.picklist(listNames);
/** A row of a list, whether it is still in the document or not. */
const row = { list, row: id };

const remark = v.object({
  type: v.literal('remark'),
  ...row,
  field: v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z]{1,32}$/u, 'field'))),
  text: text(marginLimits.remark),
});
/** To a remark, never to a reply. */
const reply = v.object({ type: v.literal('reply'), remark: id, text: text(marginLimits.remark) });
/** A remark or a reply of one's own. */
const withdrawRemark = v.object({ type: v.literal('withdrawRemark'), remark: id });
const settleRemark = v.object({ type: v.literal('settleRemark'), remark: id });

/** Whatever stands in a cell, of a size that a cell can have. */
const cell = v.pipe(
  v.unknown(),
  v.check((value) => JSON.stringify(value ?? null).length <= 12_000, 'long'),
  v.transform((value): unknown => value ?? null),
);
const fields: readonly string[] = [...proposable.suggestions, ...proposable.responsibilities];
const field = v.pipe(
  v.string(),
  v.check((name) => fields.includes(name), 'field'),
);
const change = v.variant('kind', [
  v.object({ kind: v.literal('set'), row: id, field, before: cell, after: cell }),
  v.object({ kind: v.literal('add'), below: v.nullable(id), cells: v.record(field, cell) }),
  v.object({ kind: v.literal('remove'), row: id }),
]);
const why = v.pipe(v.string(), v.trim(), v.maxLength(marginLimits.why, 'long'));
const proposeChange = v.object({ type: v.literal('proposeChange'), list, change, why });
const withdrawChange = v.object({ type: v.literal('withdrawChange'), proposal: id });
/** After the pencil was changed. `adapted`: not word for word. By those who lead. */
const acceptChange = v.object({ type: v.literal('acceptChange'), proposal: id, adapted: v.boolean() });
const declineChange = v.object({ type: v.literal('declineChange'), proposal: id, reason: text(500) });

const agree = v.object({ type: v.literal('agree'), ...row });
const unagree = v.object({ type: v.literal('unagree'), ...row });

const margin = [
  remark,
  reply,
  withdrawRemark,
  settleRemark,
  proposeChange,
  withdrawChange,
  acceptChange,
  declineChange,
  agree,
  unagree,
] as const;
const inking = [prepare, seat, number, propose, signOff, refuseSignOff, withdrawProposal, issue, amend] as const;
const minutes = [conclude, issueMinutes] as const;

export const commands = v.variant('type', [...inking, ...minutes, ...margin]);
export type Command = v.InferOutput<typeof commands>;
