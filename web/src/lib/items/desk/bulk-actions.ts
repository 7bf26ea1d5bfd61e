/** What can be done with many items at once: the same forms as for one. */
import type { Action } from '../actions.ts';
import { files, optionalText, reason, text } from '../acting/fields.ts';
import { bulkActions, type BulkAction } from './keys.ts';

const actions: Readonly<Record<BulkAction, Action>> = {
  claim: { name: 'claim', type: 'claim', fields: [optionalText(1000)] },
  route: { name: 'route', type: 'route', fields: [{ name: 'officer' }, { name: 'delegated' }, optionalText(500)] },
  note: { name: 'note', type: 'note', fields: [text(2000), files] },
  askExtension: { name: 'askExtension', type: 'askExtension', fields: [{ name: 'to' }, reason(500)] },
};

export const bulkActionOf = (name: BulkAction): Action => actions[name];

/** Only leaders route. */
export const offered = (leader: boolean): readonly BulkAction[] => bulkActions.filter((name) => name !== 'route' || leader);
