/** How minutes are worded. An official document is Chinese, whatever language a screen speaks. */
import { dayOf } from '../core/calendar.ts';

const figures = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** 1–99: 一, 十二, 二十三. */
export const numeral = (n: number): string => {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : (figures[tens] ?? '')}十`;
  return `${ten}${ones === 0 && tens > 0 ? '' : (figures[ones] ?? '')}`;
};

/** `2026-10-24` → 2026年10月24日 */
export const longDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

const minutesOf = (at: number): string => {
  const local = new Date(at + 8 * 3_600_000);
  return `${String(local.getUTCHours()).padStart(2, '0')}:${String(local.getUTCMinutes()).padStart(2, '0')}`;
};

/** 2026年10月24日 15:00—16:42 */
export const timeSpan = (from: number, to: number | null): string =>
  `${longDay(dayOf(from))} ${minutesOf(from)}${to === null ? '' : `—${minutesOf(to)}`}`;

export const roleNames: Readonly<Record<string, string>> = {
  host: '主持人',
  recorder: '记录员',
  stakeholder: '利益相关方',
  resident: '群众代表',
  member: '委员',
  expert: '专家',
  officer: '部门代表',
  observer: '观察员',
};

export const sideNames: Readonly<Record<string, string>> = { for: '正方', against: '反方', supplement: '补充' };

export const headings = {
  course: '协商过程',
  opinions: '共识与分歧',
  commitments: '当场承诺',
  unraised: '会上未及提出的问题',
  decisions: '议定事项',
} as const;

interface Stood {
  readonly count: number;
  readonly sum: number;
}
const stood = ({ count, sum }: Stood): string => `${count}人表态，平均支持度${Math.round(sum / count)}（0为反对，100为赞成）`;

export const sentences = {
  opening: (topics: readonly string[]): string =>
    topics.length === 0
      ? '会议经充分协商，现将有关情况纪要如下。'
      : `会议围绕${topics.map((topic) => `“${topic}”`).join('、')}开展协商，现将有关情况纪要如下。`,
  decisions: '会议形成协商建议清单和责任落实清单，经主持人和各主办单位签认后交办，办理情况向参会人员反馈。',
  later: (day: string): string => `（会后答复，${longDay(day)}前）`,
  notOurs: (reason: string): string => `（不属本单位职责：${reason}）`,
  due: (day: string): string => `（${longDay(day)}前）`,
  unconfirmed: '（待单位确认）',
  refused: (reason: string): string => `（单位未确认：${reason}）`,
  /** `sum` over `count` people, from 0 (against) to 100 (for). */
  stance: (before: Stood, after: Stood, moved: { readonly towards: number; readonly away: number; readonly same: number }): string => {
    const phases = [...(before.count > 0 ? [`辩论前${stood(before)}`] : []), ...(after.count > 0 ? [`辩论后${stood(after)}`] : [])];
    const both = moved.towards + moved.away + moved.same;
    const change = both > 0 ? `；两次都表态的${both}人中，更赞成的${moved.towards}人，更反对的${moved.away}人，未变的${moved.same}人` : '';
    return `${phases.join('；')}${change}。`;
  },
  poll: (entitled: number, ballots: number): string => `应投${entitled}人，收到有效票${ballots}张`,
  /** Most seconded first; the text of a question brings its own mark or none. */
  seconded: (questions: readonly (readonly [text: string, people: number])[]): string =>
    `附议较多的问题：${questions.map(([text, people]) => `“${text}”${people}人`).join('；')}。`,
  again: (title: string): string => `${title}（续）`,
} as const;
