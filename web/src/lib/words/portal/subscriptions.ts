import { area } from '../area.ts';

export const subscriptionWords = area(
  {
    email: '用邮箱订阅',
    hint: '只用来告诉您公开的进展，一小时最多一封，随时可以退订。',
    send: '订阅',
    absent: '这里没有开通邮件。可以用上面的订阅地址。',
    asked: '确认码已发到您的邮箱，48 小时内有效。',
    title: '邮件订阅',
    code: '邮件里的确认码',
    confirm: '确认订阅',
    confirmed: '订阅好了。有新进展会写信告诉您。',
    endTitle: '退订',
    endNote: '退订以后，不再给这个邮箱写信。',
    end: '退订',
    ended: '已经退订，不会再收到来信。',
  },
  {
    email: 'Subscribe by e-mail',
    hint: 'Only for public news, at most one letter an hour; you can end it any time.',
    send: 'Subscribe',
    absent: 'There is no mail here. Please use the feeds above.',
    asked: 'A code was sent to your address; it is good for 48 hours.',
    title: 'Subscription by e-mail',
    code: 'Code in the letter',
    confirm: 'Confirm',
    confirmed: 'Done. You will be told of news.',
    endTitle: 'End the subscription',
    endNote: 'Nothing more will be sent to this address.',
    end: 'End it',
    ended: 'Ended. Nothing more will come.',
  },
);
