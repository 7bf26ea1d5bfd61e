/** Rows of a desk, plain ones unless told otherwise. */
import type { DeskRow } from '#shared/items/read-model.ts';
import type { Line } from '#web/lib/items/desk/groups.ts';

const plain: DeskRow = {
  ...{ number: '〔2026〕12-1', title: '事项', session: '', lead: 'housing', cooperating: [], stage: 'inProgress', lamp: 'green' },
  ...{ due: '2026-12-31', redAt: 100, issuedAt: 0, lastActAt: 0, claimBy: null, claimOverrun: false, waitsFor: [], openOpinions: [] },
  ...{ reminders: 0, reassignments: 0, extensions: 0, redos: 0, hosts: [], publicity: 'public', pingPong: false, area: null },
  ...{ officer: null, delegated: false, draft: null, letters: 0, answerBy: null, step: null, task: '', criterion: '', milestones: [] },
  ...{ checklist: '', row: '', class: null },
};

export const onDesk = (id: string, differs: Partial<DeskRow> = {}): Line => ({ id, row: { ...plain, ...differs } });
