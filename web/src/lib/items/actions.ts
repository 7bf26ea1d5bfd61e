/** What this person may do with an item now: buttons as data. `decide` has the last word; this only keeps away what is plainly not theirs. */
import type { Actor } from '#shared/core/actor.ts';
import type { Command } from '#shared/items/commands.ts';
import type { Live } from '#shared/items/state.ts';

export type FieldName = 'text' | 'reason' | 'code' | 'files' | 'class' | 'to' | 'due' | 'reassignTo' | 'suggests' | 'finding';

export interface Action {
  /** Names it in the catalogue. */
  readonly name: ActionName;
  readonly type: Command['type'];
  /** The one thing that is waited for. */
  readonly main?: true;
  readonly fields: readonly { readonly name: FieldName; readonly optional?: true }[];
  readonly fixed?: Readonly<Record<string, unknown>>;
}

export const actionNames = [
  'claim',
  'askReturn',
  'note',
  'reportDone',
  'askExtension',
  'reachMilestone',
  'countersign',
  'dissent',
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

const text = { name: 'text' } as const;
const optionalText = { name: 'text', optional: true } as const;
const files = { name: 'files', optional: true } as const;
const reason = { name: 'reason' } as const;

const askReturn = (item: Live, now: number): Action[] =>
  'returnUntil' in item && item.returnAsk === null && now <= item.returnUntil
    ? [{ name: 'askReturn', type: 'askReturn', fields: [{ name: 'code' }, text, { name: 'suggests', optional: true }] }]
    : [];

const asLead = (item: Live, now: number): Action[] => {
  if (item.stage === 'issued')
    return item.returnAsk ? [] : [{ name: 'claim', type: 'claim', main: true, fields: [optionalText] }, ...askReturn(item, now)];
  if (item.stage !== 'inProgress') return [];
  const milestone = item.matter.milestones.findIndex(({ reachedAt }) => reachedAt === null);
  return [
    { name: 'reportDone', type: 'reportDone', main: true, fields: [text, { name: 'files' }, { name: 'class' }] },
    { name: 'note', type: 'note', fields: [text, files] },
    ...(milestone >= 0
      ? [{ name: 'reachMilestone', type: 'reachMilestone', fixed: { milestone }, fields: [optionalText, files] } as const]
      : []),
    ...(item.extensionAsk === null && item.extensions < item.rules.extension.times
      ? [{ name: 'askExtension', type: 'askExtension', fields: [{ name: 'to' }, reason] } as const]
      : []),
    ...askReturn(item, now),
  ];
};

const asCooperating = (item: Live, department: string): Action[] => {
  if (item.stage !== 'inProgress') return [];
  const opinion: Action[] = item.opinions[department]
    ? []
    : [
        { name: 'countersign', type: 'countersign', main: true, fields: [optionalText] },
        { name: 'dissent', type: 'dissent', fields: [text] },
      ];
  return [...opinion, { name: 'note', type: 'note', fields: [text, files] }];
};

const adjudicating = (item: Live): Action[] =>
  'returnAsk' in item && item.returnAsk
    ? [
        { name: 'reassign', type: 'adjudicate', main: true, fields: [{ name: 'reassignTo' }, reason] },
        { name: 'uphold', type: 'adjudicate', fixed: { reassignTo: null }, fields: [reason] },
      ]
    : [];

const asSupervisor = (item: Live): Action[] => {
  switch (item.stage) {
    case 'issued':
      return adjudicating(item);
    case 'inProgress':
      return [
        ...adjudicating(item),
        ...(item.extensionAsk
          ? ([
              {
                name: 'grantExtension',
                type: 'decideExtension',
                main: true,
                fixed: { grant: true },
                fields: [{ name: 'reason', optional: true }],
              },
              { name: 'refuseExtension', type: 'decideExtension', fixed: { grant: false }, fields: [reason] },
            ] as const)
          : []),
        { name: 'suspend', type: 'suspend', fields: [reason] },
      ];
    case 'suspended':
      return [
        { name: 'resume', type: 'resume', main: true, fields: [reason] },
        ...(item.reviewCalled ? [{ name: 'keepSuspended', type: 'keepSuspended', fields: [reason] } as const] : []),
      ];
    case 'reported':
      return [
        { name: 'verify', type: 'verify', main: true, fields: [optionalText] },
        { name: 'sendBack', type: 'sendBack', fields: [reason] },
      ];
    case 'verified':
      return item.round.endedAt === null
        ? []
        : [
            { name: 'close', type: 'close', main: true, fields: [] },
            { name: 'redo', type: 'redo', fields: [reason, { name: 'due', optional: true }] },
          ];
    case 'closed':
      return [
        { name: 'lookBack', type: 'lookBack', main: true, fields: [{ name: 'finding' }, text, files, { name: 'due', optional: true }] },
        ...(item.rules.annual.includes(item.report.class) && !item.retired
          ? [{ name: 'retire', type: 'retire', fields: [reason] } as const]
          : []),
      ];
  }
};

export const actionsFor = (item: Live, audience: string, viewer: Pick<Actor, 'department' | 'roles'>, now: number): readonly Action[] => {
  if (audience === 'supervisor') return viewer.roles.includes('auditor') && viewer.roles.length === 1 ? [] : asSupervisor(item);
  if (audience !== 'department' || viewer.department === null) return [];
  if (!viewer.roles.some((role) => role === 'officer' || role === 'leader')) return [];
  return item.matter.lead === viewer.department ? asLead(item, now) : asCooperating(item, viewer.department);
};
