/** What the hotline handed on: items from no list, so that a desk has something overdue, near, to sign, to answer and to countersign. */
import type { State } from '#shared/items/state.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { personOf, type Department, type StaffKey } from './cast.ts';
import type { Company } from './company.ts';

interface Given {
  readonly title: string;
  readonly task: string;
  readonly lead: Department;
  readonly cooperating?: readonly Department[];
  /** Days after the story began; issued so many days before it. */
  readonly due: number;
  readonly since?: number;
  readonly milestones?: readonly (readonly [string, number])[];
  readonly work?: (acts: Acts, company: Company, item: StreamId) => Promise<void>;
}
type Acts = (by: StaffKey, id: string, command: { readonly type: string } & Readonly<Record<string, unknown>>) => Promise<void>;
type Live = Exclude<State, { stage: 'unissued' }>;

const routed = (delegated: boolean, text: string) => ({ type: 'route', officer: personOf('demo-housing'), delegated, text });

const draft = async (acts: Acts, company: Company, key: string, text: string): Promise<void> => {
  const files = [await company.picture(company.get('demo-housing'), `duty-${key}-done`, 'renewed')];
  await acts('demo-housing', 'draft', { type: 'reportDone', text, files, class: 'A' });
};

const duties: Readonly<Record<string, Given>> = {
  /** Overdue for weeks: the ladder has begun, and a supervisor has written. */
  roof: {
    ...{ title: '4 幢屋面渗漏维修', task: '查清渗漏点，修复屋面防水。', lead: 'demo-housing', due: -24, since: 80 },
    async work(acts) {
      await acts('demo-housing', 'claim', { type: 'claim', text: '先做临时封堵，再约屋面施工队。' });
      await acts('demo-supervisor', 'letter', { type: 'sendLetter', text: '雨季将至，请说明未办结的原因和完工日期。' });
    },
  },
  /** Near its day, one milestone done. */
  gate: {
    ...{ title: '东门道闸夜间无法开启', task: '更换道闸电机，明确夜间值守。', lead: 'demo-housing', due: 5, since: 20 },
    milestones: [
      ['换电机', 2],
      ['定值守', 5],
    ],
    async work(acts) {
      await acts('demo-leader', 'route', routed(true, '请与物业一起办。'));
      await acts('demo-housing', 'claim', { type: 'claim', text: '本周换电机。' });
      await acts('demo-housing', 'milestone', { type: 'reachMilestone', milestone: 0, text: '电机已换。', files: [] });
    },
  },
  /** The officer has written the report; the leader has not signed it. */
  pipe: {
    ...{ title: '7 幢自来水锈黄', task: '冲洗管网，更换锈蚀立管。', lead: 'demo-housing', due: 30, since: 10 },
    async work(acts, company) {
      await acts('demo-leader', 'route', routed(false, '结果先给我看。'));
      await acts('demo-housing', 'claim', { type: 'claim', text: '先冲洗，再换立管。' });
      const housing = company.get('demo-housing');
      const before = await company.picture(housing, 'duty-pipe-before', 'worn');
      const after = await company.picture(housing, 'duty-pipe-after', 'renewed');
      const pair = { before, after, files: [] };
      await acts('demo-housing', 'note', { type: 'note', text: '一、二单元立管已换，水清了。', ...pair });
      await draft(acts, company, 'pipe', '六个单元立管全部更换，水质复检合格。');
    },
  },
  /** Written anew: the leader sent it back. */
  light: {
    ...{ title: '中心花园草坪灯不亮', task: '修复 18 盏草坪灯。', lead: 'demo-housing', due: 26, since: 12 },
    async work(acts, company) {
      await acts('demo-leader', 'route', routed(false, ''));
      await acts('demo-housing', 'claim', { type: 'claim', text: '' });
      await draft(acts, company, 'light', '已修好。');
      await acts('demo-leader', 'back', { type: 'sendBackDraft', draft: 1, reason: '写明修了几盏、哪天复查。' });
    },
  },
  /** A letter came, and the department replied to the public. */
  noise: {
    ...{
      title: '电梯机房噪声扰民',
      task: '加装减振垫，夜间检测噪声。',
      lead: 'demo-housing',
      cooperating: ['demo-street'],
      due: 40,
      since: 15,
    },
    async work(acts) {
      await acts('demo-housing', 'claim', { type: 'claim', text: '先检测后施工。' });
      await acts('demo-supervisor', 'letter', { type: 'sendLetter', text: '居民再次来电，请说明检测结果和施工安排。' });
      const said = '夜间实测 46 分贝，超标 1 分贝；减振垫已订货，下周安装后复测并公布结果。';
      await acts('demo-housing', 'reply', { type: 'reply', text: said, class: 'B', to: 'public' });
    },
  },
  /** Another department leads, and waits for an opinion. */
  tree: {
    ...{ title: '行道树遮挡路灯', task: '修剪路灯周边枝叶。', lead: 'demo-urban', cooperating: ['demo-housing'], due: 21, since: 3 },
    async work(acts) {
      await acts('demo-urban', 'claim', { type: 'claim', text: '分段修剪。' });
    },
  },
  /** Not claimed yet. */
  bell: { title: '单元门对讲失灵', task: '逐户检修对讲分机。', lead: 'demo-housing', due: 33 },
  mail: { title: '快递柜占用消防登高面', task: '移位并重新划线。', lead: 'demo-housing', cooperating: ['demo-police'], due: 420 },
};

const day = 86_400_000;

export const dutyOf = (key: string): StreamId => `items/demo-duty-${key}`;
export const dutyKeys: readonly string[] = Object.keys(duties);

export const handOn = async (company: Company): Promise<void> => {
  for (const [n, [key, { title, task, lead, cooperating = [], due, since = 0, milestones = [], work }]] of Object.entries(
    duties,
  ).entries()) {
    const item = dutyOf(key);
    await company.admin.ask(item, 'demo-issue', {
      ...{ type: 'issue', number: `示例热线-${n + 1}`, title, task, criterion: '现场查看属实，来电人认可。', lead, cooperating },
      ...{ sources: [{ system: '12345', id: `demo-${key}` }], due: company.day(due), publicity: 'public' },
      milestones: milestones.map(([name, after]) => ({ title: name, due: company.day(after) })),
      issuedAt: company.memory.startedAt - since * day,
    });
    await work?.((by, id, command) => company.get(by).ask(item, `demo-${id}`, command), company, item);
  }
  // The lamp and the ladder of what is overdue come by themselves.
  await company
    .get('demo-supervisor')
    .until<Live>(dutyOf('roof'), ({ lamp, escalation }) => lamp === 'red' && escalation.done === 1, 'it is overdue');
};
