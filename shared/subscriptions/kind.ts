import type { Kind } from '../core/kind.ts';
import { commands, type Command } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { mailing, news, question } from './letters.ts';
import { digest, subscriptionRows } from './read-model.ts';
import type { Event, RefusalCode, State } from './state.ts';

export const subscriptions: Kind<State, Command, Event, RefusalCode> = {
  name: 'subscriptions',
  version: 1,
  commands,
  initial: { stage: 'none' },
  decide,
  evolve,
  /** Who wants to be told what is nobody's business. */
  visibility: { audience: () => null, see: () => null, view: () => ({ stage: 'none' }) },
  models: { subscriptions: subscriptionRows },
  mailing: {
    ...{ model: 'subscriptions', addresses: 'address' },
    ...{ asks: ({ type }) => type === 'asked', mailing, digest, question, news },
    begin: (letter, told) => ({ type: 'beginLetter', letter, told }) satisfies Command,
    sent: (letter) => ({ type: 'letterSent', letter }) satisfies Command,
    unreachable: () => ({ type: 'giveUp' }) satisfies Command,
  },
};
