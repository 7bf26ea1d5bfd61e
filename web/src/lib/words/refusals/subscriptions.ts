import type { RefusalCode } from '#shared/subscriptions/state.ts';
import { refusalsOf } from './sentence.ts';

export const subscriptionsRefusals = refusalsOf<RefusalCode>(
  {
    'not-allowed': '这一步由系统自己完成。',
    'already-asked': '这个订阅已经提交过了，请查收邮件。',
    unknown: '没有这个订阅。',
    'wrong-code': '确认码不对，请核对邮件。',
    'code-late': '确认码已过期，请重新订阅。',
    ended: '这个订阅已经退订。',
    'too-soon': '一小时内最多发一封。',
    'unknown-letter': '没有这封信。',
  },
  {
    'not-allowed': 'The system does this by itself.',
    'already-asked': 'Asked already: please look into your mail.',
    unknown: 'There is no such subscription.',
    'wrong-code': 'Not the code of the letter.',
    'code-late': 'The code is too old: please subscribe again.',
    ended: 'This subscription was ended.',
    'too-soon': 'At most one letter an hour.',
    'unknown-letter': 'There is no such letter.',
  },
);
