import type { RefusalCode } from '#shared/snapshots/state.ts';
import { refusalsOf } from './sentence.ts';

export const snapshotsRefusals = refusalsOf<RefusalCode>(
  {
    'not-allowed': '只有系统管理员和审计员可以冻结。',
    'no-year': '这一年还没有开始。',
    'already-frozen': '这一年已经冻结，不能再改。',
  },
  {
    'not-allowed': 'Only administrators and auditors freeze a year.',
    'no-year': 'That year has not begun.',
    'already-frozen': 'That year is frozen for good.',
  },
);
