import type { Dates } from './dates.ts';
import type { Event, EventOf } from '#shared/items/events.ts';
import { area } from './area.ts';

/** What a sentence needs besides the event: names of departments and of what the rule pack calls things. */
export interface Names {
  department(id: string): string;
  /** `''` where this viewer is told no name. */
  person(id: string): string;
  reason(code: string): string;
  resultClass(code: string): string;
  readonly dates: Dates;
}
type Told = { readonly [T in Event['type']]: (event: EventOf<T>, names: Names) => string };

const because = {
  claim: '还没有领单',
  yellow: '快到期',
  red: '已逾期',
  adjudication: '申退还没有裁定',
  review: '挂起满一年',
  'look-back': '该回头看了',
} as const;
const becauseEn = {
  claim: 'not claimed yet',
  yellow: 'due soon',
  red: 'overdue',
  adjudication: 'a return waits for adjudication',
  review: 'suspended for a year',
  'look-back': 'time to look back',
} as const;
const lamps = { green: '绿灯', yellow: '黄灯', red: '红灯' } as const;
const found = { consolidated: '巩固', rebound: '反弹', redo: '需再办' } as const;
const foundEn = { consolidated: 'still true', rebound: 'relapsed', redo: 'needs more work' } as const;

const forms = {
  meeting: '会议督办',
  leader: '领导领衔督办',
  appraisal: '评议督办',
  topical: '专题督办',
  inspection: '委员视察',
  concentrated: '集中督办',
  interview: '重点约谈',
  visit: '现场走访',
} as const;
const formsEn = {
  meeting: 'Supervised in a meeting',
  leader: 'Supervised by a leader',
  appraisal: 'Supervised by appraisal',
  topical: 'Topical supervision',
  inspection: 'Inspected by members',
  concentrated: 'Concentrated supervision',
  interview: 'Talked to',
  visit: 'Visited on the spot',
} as const;
const sides = { government: '党政领导', cppcc: '政协领导' } as const;
const sidesEn = { government: 'the government lead', cppcc: 'the CPPCC lead' } as const;
const ladder = { urge: '催办', letter: '督办函', interview: '约谈', circular: '通报' } as const;
const ladderEn = { urge: 'urged', letter: 'letter', interview: 'talk', circular: 'circular' } as const;

const zh: Told = {
  issued: (e, n) => `交办给${n.department(e.matter.lead)}，${n.dates.date(e.matter.due)}前办结`,
  claimed: (e, n) => `${n.department(e.department)}领单`,
  returnAsked: (e, n) => `${n.department(e.department)}申请退回：${n.reason(e.reason)}`,
  returnUpheld: () => '裁定：维持原主办部门',
  reassigned: (e, n) => `改派：由${n.department(e.from)}改为${n.department(e.to)}主办`,
  noted: (e, n) => `${n.department(e.department)}记录进展`,
  milestoneReached: (e) => `完成第 ${e.milestone + 1} 个节点`,
  countersigned: (e, n) => `${n.department(e.department)}会签同意`,
  dissented: (e, n) => `${n.department(e.department)}提出异议`,
  extensionAsked: (e, n) => `申请延期到${n.dates.date(e.to)}`,
  extended: (e, n) => `同意延期，时限由${n.dates.date(e.from)}改为${n.dates.date(e.to)}`,
  extensionRefused: () => '不同意延期',
  suspended: () => '挂起：条件所限暂不能办',
  reviewCalled: () => '挂起满一年，需要复核',
  keptSuspended: () => '复核：继续挂起',
  resumed: (e, n) => `恢复办理，时限为${n.dates.date(e.to)}`,
  reportedDone: (e, n) => `申报办结：${n.resultClass(e.class)}`,
  sentBack: () => '核验不通过，退回重办',
  verified: (e) => (e.asked > 0 ? `核验通过，请 ${e.asked} 位参加人评价` : '核验通过'),
  rated: () => '收到一份评价',
  paperEntered: () => '录入一份纸质评价，等第二人核对',
  paperCountersigned: () => '纸质评价核对无误，计入评价',
  paperRejected: () => '纸质评价作废',
  papersLapsed: (e) => `评价截止，${e.papers.length} 份纸质评价没有核对，不计入`,
  ratingEnded: (e) => `评价结束：${e.outcome.asked} 人受邀，${e.outcome.rated} 人评价`,
  reopened: (e, n) =>
    `${{ dissatisfied: '群众不满意', redo: '决定重办', rebound: '回头看发现反弹' }[e.because]}，重新办理，时限为${n.dates.date(e.to)}`,
  closed: (e, n) => `销号：${n.resultClass(e.class)}`,
  lookBackCalled: () => '该回头看了',
  lookedBack: (e) => `回头看：${found[e.finding]}`,
  retired: () => '今后不再复看',
  routed: (e, n) =>
    e.officer === null
      ? '收回转办'
      : e.delegated
        ? `转${n.person(e.officer) || '经办人'}办理，可直接签发`
        : `转${n.person(e.officer) || '经办人'}办理，结果由领导签批`,
  reportDrafted: () => '经办人起草办结申报，待领导签批',
  draftSentBack: () => '领导退回办结申报草稿',
  replied: (e, n) => `${n.department(e.department)}${e.corrects === null ? '答复' : '更正答复'}：${e.number}`,
  areaAssigned: (e) => (e.area === null ? '不再归入片区' : '归入片区督导'),
  supervised: (e, n) => `${forms[e.form]}，${n.dates.date(e.day)}`,
  followUpCalled: () => '约定的复查日到了',
  paired: (e, n) => {
    const leads = [n.person(e.government), n.person(e.cppcc)].filter(Boolean).join('、');
    return leads === '' ? `安排双督办，每 ${e.days} 天一个周期` : `安排双督办：${leads}，每 ${e.days} 天一个周期`;
  },
  unpaired: () => '结束双督办',
  acted: (e) => `双督办：${sides[e.side]}督办`,
  cycleEnded: (e) =>
    e.missed.length === 0 ? '双督办周期结束，双方都已督办' : `双督办周期结束，${e.missed.map((one) => sides[one]).join('、')}没有督办`,
  letterSent: (e, n) =>
    e.number === ''
      ? `向${n.department(e.department)}发出督办函`
      : `向${n.department(e.department)}发出督办函：${e.number}，${n.dates.day(e.answerBy)}前答复`,
  letterAnswered: () => '答复督办函',
  letterOverdue: () => '督办函逾期未答复',
  escalated: (e) => `督办升级：${ladder[e.step]}`,
  outcomeRecorded: (e) => `建章立制：${e.title}`,
  outcomeWithdrawn: () => '撤回一项制度成果',
  lampTurned: (e) => `转为${lamps[e.lamp]}`,
  reminded: (e) => `自动催办：${because[e.because]}`,
  amended: () => '清单内容有修改',
};
const en: Told = {
  issued: (e, n) => `Issued to ${n.department(e.matter.lead)}, due ${n.dates.date(e.matter.due)}`,
  claimed: (e, n) => `${n.department(e.department)} claimed it`,
  returnAsked: (e, n) => `${n.department(e.department)} asked to return it: ${n.reason(e.reason)}`,
  returnUpheld: () => 'Adjudicated: the same department leads',
  reassigned: (e, n) => `Reassigned from ${n.department(e.from)} to ${n.department(e.to)}`,
  noted: (e, n) => `${n.department(e.department)} noted progress`,
  milestoneReached: (e) => `Milestone ${e.milestone + 1} reached`,
  countersigned: (e, n) => `${n.department(e.department)} countersigned`,
  dissented: (e, n) => `${n.department(e.department)} dissents`,
  extensionAsked: (e, n) => `More time asked for, until ${n.dates.date(e.to)}`,
  extended: (e, n) => `Extended from ${n.dates.date(e.from)} to ${n.dates.date(e.to)}`,
  extensionRefused: () => 'Extension not granted',
  suspended: () => 'Suspended: conditions do not allow it for now',
  reviewCalled: () => 'Suspended for a year: to be reviewed',
  keptSuspended: () => 'Reviewed: stays suspended',
  resumed: (e, n) => `Resumed, due ${n.dates.date(e.to)}`,
  reportedDone: (e, n) => `Reported done: ${n.resultClass(e.class)}`,
  sentBack: () => 'Not verified, sent back',
  verified: (e) => (e.asked > 0 ? `Verified; ${e.asked} people are asked to rate it` : 'Verified'),
  rated: () => 'A rating came in',
  paperEntered: () => 'A rating on paper was entered and waits for a second person',
  paperCountersigned: () => 'A rating on paper was countersigned and counts',
  paperRejected: () => 'A rating on paper was rejected',
  papersLapsed: (e) => `The rating ended; ${e.papers.length} papers nobody countersigned do not count`,
  ratingEnded: (e) => `Rating ended: ${e.outcome.rated} of ${e.outcome.asked} rated`,
  reopened: (e, n) =>
    `${{ dissatisfied: 'People are not satisfied', redo: 'To be done again', rebound: 'Relapse found' }[e.because]}; reopened, due ${n.dates.date(e.to)}`,
  closed: (e, n) => `Closed: ${n.resultClass(e.class)}`,
  lookBackCalled: () => 'Time to look back',
  lookedBack: (e) => `Looked back: ${foundEn[e.finding]}`,
  retired: () => 'Looked at no more',
  routed: (e, n) =>
    e.officer === null
      ? 'Routing taken back'
      : e.delegated
        ? `Routed to ${n.person(e.officer) || 'an officer'}, who signs alone`
        : `Routed to ${n.person(e.officer) || 'an officer'}; a leader signs`,
  reportDrafted: () => 'An officer drafted the report; a leader signs',
  draftSentBack: () => 'A leader sent the draft back',
  replied: (e, n) => `${n.department(e.department)} ${e.corrects === null ? 'replied' : 'corrected its reply'}: ${e.number}`,
  areaAssigned: (e) => (e.area === null ? 'Given to no area' : 'Given to an area'),
  supervised: (e, n) => `${formsEn[e.form]} on ${n.dates.date(e.day)}`,
  followUpCalled: () => 'The day to look again has come',
  paired: (e, n) => {
    const leads = [n.person(e.government), n.person(e.cppcc)].filter(Boolean).join(' and ');
    return leads === '' ? `Two leads paired, ${e.days} days a cycle` : `Two leads paired: ${leads}, ${e.days} days a cycle`;
  },
  unpaired: () => 'The pairing ended',
  acted: (e) => `Of the pair, ${sidesEn[e.side]} acted`,
  cycleEnded: (e) =>
    e.missed.length === 0 ? 'Cycle ended; both leads acted' : `Cycle ended; no act by ${e.missed.map((one) => sidesEn[one]).join(' and ')}`,
  letterSent: (e, n) =>
    e.number === ''
      ? `Letter sent to ${n.department(e.department)}`
      : `Letter sent to ${n.department(e.department)}: ${e.number}, to be answered by ${n.dates.day(e.answerBy)}`,
  letterAnswered: () => 'The letter was answered',
  letterOverdue: () => 'The letter was not answered in time',
  escalated: (e) => `Escalated: ${ladderEn[e.step]}`,
  outcomeRecorded: (e) => `Became a rule: ${e.title}`,
  outcomeWithdrawn: () => 'A rule was withdrawn',
  lampTurned: (e) => `Lamp turned ${e.lamp}`,
  reminded: (e) => `Reminder: ${becauseEn[e.because]}`,
  amended: () => 'The list was amended',
};

export const story = area(zh, en);
/** The one sentence of an event. */
export const tell = (words: Told, event: Event, names: Names): string =>
  (words[event.type] as (event: Event, names: Names) => string)(event, names);
