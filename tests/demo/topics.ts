/** 征题 · 筛题 · 定题: what people of an invented neighbourhood brought, by every channel, and what became of it. */
import type { Company } from './company.ts';
import { guests, type GuestKey, type StaffKey } from './cast.ts';
import type { SceneName } from './picture.ts';

interface Brought {
  readonly by: GuestKey | StaffKey;
  readonly channel: string;
  readonly category: string;
  readonly place: string;
  readonly title: string;
  readonly description: string;
  readonly picture?: SceneName;
  /** Left without a name. */
  readonly unnamed?: true;
  readonly endorsedBy?: readonly GuestKey[];
}

const place = '望桥新村三期（示例）';

export const brought = {
  'demo-parking': {
    ...{ by: 'li', channel: 'talk', category: 'transport', place },
    title: '旧改后停车位怎么划，绿地还留多少',
    description:
      '三期 612 户只有 140 个车位，消防通道常年被占。旧改图纸要把两块绿地改成车位，一楼住户不同意，有车的都赞成，请坐下来谈一谈。',
    endorsedBy: ['wang', 'zhao', 'qian', 'sun'],
  },
  'demo-charging': {
    ...{ by: 'wang', channel: 'snapshot', category: 'safety', place: `${place} 5 号楼` },
    title: '楼道飞线充电太危险',
    description: '五号楼三单元从四楼窗口拉线下来充电，去年烧过一回。希望旧改时一并建集中充电棚。',
    picture: 'dark',
    endorsedBy: ['zhao', 'li', 'sun'],
  },
  'demo-drainage': {
    ...{ by: 'zhao', channel: 'hotline', category: 'housing', place },
    title: '雨污管网一下雨就倒灌',
    description: '12345 工单三次反映：一楼厨房返水，雨污没有分流，路面改造前请先把管子换好。',
    endorsedBy: ['wang', 'sun', 'qian'],
  },
  'demo-property': {
    ...{ by: 'demo-member', channel: 'member', category: 'housing', place },
    title: '改造之后谁来管：物业长效管理怎么建',
    description: '老小区没有物业，改造完两年又旧。建议由居民议事，成立物业服务社，街道扶一程。',
    endorsedBy: ['wang', 'li'],
  },
  'demo-lift': {
    ...{ by: 'sun', channel: 'form', category: 'elderly', place: `${place} 2 号楼` },
    title: '加装电梯低层不同意怎么办',
    description: '二号楼六层，老人多。三到六楼签了字，一楼担心采光和噪音，请专业人士来讲一讲怎么补偿。',
    endorsedBy: ['wang', 'zhao', 'qian', 'he'],
  },
  'demo-canteen': {
    ...{ by: 'demo-street', channel: 'leader', category: 'elderly', place: '望桥社区（示例）' },
    title: '社区助餐点开在哪里、怎么收费',
    description: '区里要求年内建成社区助餐点，闲置自行车棚和党群服务中心一楼两个地方，听听老人的意见。',
    endorsedBy: ['wang', 'zhao'],
  },
  'demo-lights': {
    ...{ by: 'qian', channel: 'snapshot', category: 'housing', place: `${place} 3 号楼` },
    title: '三号楼二单元楼道灯坏了半年',
    description: '晚上摸黑上楼，老人不敢出门。',
    picture: 'dark',
    unnamed: true,
  },
  'demo-market': {
    ...{ by: 'zhao', channel: 'other', category: 'environment', place: '望桥菜场北门（示例）' },
    title: '菜场北门污水横流',
    description: '早市散了以后没人冲洗，夏天气味很大。',
    picture: 'worn',
  },
  'demo-ramp': {
    ...{ by: 'demo-member', channel: 'visit', category: 'elderly', place },
    title: '单元门口缺无障碍坡道和扶手',
    description: '走访二十户，轮椅出行的有七户，单元门口三级台阶没有坡道。',
    endorsedBy: ['wang', 'he'],
  },
  'demo-parking-fee': {
    ...{ by: 'qian', channel: 'form', category: 'transport', place },
    title: '停车收费标准要公开',
    description: '希望一并商量停车收费和管理办法。',
    endorsedBy: ['zhao', 'gu'],
  },
  'demo-clothes': {
    ...{ by: 'wang', channel: 'form', category: 'housing', place },
    title: '绿地里没有地方晒被子',
    description: '改造时留几处公共晾晒架。',
  },
  'demo-dispute': {
    ...{ by: 'qian', channel: 'hotline', category: 'other', place },
    title: '要求法院改判我家的装修合同',
    description: '与装修公司的官司一审输了，请政协出面。',
  },
} as const satisfies Readonly<Record<string, Brought>>;
export type TopicKey = keyof typeof brought;

const scores = { whole: 5, concern: 5, feasible: 4, urgent: 4 };

/** Up to 定题: what is scheduled and deliberated follows from the sessions. */
export const collectTopics = async (company: Company): Promise<void> => {
  for (const [key, topic] of Object.entries(brought) as [TopicKey, Brought][]) await bring(company, key, topic);
  const host = company.get('demo-host');
  const selected: readonly TopicKey[] = ['demo-parking', 'demo-charging', 'demo-drainage', 'demo-property', 'demo-lift', 'demo-canteen'];
  for (const key of [...selected, 'demo-ramp'] as const) await host.ask(`topics/${key}`, 'demo-screen', { type: 'screen' });
  for (const key of selected) await host.ask(`topics/${key}`, 'demo-select', { type: 'select', scores });
  await host.ask('topics/demo-parking-fee', 'demo-merge', { type: 'mergeInto', into: 'demo-parking' });
  await host.ask('topics/demo-clothes', 'demo-nest', { type: 'nestUnder', under: 'demo-property' });
  const note = '已进入司法程序，请依法上诉；调解服务电话请向社区索取。';
  await host.ask('topics/demo-dispute', 'demo-decline', { type: 'decline', reason: 'court', note });
};

const bring = async (company: Company, key: TopicKey, topic: Brought): Promise<void> => {
  const who = company.get(topic.by);
  const guest = topic.by in guests ? guests[topic.by as GuestKey] : null;
  const photos = topic.picture ? [await company.picture(who, `topic-${key}`, topic.picture)] : [];
  const { title, description, category, channel, place: where } = topic;
  const named = guest && !topic.unnamed ? { name: guest.name, phone: guest.phone } : {};
  await who.ask(`topics/${key}`, 'demo-submit', { type: 'submit', title, description, category, channel, place: where, photos, ...named });
  for (const by of topic.endorsedBy ?? []) await company.get(by).ask(`topics/${key}`, `demo-endorse-${by}`, { type: 'endorse' });
};
