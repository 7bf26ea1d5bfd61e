import type { BallotForm, Mark, Method, Mood, Statement } from '#shared/ballots/state.ts';
import { area } from './area.ts';

/** The names of the mass actions, and figures about them: used by every window. */
interface Names {
  readonly votes: string;
  readonly statements: string;
  readonly marks: Readonly<Record<Mark, string>>;
  /** Beside the word, so that no colour has to be seen. */
  readonly moods: Readonly<Record<Mood, string>>;
  readonly moodsTitle: string;
  readonly moodsNote: string;
  readonly methods: Readonly<Record<Method, string>>;
  readonly forms: Readonly<Record<BallotForm, string>>;
  /** Who will know what. */
  readonly formNotes: Readonly<Record<BallotForm, string>>;
  /** The same beside its name. */
  readonly formHints: Readonly<Record<BallotForm, string>>;
  readonly stages: Readonly<Record<Statement['stage'], string>>;
  readonly result: string;
  readonly withdrawn: (reason: string) => string;
  readonly withdrawnPlain: string;
  readonly closedAt: (time: string) => string;
  readonly closingIn: (seconds: number) => string;
  readonly gathering: string;
  readonly turnout: (voted: number, of: number) => string;
  readonly counted: (ballots: number) => string;
  readonly noBallots: string;
  readonly votesFor: (n: number, percent: number) => string;
  readonly points: (points: number, first: number) => string;
  readonly mean: (mean: string, scored: number) => string;
  readonly times: (n: number) => string;
  readonly leads: Readonly<Record<'most' | 'highest', { readonly alone: string; readonly level: string }>>;
  readonly whose: string;
  readonly everybody: string;
  readonly smallRoles: string;
  readonly withExperts: string;
  readonly withoutExperts: string;
  readonly smallRolesAndExperts: string;
  readonly whoVoted: string;
  readonly nobody: string;
  readonly cloud: string;
  readonly said: (term: string, n: number) => string;
  readonly shown: (n: number) => string;
  readonly markers: (n: number) => string;
  readonly figures: (agree: number, disagree: number, pass: number) => string;
  readonly marked: (n: number) => string;
  readonly rewords: (text: string) => string;
  readonly reason: (reason: string) => string;
  readonly waiting: string;
  readonly somebody: string;
}

const zh: Names = {
  votes: '表决',
  statements: '观点',
  marks: { agree: '赞成', disagree: '反对', pass: '说不准' },
  moods: { clear: '听懂了', unclear: '没听清', fast: '太快了', slow: '太慢了', resonates: '有共鸣' },
  moodsTitle: '现场感受',
  moodsNote: '这不是表决，只让主持人知道大家听得怎么样。',
  methods: { single: '单选', multiple: '多选', ranked: '排序', score: '打分', words: '短答' },
  forms: { named: '记名', counted: '不记名', secret: '秘密' },
  formNotes: {
    named: '记名：结束后，大家都能看到谁投了什么。',
    counted: '不记名：大家只看到人数。系统有记录，但不向任何人显示。',
    secret: '秘密：谁也查不到您投了什么，管理员也不能。投出后不能改。',
  },
  formHints: {
    named: '结束后，大家都能看到谁投了什么。',
    counted: '大家只看到人数。系统有记录，但不向任何人显示。',
    secret: '谁也查不到谁投了什么，管理员也不能。投出后不能改。',
  },
  stages: { held: '等主持人看过', admitted: '已公开', excluded: '未采用' },
  result: '结果',
  withdrawn: (reason) => `主持人撤回了这次表决：${reason}`,
  withdrawnPlain: '主持人撤回了这次表决。',
  closedAt: (time) => `${time} 结束`,
  closingIn: (seconds) => `还有 ${seconds} 秒结束`,
  gathering: '投票时间到，正在收最后的选票…',
  turnout: (voted, of) => `已投 ${voted} / ${of}`,
  counted: (ballots) => `共 ${ballots} 票`,
  noBallots: '没有人投票。',
  votesFor: (n, percent) => `${n} 票，${percent}%`,
  points: (points, first) => `${points} 分，${first} 人排第一`,
  mean: (mean, scored) => `平均 ${mean} 分，${scored} 人打分`,
  times: (n) => `${n} 次`,
  leads: { most: { alone: '最多', level: '并列最多' }, highest: { alone: '最高', level: '并列最高' } },
  whose: '看谁的票',
  everybody: '全部',
  smallRoles: '不足 5 票的身份不单列。',
  withExperts: '含专家',
  withoutExperts: '不含专家',
  smallRolesAndExperts: '不足 5 票的身份不单列，所以也不能算出不含专家的结果。',
  whoVoted: '谁投了什么',
  nobody: '没有人',
  cloud: '大家的短答',
  said: (term, n) => `${term}：${n} 次`,
  shown: (n) => `${n} 人`,
  markers: (n) => `${n} 人已表态`,
  figures: (agree, disagree, pass) => `赞成 ${agree}，反对 ${disagree}，说不准 ${pass}`,
  marked: (n) => (n === 0 ? '还没有人表态' : `${n} 人已表态`),
  rewords: (text) => `改写自：${text}`,
  reason: (reason) => `理由：${reason}`,
  waiting: '待发送',
  somebody: '一位参会人',
};

const en: Names = {
  votes: 'Votes',
  statements: 'Statements',
  marks: { agree: 'Agree', disagree: 'Disagree', pass: 'Not sure' },
  moods: { clear: 'I follow', unclear: 'Not clear', fast: 'Too fast', slow: 'Too slow', resonates: 'Well said' },
  moodsTitle: 'How it feels',
  moodsNote: 'This is no vote. It only tells the host how well people can follow.',
  methods: { single: 'One choice', multiple: 'Several choices', ranked: 'Ranking', score: 'Scores', words: 'Short answers' },
  forms: { named: 'Named', counted: 'Not named', secret: 'Secret' },
  formNotes: {
    named: 'Named: after the close everybody can read who voted what.',
    counted: 'Not named: everybody reads figures only. The system keeps a record and shows it to nobody.',
    secret: 'Secret: nobody can find out what you voted, not even an administrator. It cannot be changed once it is cast.',
  },
  formHints: {
    named: 'After the close everybody can read who voted what.',
    counted: 'Everybody reads figures only. The system keeps a record and shows it to nobody.',
    secret: 'Nobody can find out who voted what, not even an administrator. A ballot cannot be changed once it is cast.',
  },
  stages: { held: 'Waiting for the host', admitted: 'Public', excluded: 'Not taken up' },
  result: 'Result',
  withdrawn: (reason) => `The host withdrew this vote: ${reason}`,
  withdrawnPlain: 'The host withdrew this vote.',
  closedAt: (time) => `Closed at ${time}`,
  closingIn: (seconds) => (seconds === 1 ? '1 second to go' : `${seconds} seconds to go`),
  gathering: 'Time is up; the last ballots are coming in…',
  turnout: (voted, of) => `${voted} of ${of} voted`,
  counted: (ballots) => (ballots === 1 ? '1 ballot' : `${ballots} ballots`),
  noBallots: 'Nobody voted.',
  votesFor: (n, percent) => `${n === 1 ? '1 vote' : `${n} votes`}, ${percent}%`,
  points: (points, first) => `${points} points, first for ${first}`,
  mean: (mean, scored) => `${mean} on average, scored by ${scored}`,
  times: (n) => (n === 1 ? 'once' : `${n} times`),
  leads: { most: { alone: 'Most', level: 'Level' }, highest: { alone: 'Highest', level: 'Level' } },
  whose: 'Whose votes',
  everybody: 'Everybody',
  smallRoles: 'Roles with fewer than 5 ballots are not shown by themselves.',
  withExperts: 'With experts',
  withoutExperts: 'Without experts',
  smallRolesAndExperts: 'Roles with fewer than 5 ballots are not shown by themselves, so there is no result without experts either.',
  whoVoted: 'Who voted what',
  nobody: 'Nobody',
  cloud: 'What people answered',
  said: (term, n) => `${term}: ${n}`,
  shown: (n) => (n === 1 ? '1 person' : `${n} people`),
  markers: (n) => (n === 1 ? '1 person has marked' : `${n} people have marked`),
  figures: (agree, disagree, pass) => `${agree} agree, ${disagree} disagree, ${pass} not sure`,
  marked: (n) => (n === 0 ? 'Nobody has marked it yet' : n === 1 ? '1 mark' : `${n} marks`),
  rewords: (text) => `Reworded from: ${text}`,
  reason: (reason) => `Reason: ${reason}`,
  waiting: 'Waiting to be sent',
  somebody: 'A participant',
};

export const ballotNames = area(zh, en);
