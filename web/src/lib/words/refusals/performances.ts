import type { RefusalCode } from '#shared/performances/state.ts';
import { refusalsOf } from './sentence.ts';

export const performancesRefusals = refusalsOf<RefusalCode>(
  {
    'not-allowed': '您不能做这件事。',
    'not-house': '得分由系统按记录计入。',
    'not-yourself': '不能裁定自己的申诉。',
    'unknown-credit': '没有这条得分记录。',
    'unknown-appeal': '没有这件申诉。',
    'already-appealed': '同一件事已有申诉待裁定。',
    'already-decided': '这件申诉已经裁定了。',
    'outcome-unfit': '裁定结果和分值不相符：维持不用填分，更正和补记要填。',
  },
  {
    'not-allowed': 'You may not do this.',
    'not-house': 'Credits come from the record by themselves.',
    'not-yourself': 'Nobody decides about their own appeal.',
    'unknown-credit': 'There is no such credit.',
    'unknown-appeal': 'There is no such appeal.',
    'already-appealed': 'An appeal about the same waits already.',
    'already-decided': 'This appeal was decided already.',
    'outcome-unfit': 'Outcome and points do not fit: none for kept, some for corrected and added.',
  },
);
