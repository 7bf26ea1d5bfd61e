/** What this person may do with an item now: buttons as data. `decide` has the last word; this only keeps away what is plainly not theirs. */
import type { Actor } from '#shared/core/actor.ts';
import type { Command } from '#shared/items/commands.ts';
import type { Live } from '#shared/items/state.ts';
import { asCooperating, asLead } from './acting/department.ts';
import { asSupervisor } from './acting/judge.ts';

export type FieldName =
  | 'text'
  | 'reason'
  | 'code'
  | 'files'
  | 'pair'
  | 'class'
  | 'to'
  | 'due'
  | 'reassignTo'
  | 'suggests'
  | 'finding'
  | 'officer'
  | 'delegated'
  | 'addressee'
  | 'milestone';

export interface Field {
  readonly name: FieldName;
  readonly optional?: true;
  /** Most characters. */
  readonly most?: number;
}

export interface Action {
  /** Names it in the catalogue. */
  readonly name: ActionName;
  readonly type: Command['type'];
  /** The one thing that is waited for. */
  readonly main?: true;
  readonly fields: readonly Field[];
  readonly fixed?: Readonly<Record<string, unknown>>;
}

export const actionNames = [
  'claim',
  'askReturn',
  'note',
  'reportDone',
  'draftReport',
  'signReport',
  'sendBackDraft',
  'route',
  'takeBack',
  'askExtension',
  'reachMilestone',
  'countersign',
  'dissent',
  'reply',
  'correctReply',
  'answerLetter',
  'uphold',
  'reassign',
  'grantExtension',
  'refuseExtension',
  'suspend',
  'resume',
  'keepSuspended',
  'verify',
  'sendBack',
  'close',
  'redo',
  'lookBack',
  'retire',
] as const;
export type ActionName = (typeof actionNames)[number];

export const actionsFor = (item: Live, audience: string, viewer: Actor, now: number): readonly Action[] => {
  if (audience === 'supervisor') return viewer.roles.includes('auditor') && viewer.roles.length === 1 ? [] : asSupervisor(item);
  if (audience !== 'department' || viewer.department === null) return [];
  if (!viewer.roles.some((role) => role === 'officer' || role === 'leader')) return [];
  return item.matter.lead === viewer.department ? asLead(item, viewer, now) : asCooperating(item, viewer.department);
};
