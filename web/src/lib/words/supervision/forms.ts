import type { LadderStep, LookBackReason, Side, SupervisionForm } from '#shared/items/state.ts';
import { area } from '../area.ts';

const formsZh: Record<SupervisionForm, string> = {
  meeting: '会议督办',
  leader: '领导领衔督办',
  appraisal: '评议督办',
  topical: '专题督办',
  inspection: '委员视察',
  concentrated: '集中督办',
  interview: '重点约谈',
  visit: '现场走访',
};
const formsEn: Record<SupervisionForm, string> = {
  meeting: 'In a meeting',
  leader: 'By a leader',
  appraisal: 'By appraisal',
  topical: 'Topical',
  inspection: 'Inspection by members',
  concentrated: 'Concentrated',
  interview: 'Talk',
  visit: 'Visit on the spot',
};
const stepsZh: Record<LadderStep, string> = { urge: '催办', letter: '督办函', interview: '约谈', circular: '通报' };
const stepsEn: Record<LadderStep, string> = { urge: 'Reminder', letter: 'Letter', interview: 'Talk', circular: 'Circular' };
const sidesZh: Record<Side, string> = { government: '党政领导', cppcc: '政协领导' };
const sidesEn: Record<Side, string> = { government: 'Government lead', cppcc: 'CPPCC lead' };
const reasonsZh: Record<LookBackReason, string> = {
  scheduled: '销号时按规则安排',
  annual: '这类结果每年回来看一次',
  dissatisfied: '不满意的人多',
  slow: '办得慢：比最初的时限晚得多',
  hard: '办得难：重办、退回、延期、申退次数多',
  sampled: '年度抽查抽中',
};
const reasonsEn: Record<LookBackReason, string> = {
  scheduled: 'planned at closing, by the rules',
  annual: 'results of this class come back every year',
  dissatisfied: 'many were not satisfied',
  slow: 'slow: long after its first due day',
  hard: 'hard: redone, sent back, extended or returned often',
  sampled: 'drawn for the sample of the year',
};

/** What supervision calls things, wherever it shows. */
export const forms = area(
  { forms: formsZh, steps: stepsZh, sides: sidesZh, reasons: reasonsZh },
  { forms: formsEn, steps: stepsEn, sides: sidesEn, reasons: reasonsEn },
);
