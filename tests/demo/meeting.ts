/** The finished session: 问 · 答 · 追问 · 辩, with what was promised. Nobody hurries like this in a real hall: every turn takes a moment. */
import type { Session } from '#shared/sessions/state.ts';
import { guests, personOf, staff, type GuestKey, type StaffKey } from './cast.ts';
import type { Company } from './company.ts';
import { brought, type TopicKey } from './topics.ts';

export const renewal = 'sessions/demo-renewal';
/** Hears of the questions a moment after the session. */
const voting = 'ballots/demo-renewal';
/** Old Chen came without a phone: the host signed her up by name; when her question was written down she only watched. */
export const inHall = 'h-demo-chen';

const talkedOver: readonly TopicKey[] = ['demo-parking', 'demo-charging', 'demo-drainage', 'demo-property'];
export const topicsOf = (keys: readonly TopicKey[]) => keys.map((id) => ({ id, title: brought[id].title }));

const hour = 3_600_000;
/** On the hour before the story begins. */
const startOf = (company: Company): number => Math.floor(company.memory.startedAt / hour) * hour;

export const holdMeeting = async (company: Company): Promise<void> => {
  const host = company.get('demo-host');
  const convened = {
    ...{ title: '望桥新村三期老旧小区改造协商会（示例）', topics: topicsOf(talkedOver), place: '望桥社区党群服务中心二楼议事厅（示例）' },
    ...{ startsAt: startOf(company), preset: 'questions-answers-debate', publicity: 'open', name: staff['demo-host'].name },
  };
  await host.ask(renewal, 'demo-convene', { type: 'convene', ...convened });
  await takeSeats(company);
  await host.ask(renewal, 'demo-open', { type: 'open' });
  await brief(company);
  await host.ask(renewal, 'demo-questions', { type: 'nextSegment' });
  await questions(company);
  await host.ask(renewal, 'demo-answers', { type: 'nextSegment' });
  await answers(company);
  await commitments(company);
  await host.ask(renewal, 'demo-debate', { type: 'nextSegment' });
  await debate(company);
  await host.ask(renewal, 'demo-stance', { type: 'nextSegment' });
  await stance(company, 'after', { li: 70, wang: 45, qian: 75, sun: 40, zhao: 65, 'demo-member': 60 });
  await host.ask(renewal, 'demo-wrap-up', { type: 'nextSegment' });
};

/** After the lists were signed. */
export const closeMeeting = async (company: Company): Promise<void> => {
  const host = company.get('demo-host');
  await host.ask(renewal, 'demo-sign-off', { type: 'nextSegment' });
  await host.ask(renewal, 'demo-close', { type: 'close' });
};

export const seatStaff = async (company: Company, stream: `sessions/${string}`, keys: readonly StaffKey[]): Promise<void> => {
  for (const key of keys) {
    const { name, seat, department } = staff[key];
    await company
      .get('demo-host')
      .ask(stream, `demo-seat-${key}`, { type: 'seatPerson', person: personOf(key), name, roles: seat, department });
  }
};

const takeSeats = async (company: Company): Promise<void> => {
  const host = company.get('demo-host');
  await seatStaff(company, renewal, [
    'demo-recorder',
    'demo-member',
    'demo-housing',
    'demo-urban',
    'demo-street',
    'demo-police',
    'demo-power',
  ]);
  const { codes } = await host.until<Session>(renewal, (session) => session.codes !== null, 'its codes');
  const code = (key: string) => codes?.find((one) => one.key === key)?.code;
  for (const [key, { name, role }] of Object.entries(guests) as [GuestKey, (typeof guests)[GuestKey]][])
    await company.get(key).ask(renewal, 'demo-join-' + key, { type: 'join', code: code('participant'), name, role });
  await company.get('screen').ask(renewal, 'demo-join-screen', { type: 'joinScreen', code: code('screen') });
};

interface Speech {
  readonly key: string;
  readonly by: GuestKey | StaffKey;
  readonly side?: 'for' | 'against' | 'supplement';
  readonly rebuts?: string;
  readonly note: string;
}

const speak = async (company: Company, { key, by, side, rebuts, note }: Speech, meanwhile?: () => Promise<void>): Promise<void> => {
  const host = company.get('demo-host');
  const wish = { ...(side ? { side } : {}), ...(rebuts ? { rebuts: `demo-turn-${rebuts}` } : {}) };
  await company.get(by).ask(renewal, `demo-floor-${key}`, { type: 'requestFloor', ...wish });
  await host.ask(renewal, `demo-turn-${key}`, { type: 'giveFloor', request: `demo-floor-${key}` });
  await host.ask(renewal, `demo-start-${key}`, { type: 'startTurn' });
  await meanwhile?.();
  await company.get(by).ask(renewal, `demo-end-${key}`, { type: 'endTurn' });
  await company.get('demo-recorder').ask(renewal, `demo-note-${key}`, { type: 'noteTurn', turn: `demo-turn-${key}`, text: note });
};

const brief = async (company: Company): Promise<void> => {
  const host = company.get('demo-host');
  await host.ask(renewal, 'demo-briefing', { type: 'nextSegment' });
  const note = '三期 21 幢 612 户列入今年改造计划：雨污分流、路面、外墙、线缆入地，商前入户 186 户，反映最多的是停车、充电和积水。';
  await speak(company, { key: 'brief', by: 'demo-housing', note });
};

const asked: readonly (readonly [string, GuestKey, string, string | null, TopicKey, boolean])[] = [
  ['drain', 'zhao', '雨污管网什么时候开挖，工期多久，能不能赶在梅雨之前？', 'demo-housing', 'demo-drainage', false],
  ['charge', 'wang', '集中充电棚建在哪里，一度电多少钱？', 'demo-power', 'demo-charging', false],
  ['park', 'li', '车位重新划线以后，晚上外来车辆占位谁来管？', 'demo-police', 'demo-parking', false],
  ['fee', 'qian', '物业服务社的收费由谁来定，租户有没有发言权？', 'demo-street', 'demo-property', true],
  ['wall', 'sun', '一楼自己砌的花池在改造中能不能保留？', 'demo-housing', 'demo-parking', false],
  ['price', 'qian', '附近房价会不会涨？', null, 'demo-property', false],
  ['tree', 'sun', '北门的老香樟会不会砍？', null, 'demo-parking', false],
  ['camera', 'wang', '改造后楼道里装不装监控？', null, 'demo-property', false],
];

const questions = async (company: Company): Promise<void> => {
  const host = company.get('demo-host');
  for (const [key, by, text, to, topic, anonymous] of asked)
    await company.get(by).ask(renewal, `demo-q-${key}`, { type: 'ask', text, to, topic, anonymous });
  await host.ask(renewal, 'demo-chen', { type: 'addRequestFor', who: { name: '示例·陈阿婆' } });
  const rail = { text: '单元门口三级台阶，能不能装个扶手？', to: 'demo-housing', topic: 'demo-property' };
  await company.get('demo-recorder').ask(renewal, 'demo-q-rail', { type: 'ask', ...rail, onBehalfOf: inHall });
  const watches = { person: inHall, name: '示例·陈阿婆', roles: ['observer'], hall: true };
  await host.ask(renewal, 'demo-chen-watches', { type: 'seatPerson', ...watches });
  const seconds: readonly (readonly [string, readonly GuestKey[]])[] = [
    ['drain', ['wang', 'sun', 'qian']],
    ['charge', ['zhao', 'li']],
    ['fee', ['wang', 'zhao', 'li', 'sun']],
  ];
  for (const [key, people] of seconds)
    for (const by of people) await company.get(by).ask(voting, `demo-second-${key}-${by}`, { type: 'second', question: `demo-q-${key}` });
  await host.ask(renewal, 'demo-decline-price', { type: 'declineQuestion', question: 'demo-q-price', reason: '与本次议题无关' });
  await company.get('sun').ask(renewal, 'demo-withdraw-tree', { type: 'withdrawQuestion', question: 'demo-q-tree' });
  for (const key of ['drain', 'charge', 'park', 'fee', 'wall', 'rail'])
    await host.ask(renewal, `demo-raise-${key}`, { type: 'raiseQuestion', question: `demo-q-${key}` });
};

const answers = async (company: Company): Promise<void> => {
  const answer = (by: StaffKey, question: string, id: string, rest: Readonly<Record<string, unknown>>) =>
    company.get(by).ask(renewal, `demo-a-${id}`, { type: 'answerQuestion', question: `demo-q-${question}`, ...rest });
  await answer('demo-housing', 'drain', 'drain', {
    kind: 'on-the-spot',
    text: '下月初进场，分三段施工，先东区后西区，主管网四十天内完成，避开梅雨。',
  });
  await company.get('zhao').ask(renewal, 'demo-settle-drain', { type: 'settleQuestion', question: 'demo-q-drain' });
  const later = '选址要等消防和线路复核，先答复三处：西门车棚、9 号楼北、社区广场东侧；电价按居民合表电价执行。';
  await answer('demo-power', 'charge', 'charge', { kind: 'later', text: later, dueOn: company.day(10) });
  await answer('demo-police', 'park', 'park', {
    kind: 'transferred',
    text: '小区内部道路的停车秩序归城管部门会同社区管理，转城管局答复。',
    department: 'demo-urban',
  });
  await answer('demo-urban', 'park', 'park-2', {
    kind: 'on-the-spot',
    text: '划线后实行车牌识别，居民登记车辆优先，夜间由物业服务社巡查，城管每周联合整治一次。',
  });
  await answer('demo-street', 'fee', 'fee', { kind: 'on-the-spot', text: '收费由居民议事会提出、全体业主表决，租户可以列席并提意见。' });
  const more = { type: 'followUp', question: 'demo-q-fee', text: '议事会什么时候选出来？' };
  await company.get('sun').ask(renewal, 'demo-q-fee-2', more);
  await answer('demo-street', 'fee-2', 'fee-2', { kind: 'later', text: '本月内完成推选方案公示。', dueOn: company.day(14) });
  const reason = '属相邻权和公共绿地认定，由社区调解委员会先行认定';
  await answer('demo-housing', 'wall', 'wall', { kind: 'not-ours', text: '花池占用公共绿地的部分不在改造范围内。', reason });
  await answer('demo-housing', 'rail', 'rail', { kind: 'on-the-spot', text: '可以。七户有轮椅的单元先装，坡道另行勘测。' });
};

const commitments = async (company: Company): Promise<void> => {
  const capture = (key: string, from: Readonly<Record<string, string>>, department: string, what: string, after: number) =>
    company
      .get('demo-recorder')
      .ask(renewal, `demo-c-${key}`, { type: 'captureCommitment', ...from, department, what, due: company.day(after) });
  await capture('charge', { answer: 'demo-a-charge' }, 'demo-power', '建成 3 处集中充电棚、60 个插座', 40);
  await capture('drain', { answer: 'demo-a-drain' }, 'demo-housing', '完成三期雨污主管网分流', 45);
  await capture('rail', { answer: 'demo-a-rail' }, 'demo-housing', '七个单元门口加装扶手', 20);
  await capture('council', { answer: 'demo-a-fee-2' }, 'demo-street', '推选居民议事会，公示物业服务社方案', 6);
  await capture('demolish', { answer: 'demo-a-park-2' }, 'demo-urban', '一周内拆除全部私设地锁', 7);
  await company.get('demo-power').ask(renewal, 'demo-confirm-charge', { type: 'confirmCommitment', commitment: 'demo-c-charge' });
  await company.get('demo-housing').ask(renewal, 'demo-confirm-drain', { type: 'confirmCommitment', commitment: 'demo-c-drain' });
  const amended = { what: '七个单元门口加装扶手，其中两处同时做坡道', due: company.day(25), reason: '坡道需要勘测，多留五天' };
  await company.get('demo-housing').ask(renewal, 'demo-amend-rail', { type: 'amendCommitment', commitment: 'demo-c-rail', ...amended });
  await company.get('demo-street').ask(renewal, 'demo-confirm-council', { type: 'confirmCommitment', commitment: 'demo-c-council' });
  const reason = '地锁认定要先告知和限期自拆，一周内做不到';
  await company.get('demo-urban').ask(renewal, 'demo-refuse-demolish', { type: 'refuseCommitment', commitment: 'demo-c-demolish', reason });
};

const stance = async (company: Company, phase: 'before' | 'after', values: Partial<Record<GuestKey | StaffKey, number>>): Promise<void> => {
  for (const [key, value] of Object.entries(values) as [GuestKey, number][])
    await company.get(key).ask(renewal, `demo-stance-${phase}-${key}`, { type: 'setStance', phase, value });
};

const debate = async (company: Company): Promise<void> => {
  const host = company.get('demo-host');
  await host.ask(renewal, 'demo-motion', { type: 'setMotion', text: '把中心绿地南侧三分之一改为生态停车位' });
  const sides = {
    li: 'for',
    qian: 'for',
    wang: 'against',
    sun: 'against',
    zhao: 'supplement',
    he: 'supplement',
    'demo-member': 'supplement',
  } as const;
  for (const [key, side] of Object.entries(sides) as [GuestKey, string][])
    await company.get(key).ask(renewal, `demo-side-${key}`, { type: 'takeSide', side });
  await stance(company, 'before', { li: 95, wang: 10, qian: 85, sun: 15, zhao: 50, 'demo-member': 50 });
  const passed = { type: 'passTime', to: company.get('qian').id, seconds: 20 };
  await speak(company, { key: 'li', by: 'li', side: 'for', note: '晚上绕三圈找不到车位，消防车进不来才是最大的安全问题。' }, () =>
    company.get('li').ask(renewal, 'demo-pass-li', passed),
  );
  const longer = { type: 'extendTurn', seconds: 60, reason: '老人家说得慢，大家同意' };
  await speak(
    company,
    { key: 'wang', by: 'wang', side: 'against', rebuts: 'li', note: '绿地是老人孩子唯一活动的地方，先把僵尸车清掉再说。' },
    () => host.ask(renewal, 'demo-extend-wang', longer),
  );
  await speak(company, { key: 'qian', by: 'qian', side: 'for', rebuts: 'wang', note: '生态砖可以停车也能长草，白天空着照样活动。' });
  await speak(company, {
    key: 'sun',
    by: 'sun',
    side: 'against',
    rebuts: 'qian',
    note: '一楼窗外两米就是车位，尾气和噪音怎么补偿要写清楚。',
  });
  await speak(company, { key: 'he', by: 'he', side: 'supplement', note: '建议错时停车加立体车架，可少占一半绿地，窗前留六米缓冲带。' });
};
