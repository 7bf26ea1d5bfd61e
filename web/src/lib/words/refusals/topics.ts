import type { RefusalCode } from '#shared/topics/state.ts';
import { refusalsOf } from './sentence.ts';

export const topicsRefusals = refusalsOf<RefusalCode>(
  {
    'not-allowed': '只有召集人和系统管理员可以做这件事。',
    nobody: '请稍等，正在为您准备。请再点一次。',
    'unknown-topic': '没有这个议题。',
    'already-submitted': '这个议题已经提交过了。',
    'not-in-pack': '请从列出的选项中选择。',
    'already-endorsed': '您已经附议过了。',
    ended: '这个议题已经有了结果，不再附议。',
    'wrong-stage': '议题现在的状态不能这样做，请刷新看看。',
    itself: '不能并入它自己。',
  },
  {
    'not-allowed': 'Only conveners and administrators may do this.',
    nobody: 'One moment, please; then press again.',
    'unknown-topic': 'There is no such topic.',
    'already-submitted': 'This topic was handed in already.',
    'not-in-pack': 'Please choose one of those listed.',
    'already-endorsed': 'You endorsed it already.',
    ended: 'This topic has its outcome and takes no more endorsements.',
    'wrong-stage': 'Not possible at this stage; please look again.',
    itself: 'A topic cannot be joined to itself.',
  },
);
