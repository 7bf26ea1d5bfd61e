import type { RefusalCode } from '#shared/committees/state.ts';
import { refusalsOf } from './sentence.ts';

export const committeesRefusals = refusalsOf<RefusalCode>(
  {
    'not-allowed': '只有系统管理员可以做这件事。',
    'unknown-committee': '没有这个专委会。',
    'already-established': '这个专委会已经有了。',
    retired: '这个专委会已撤销。',
  },
  {
    'not-allowed': 'Only administrators may do this.',
    'unknown-committee': 'There is no such committee.',
    'already-established': 'This committee exists already.',
    retired: 'This committee is retired.',
  },
);
