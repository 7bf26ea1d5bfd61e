/** The two lists, written by two people at once, signed by everybody who leads something, and issued. */
import type { State } from '#shared/checklists/state.ts';
import type { Company } from './company.ts';
import type { StaffKey } from './cast.ts';
import { closeMeeting, inHall } from './meeting.ts';
import { pencilIn, type RowText } from './pencil.ts';

export const lists = 'checklists/demo-renewal';
type Issued = Extract<State, { stage: 'issued' }>;

/** Responsibility rows that did not begin as a commitment, and what is added to those that did. */
export type Row = 'charge' | 'drain' | 'rail' | 'council' | 'lights' | 'parking' | 'lift' | 'bins' | 'ramp' | 'fire' | 'fee' | 'pool';
const fromCommitment: readonly Row[] = ['charge', 'drain', 'rail', 'council'];
export const rowId = (row: Row): string => `demo-${fromCommitment.includes(row) ? 'c' : 'r'}-${row}`;

const source = (kind: string, id: string) => ({ kind, id: `demo-${id}` });

const suggestions: Readonly<Record<string, RowText>> = {
  'demo-s-drain': suggestion(
    'a1',
    'demo-drainage',
    '一下雨一楼厨房返水，雨污没有分流。',
    '路面改造之前先完成三期雨污主管网分流，分段施工并公示进度。',
    {
      ...{
        department: 'demo-housing',
        category: 'immediate',
        attitude: 'promised',
        support: 11,
        reserve: 1,
        oppose: 0,
        proposer: '示例·赵梅',
      },
      sources: [source('question', 'q-drain'), source('answer', 'a-drain')],
    },
  ),
  'demo-s-charge': suggestion(
    'a2',
    'demo-charging',
    '飞线充电屡禁不止，缺少集中充电的地方。',
    '建设集中充电棚，公开电价，同步清理楼道飞线。',
    {
      ...{
        department: 'demo-power',
        category: 'immediate',
        attitude: 'promised',
        support: 12,
        reserve: 0,
        oppose: 0,
        proposer: '示例·王秀兰',
      },
      sources: [source('question', 'q-charge'), source('commitment', 'c-charge')],
    },
  ),
  'demo-s-parking': suggestion(
    'a3',
    'demo-parking',
    '车位缺口四百多个，绿地又是老人孩子唯一活动的地方。',
    '错时停车加立体车架，少占绿地，窗前留六米缓冲带。',
    {
      ...{ department: 'demo-urban', category: 'planned', attitude: 'later', support: 8, reserve: 2, oppose: 2, proposer: '示例·何工' },
      sources: [source('turn', 'turn-li'), source('turn', 'turn-wang'), source('turn', 'turn-he')],
      minority: '两名一楼住户不同意在窗前设任何车位，要求先清理僵尸车再评估。',
    },
  ),
  'demo-s-property': suggestion('a4', 'demo-property', '改造后无人管理，两年又旧。', '推选居民议事会，成立物业服务社，收费由居民表决。', {
    ...{
      department: 'demo-street',
      category: 'planned',
      attitude: 'promised',
      support: 10,
      reserve: 2,
      oppose: 0,
      proposer: '示例·钱进',
      anonymous: true,
    },
    sources: [source('question', 'q-fee'), source('answer', 'a-fee'), source('question', 'q-fee-2')],
  }),
  'demo-s-elderly': suggestion(
    'a5',
    'demo-property',
    '单元门口台阶多，轮椅和老人出行难。',
    '分批加装扶手和坡道，电梯加装由专业机构逐幢评估。',
    {
      ...{
        department: 'demo-housing',
        category: 'planned',
        attitude: 'promised',
        support: 12,
        reserve: 0,
        oppose: 0,
        proposer: '示例·陈阿婆',
      },
      sources: [source('question', 'q-rail'), source('answer', 'a-rail')],
    },
  ),
  'demo-s-walls': suggestion('a6', 'demo-parking', '一楼自砌花池能否保留。', '花池先由社区调解委员会认定，再决定去留。', {
    ...{ department: 'demo-housing', category: 'explain', attitude: 'declined', support: 3, reserve: 6, oppose: 3, proposer: '示例·孙立' },
    sources: [source('answer', 'a-wall')],
    attitudeReason: '占用公共绿地的部分不在改造范围内，由社区先行认定。',
  }),
};

function suggestion(order: string, topic: string, problem: string, asked: string, rest: Readonly<Record<string, unknown>>): RowText {
  const { minority = '', attitudeReason = '', ...cells } = rest as { minority?: string; attitudeReason?: string };
  return { texts: { problem, suggestion: asked, minority, attitudeReason }, cells: { order, topic, anonymous: false, ...cells } };
}

interface Duty {
  readonly lead: string;
  readonly cooperating?: readonly string[];
  /** Days after the story began. */
  readonly due: number;
  readonly from: readonly string[];
  readonly title: string;
  readonly task: string;
  readonly criterion: string;
  readonly person: string;
  readonly milestones?: readonly (readonly [string, number])[];
  readonly publicity?: 'public' | 'summary' | 'internal';
}

const duties: Readonly<Record<Row, Duty>> = {
  charge: {
    ...{ lead: 'demo-power', cooperating: ['demo-street'], due: 40, from: ['demo-s-charge'], person: '示例·谭电' },
    ...{ title: '建成集中充电棚', task: '建成 3 处集中充电棚、60 个插座', criterion: '3 处投入使用，电价公示，抽查楼道无飞线。' },
  },
  drain: {
    ...{ lead: 'demo-housing', cooperating: ['demo-street'], due: 45, from: ['demo-s-drain'], person: '示例·许建国' },
    ...{ title: '三期雨污主管网分流', task: '完成三期雨污主管网分流', criterion: '主管网闭水试验合格，暴雨后一楼无返水。' },
    milestones: [
      ['东区开挖', 12],
      ['西区贯通', 30],
    ],
  },
  rail: {
    ...{ lead: 'demo-housing', due: 25, from: ['demo-s-elderly'], person: '示例·许建国' },
    ...{ title: '单元门口扶手', task: '七个单元门口加装扶手', criterion: '七处扶手安装牢固，现场验收签字。' },
  },
  council: {
    ...{ lead: 'demo-street', due: 6, from: ['demo-s-property'], person: '示例·陆芳' },
    ...{ title: '推选居民议事会', task: '推选居民议事会，公示物业服务社方案', criterion: '议事会名单和方案公示满七日。' },
  },
  lights: {
    ...{ lead: 'demo-urban', due: 15, from: ['demo-s-property'], person: '示例·韩城' },
    ...{ title: '更换楼道照明', task: '排查三期全部楼道灯，更换为声控节能灯', criterion: '63 个单元全部点亮，抽查完好率不低于 98%。' },
  },
  parking: {
    ...{ lead: 'demo-urban', cooperating: ['demo-police'], due: 60, from: ['demo-s-parking'], person: '示例·韩城' },
    ...{ title: '停车位重新划线', task: '清理僵尸车，重新划线，窗前留六米缓冲带', criterion: '新增车位不少于 120 个，消防通道全线畅通。' },
  },
  lift: {
    ...{ lead: 'demo-housing', due: 90, from: ['demo-s-elderly'], person: '示例·许建国' },
    ...{ title: '加装电梯逐幢评估', task: '委托专业机构逐幢评估加装电梯条件', criterion: '出具逐幢评估报告并向居民说明。' },
  },
  bins: {
    ...{ lead: 'demo-urban', due: 30, from: ['demo-s-property'], person: '示例·韩城' },
    ...{ title: '垃圾分类亭移位', task: '将 6 号楼窗前的垃圾分类亭移至西门', criterion: '移位完成，周边住户无异议。' },
  },
  ramp: {
    ...{ lead: 'demo-civil', due: 35, from: ['demo-s-elderly'], person: '示例·方暖' },
    ...{ title: '单元门口无障碍坡道', task: '勘测并建设无障碍坡道', criterion: '坡度符合规范，轮椅可自行进出。' },
  },
  fire: {
    ...{ lead: 'demo-street', due: 20, from: ['demo-s-parking'], person: '示例·陆芳' },
    ...{ title: '打通消防通道', task: '清除占用消防通道的地锁和杂物', criterion: '消防车辆实地通行一次无阻。' },
  },
  fee: {
    ...{ lead: 'demo-urban', due: 50, from: ['demo-s-parking'], person: '示例·韩城', publicity: 'summary' },
    ...{ title: '停车收费标准公示', task: '会同居民议事会拟定停车收费标准并公示', criterion: '标准经表决通过并公示。' },
  },
  pool: {
    ...{ lead: 'demo-street', due: 30, from: ['demo-s-walls'], person: '示例·陆芳', publicity: 'internal' },
    ...{ title: '一楼花池认定', task: '由社区调解委员会认定花池占用公共绿地情况', criterion: '逐户出具认定意见。' },
  },
};

const responsibility = (company: Company, row: Row, n: number): RowText => {
  const { lead, cooperating = [], due, from, title, task, criterion, person, milestones = [], publicity = 'public' } = duties[row];
  const pencilled = fromCommitment.includes(row);
  const own = { lead, due: company.day(due), order: `m${String(n).padStart(2, '0')}`, sources: [] };
  return {
    texts: { title, task, criterion },
    cells: {
      ...(pencilled ? {} : own),
      ...{ suggestions: from, cooperating, person, phone: '0513-5550000', publicity },
      milestones: milestones.map(([name, after]) => ({ title: name, due: company.day(after) })),
    },
  };
};

export const issueLists = async (company: Company): Promise<void> => {
  const host = company.get('demo-host');
  const ready = (state: State): boolean => state.stage !== 'preparing' && state.number !== null;
  const { stage } = await host.until<State>(lists, ready, 'prepared and numbered');
  // From the moment of signing on the pencil rests.
  if (stage === 'drafting') await writeLists(company);
  await host.ask(lists, 'demo-propose', { type: 'propose' });
  const parties: Readonly<Record<string, StaffKey>> = {
    ...{ host: 'demo-host', 'demo-housing': 'demo-leader', 'demo-urban': 'demo-urban', 'demo-street': 'demo-street' },
    ...{ 'demo-police': 'demo-police', 'demo-power': 'demo-power', 'demo-civil': 'demo-civil' },
  };
  const { parties: open } = await host.until<Extract<State, { stage: 'signing' } | Issued>>(
    lists,
    (state) => 'parties' in state,
    'who signs',
  );
  for (const party of open) await company.get(parties[party]!).ask(lists, `demo-sign-${party}`, { type: 'signOff', party });
  await withoutHall(company);
  await host.ask(lists, 'demo-issue', { type: 'issue' });
  await closeMeeting(company);
};

const writeLists = async (company: Company): Promise<void> => {
  const rows = Object.keys(duties) as Row[];
  const wanted = Object.fromEntries(rows.map((row, n) => [rowId(row), responsibility(company, row, n)]));
  await Promise.all([
    pencilIn(company.get('demo-recorder'), `${lists}/suggestions`, suggestions),
    // What a department refused to promise is struck out again.
    pencilIn(company.get('demo-member'), `${lists}/responsibilities`, { ...wanted, 'demo-c-demolish': null }),
  ]);
};

/** Who has no phone cannot rate later, and is not waited for. */
const withoutHall = async (company: Company): Promise<void> => {
  const only = (state: State): boolean => !state.seats[inHall]?.roles.includes('resident');
  await company.get('demo-host').until<State>(lists, only, 'who only watches is not asked to rate');
};

/** Row → stream of its item. */
export const itemsOf = async (company: Company): Promise<Readonly<Record<Row, `items/${string}`>>> => {
  const { responsibilities } = await company.get('demo-host').until<Issued>(lists, ({ stage }) => stage === 'issued', 'issued');
  const stream = (row: Row) => `items/demo-renewal-${responsibilities.find(({ id }) => id === rowId(row))?.n ?? 0}` as const;
  return Object.fromEntries((Object.keys(duties) as Row[]).map((row) => [row, stream(row)])) as Record<Row, `items/${string}`>;
};
