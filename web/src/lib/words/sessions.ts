import type {
  AnswerKind,
  Commitment,
  LedPlace,
  Question,
  Scene,
  SegmentForm,
  SessionRole,
  SessionStage,
  Side,
} from '#shared/sessions/state.ts';
import type { Because } from '#shared/sessions/queue.ts';
import { area } from './area.ts';

/** The names of things in a live session, and why somebody stands where they stand: used by every window of it. */
interface Names {
  readonly roles: Readonly<Record<SessionRole, string>>;
  readonly forms: Readonly<Record<SegmentForm, string>>;
  readonly sides: Readonly<Record<Side, string>>;
  readonly noSide: string;
  readonly scenes: Readonly<Record<Scene, string>>;
  readonly places: Readonly<Record<LedPlace, string>>;
  readonly answers: Readonly<Record<AnswerKind, string>>;
  readonly questions: Readonly<Record<Question['stage'], string>>;
  readonly commitments: Readonly<Record<Commitment['stage'], string>>;
  readonly stages: Readonly<Record<SessionStage, string>>;
  readonly steps: readonly [string, string, string, string, string];
  readonly anonymous: string;
  readonly nobodyKnown: string;
  readonly inHall: string;
  readonly you: string;
  readonly waiting: string;
  readonly because: (because: Because, say: { readonly span: (ms: number) => string; readonly time: (at: number) => string }) => string;
}

const zh: Names = {
  roles: {
    host: '主持人',
    recorder: '记录员',
    stakeholder: '利益相关方',
    resident: '群众代表',
    member: '委员',
    expert: '专家',
    officer: '部门代表',
    observer: '观察员',
  },
  forms: { briefing: '通报', questions: '提问', answers: '解答', debate: '辩论', stance: '表态', 'wrap-up': '归纳', 'sign-off': '签认' },
  sides: { for: '正方', against: '反方', supplement: '补充' },
  noSide: '未分方',
  scenes: {
    auto: '跟随环节',
    welcome: '欢迎与二维码',
    agenda: '议程',
    speaker: '发言与计时',
    questions: '问题墙',
    debate: '辩论',
    poll: '表决',
    words: '词云',
    map: '共识图',
    lists: '两张清单',
    thanks: '感谢',
  },
  places: {
    now: '现场',
    questions: '问题',
    debate: '辩论',
    polls: '表决',
    statements: '观点',
    map: '共识图',
    lists: '两张清单',
  },
  answers: { 'on-the-spot': '当场答复', later: '会后答复', transferred: '转办', 'not-ours': '不属本单位' },
  questions: {
    held: '等主持人过目',
    queued: '排队中',
    raised: '待答复',
    answered: '已答复',
    settled: '已了结',
    declined: '未采用',
    withdrawn: '已撤回',
  },
  commitments: { captured: '待部门确认', confirmed: '部门已确认', amended: '部门已修改', refused: '部门未认领' },
  stages: { none: '未召集', preparing: '筹备中', open: '进行中', closed: '已结束', cancelled: '已取消' },
  steps: ['坚决反对', '倾向反对', '说不准', '倾向赞成', '完全赞成'],
  anonymous: '匿名',
  nobodyKnown: '一位参会人',
  inHall: '现场',
  you: '我',
  waiting: '待发送',
  because: (because, { span, time }) => {
    switch (because.code) {
      case 'first-time':
        return '第一次发言的人排在前面。';
      case 'spoke-before':
        return `已发言 ${because.turns} 次，共 ${span(because.seconds * 1000)}，排在还没发言的人后面。`;
      case 'side-alternates':
        return `前面是${zh.sides[because.after]}，正反方轮流，所以接下来是${because.side ? zh.sides[because.side] : '其他人'}。`;
      case 'role-alternates':
        return `前面是${zh.roles[because.after]}，各方轮流，所以接下来是${because.role ? zh.roles[because.role] : '其他人'}。`;
      case 'least-time':
        return `同等情况下，发言时间少的在前（已用 ${span(because.seconds * 1000)}）。`;
      case 'asked-first':
        return `同等情况下，先申请的在前（${time(because.at)} 申请）。`;
      case 'host':
        return '主持人调整了顺序。';
    }
  },
};

const en: Names = {
  roles: {
    host: 'Host',
    recorder: 'Recorder',
    stakeholder: 'Stakeholder',
    resident: 'Resident',
    member: 'Member',
    expert: 'Expert',
    officer: 'Department officer',
    observer: 'Observer',
  },
  forms: {
    briefing: 'Briefing',
    questions: 'Questions',
    answers: 'Answers',
    debate: 'Debate',
    stance: 'Stance',
    'wrap-up': 'Wrap-up',
    'sign-off': 'Sign-off',
  },
  sides: { for: 'For', against: 'Against', supplement: 'Addition' },
  noSide: 'No side',
  scenes: {
    auto: 'Follows the segment',
    welcome: 'Welcome and QR code',
    agenda: 'Agenda',
    speaker: 'Speaker and clock',
    questions: 'Question wall',
    debate: 'Debate',
    poll: 'Poll',
    words: 'Word cloud',
    map: 'Opinion map',
    lists: 'Both lists',
    thanks: 'Thanks',
  },
  places: {
    now: 'Now',
    questions: 'Questions',
    debate: 'Debate',
    polls: 'Polls',
    statements: 'Statements',
    map: 'Opinion map',
    lists: 'Both lists',
  },
  answers: { 'on-the-spot': 'Answered here', later: 'Answer to follow', transferred: 'Passed on', 'not-ours': 'Not their duty' },
  questions: {
    held: 'With the host',
    queued: 'Waiting',
    raised: 'Needs an answer',
    answered: 'Answered',
    settled: 'Settled',
    declined: 'Not taken up',
    withdrawn: 'Withdrawn',
  },
  commitments: { captured: 'To be confirmed', confirmed: 'Confirmed', amended: 'Amended', refused: 'Not taken on' },
  stages: { none: 'Not convened', preparing: 'In preparation', open: 'Live', closed: 'Closed', cancelled: 'Cancelled' },
  steps: ['Firmly against', 'Rather against', 'Not sure', 'Rather for', 'Wholly for'],
  anonymous: 'Anonymous',
  nobodyKnown: 'A participant',
  inHall: 'In the hall',
  you: 'You',
  waiting: 'Waiting to be sent',
  because: (because, { span, time }) => {
    switch (because.code) {
      case 'first-time':
        return 'People who have not spoken yet go first.';
      case 'spoke-before':
        return `Spoke ${because.turns === 1 ? 'once' : `${because.turns} times`}, ${span(because.seconds * 1000)} in all, so those who have not spoken go first.`;
      case 'side-alternates':
        return `The one before speaks “${en.sides[because.after]}”; sides take turns, so next comes “${because.side ? en.sides[because.side] : 'others'}”.`;
      case 'role-alternates':
        return `The one before is ${en.roles[because.after].toLowerCase()}; roles take turns, so next comes ${because.role ? en.roles[because.role].toLowerCase() : 'somebody else'}.`;
      case 'least-time':
        return `Otherwise equal: whoever has used less time goes first (${span(because.seconds * 1000)} so far).`;
      case 'asked-first':
        return `Otherwise equal: whoever asked first goes first (asked at ${time(because.at)}).`;
      case 'host':
        return 'The host changed the order.';
    }
  },
};

export const names = area<Names>(zh, en);
