import type { Words } from '../core/ledger.ts';
import type { RefusalCode } from './refusals.ts';
import type { ShownLamp } from './read-model.ts';
import type { Live, Publicity } from './state.ts';

const words = (zh: string, en: string): Words => ({ zh, en });

export const publicities: Readonly<Record<Publicity, Words>> = {
  public: words('公开', 'Public'),
  summary: words('摘要公开', 'Summary'),
  internal: words('不公开', 'Internal'),
};

export const stages: Readonly<Record<Live['stage'], Words>> = {
  issued: words('已交办', 'Issued'),
  inProgress: words('办理中', 'In progress'),
  suspended: words('挂起', 'Suspended'),
  reported: words('待核验', 'To be verified'),
  verified: words('待评价', 'Being rated'),
  closed: words('已销号', 'Closed'),
};

export const lamps: Readonly<Record<ShownLamp, Words>> = {
  green: words('绿', 'Green'),
  yellow: words('黄', 'Yellow'),
  red: words('红', 'Red'),
  none: words('—', '—'),
};

/** What can be wrong with a line, and why one is left out. */
export const says: Readonly<Record<string, Words>> = {
  'not-edited': words('这一栏不能在台账里改。', 'This column cannot be changed in a ledger.'),
  'reason-missing': words('改动要写变更理由。', 'A change needs its reason.'),
  'unknown-department': words('没有这个部门，或有同名部门。', 'There is no such department, or more than one.'),
  'unknown-area': words('没有这个片区，或有同名片区。', 'There is no such area, or more than one.'),
  milestones: words('请写成“节点名称 2026-12-31”，多个用分号隔开。', 'Write “title 2026-12-31”, several apart by semicolons.'),
  empty: words('请填写。', 'Please fill this in.'),
  finished: words('旧台账里已经办完，不再交办。', 'Finished in the old ledger: not issued again.'),
  ...({
    'not-allowed': words('您不能改这一项。', 'You may not change this.'),
    'wrong-stage': words('事项在现在的状态下不能这样改。', 'Not at this stage of the item.'),
    'already-asked': words('已经申请过延期，等待批准。', 'An extension is being decided already.'),
    'extensions-used': words('延期次数已经用完。', 'All extensions are used up.'),
    'extension-long': words('延期超过了允许的工作日。', 'Longer than an extension may be.'),
    'day-early': words('新时限要晚于原时限，也不能早于今天。', 'The new day must be after the present one, and not in the past.'),
    'already-issued': words('这个编号已经交办过别的事项。', 'Another item has this number already.'),
    'time-ahead': words('交办日期不能晚于今天。', 'It cannot have been issued in the future.'),
    unchanged: words('和现在一样。', 'It is so already.'),
  } satisfies Partial<Record<RefusalCode, Words>>),
  /** Of the list an item comes from. */
  'unknown-row': words('原清单上没有这一行。', 'Its list has no such row.'),
  'value-invalid': words('填的内容不合清单的要求。', 'Not what the list asks for.'),
};
