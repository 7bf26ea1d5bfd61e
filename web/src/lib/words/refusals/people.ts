import type { RefusalCode } from '#shared/people/state.ts';
import { refusalsOf } from './sentence.ts';

export const peopleRefusals = refusalsOf<RefusalCode>(
  {
    'not-allowed': '只有系统管理员可以做这件事。',
    'unknown-person': '没有这个人。',
    'already-registered': '这个人已经登记过。',
    'no-department': '经办人和分管领导必须属于一个部门。',
    'not-yourself': '不能停用自己，也不能取消自己的管理员角色。',
    disabled: '这个人已停用，请先启用。',
  },
  {
    'not-allowed': 'Only administrators may do this.',
    'unknown-person': 'There is no such person.',
    'already-registered': 'This person is registered already.',
    'no-department': 'Officers and leaders must belong to a department.',
    'not-yourself': 'You can neither disable yourself nor give up your own administration.',
    disabled: 'This person is disabled; please enable them first.',
  },
);
