import { area } from '../area.ts';

/** Votes on the big screen. */
export const ballotScreen = area(
  {
    voting: '正在表决',
    howTo: '请在手机上投票',
    none: '还没有表决',
    secret: '秘密投票，结束前不公布票数',
    code: (code: string) => `核对码 ${code}`,
    later: '结束后公布结果',
    more: (n: number) => `另有 ${n} 条`,
  },
  {
    voting: 'Voting now',
    howTo: 'Vote on your phone',
    none: 'No vote yet',
    secret: 'Secret vote: no figures before the close',
    code: (code: string) => `Check number ${code}`,
    later: 'The result comes after the close',
    more: (n: number) => `and ${n} more`,
  },
);
