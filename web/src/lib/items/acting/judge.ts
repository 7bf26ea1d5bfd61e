/** What supervisors and hosts decide about an item. */
import type { Live } from '#shared/items/state.ts';
import type { Action } from '../actions.ts';
import { files, optionalText, reason, text } from './fields.ts';

const adjudicating = (item: Live): readonly Action[] =>
  'returnAsk' in item && item.returnAsk
    ? [
        { name: 'reassign', type: 'adjudicate', main: true, fields: [{ name: 'reassignTo' }, reason(1000)] },
        { name: 'uphold', type: 'adjudicate', fixed: { reassignTo: null }, fields: [reason(1000)] },
      ]
    : [];

const extending: readonly Action[] = [
  {
    name: 'grantExtension',
    type: 'decideExtension',
    main: true,
    fixed: { grant: true },
    fields: [{ name: 'reason', optional: true, most: 500 }],
  },
  { name: 'refuseExtension', type: 'decideExtension', fixed: { grant: false }, fields: [reason(500)] },
];

export const asSupervisor = (item: Live): readonly Action[] => {
  switch (item.stage) {
    case 'issued':
      return adjudicating(item);
    case 'inProgress':
      return [...adjudicating(item), ...(item.extensionAsk ? extending : []), { name: 'suspend', type: 'suspend', fields: [reason(1000)] }];
    case 'suspended':
      return [
        { name: 'resume', type: 'resume', main: true, fields: [reason(1000)] },
        ...(item.reviewCalled ? [{ name: 'keepSuspended', type: 'keepSuspended', fields: [reason(1000)] } as const] : []),
      ];
    case 'reported':
      return [
        { name: 'verify', type: 'verify', main: true, fields: [optionalText(1000)] },
        { name: 'sendBack', type: 'sendBack', fields: [reason(1000)] },
      ];
    case 'verified':
      return item.round.endedAt === null
        ? []
        : [
            { name: 'close', type: 'close', main: true, fields: [] },
            { name: 'redo', type: 'redo', fields: [reason(1000), { name: 'due', optional: true }] },
          ];
    case 'closed':
      return [
        {
          name: 'lookBack',
          type: 'lookBack',
          main: true,
          fixed: { visitors: [], taken: {} },
          fields: [{ name: 'finding' }, text(2000), files, { name: 'due', optional: true }],
        },
        ...(item.rules.annual.includes(item.report.class) && !item.retired
          ? [{ name: 'retire', type: 'retire', fields: [reason(1000)] } as const]
          : []),
      ];
  }
};
