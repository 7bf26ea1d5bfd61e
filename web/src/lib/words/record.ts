import type { AnswerKind, Commitment, Side } from '#shared/sessions/state.ts';
import { area } from './area.ts';

type Record3<K extends string> = Readonly<Record<K, string>>;
const answersZh: Record3<AnswerKind> = { 'on-the-spot': '当场答复', later: '承诺会后答复', transferred: '转办', 'not-ours': '不属本单位' };
const answersEn: Record3<AnswerKind> = {
  'on-the-spot': 'answered on the spot',
  later: 'answer promised for later',
  transferred: 'transferred',
  'not-ours': 'not ours',
};
const sidesZh: Record3<Side> = { for: '正方', against: '反方', supplement: '补充' };
const sidesEn: Record3<Side> = { for: 'for', against: 'against', supplement: 'supplement' };
const commitmentsZh: Record3<Commitment['stage']> = {
  captured: '等部门确认',
  confirmed: '部门已确认',
  amended: '部门改后确认',
  refused: '部门未确认',
};
const commitmentsEn: Record3<Commitment['stage']> = {
  captured: 'waits for the department',
  confirmed: 'confirmed',
  amended: 'confirmed with changes',
  refused: 'not confirmed',
};

/** What the record of a session calls things. */
export const record = area(
  { answers: answersZh, sides: sidesZh, commitments: commitmentsZh },
  { answers: answersEn, sides: sidesEn, commitments: commitmentsEn },
);
