import type { RefusalCode } from '#shared/areas/state.ts';
import { refusalsOf } from './sentence.ts';

export const areasRefusals = refusalsOf<RefusalCode>(
  {
    'not-allowed': '只有系统管理员可以做这件事。',
    'unknown-area': '没有这个片区。',
    'already-established': '这个片区已经有了。',
    retired: '这个片区已撤销。',
  },
  {
    'not-allowed': 'Only administrators may do this.',
    'unknown-area': 'There is no such area.',
    'already-established': 'This area exists already.',
    retired: 'This area is retired.',
  },
);
