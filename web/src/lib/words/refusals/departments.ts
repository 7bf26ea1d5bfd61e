import type { RefusalCode } from '#shared/departments/state.ts';
import { refusalsOf } from './sentence.ts';

export const departmentsRefusals = refusalsOf<RefusalCode>(
  {
    'not-allowed': '只有系统管理员可以做这件事。',
    'unknown-department': '没有这个部门。',
    'already-established': '这个部门已经有了。',
    retired: '这个部门已撤销。',
  },
  {
    'not-allowed': 'Only administrators may do this.',
    'unknown-department': 'There is no such department.',
    'already-established': 'This department exists already.',
    retired: 'This department is retired.',
  },
);
