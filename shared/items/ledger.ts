/** 责任项台账: what supervisors and departments take away, each the items on their desk. */
import type { Cells, LedgerColumn, LedgerNames, LedgerRule, Words } from '../core/ledger.ts';
import { dayOf } from '../core/calendar.ts';
import { intake, said } from './ledger-intake.ts';
import { lamps, publicities, stages } from './ledger-words.ts';
import type { DeskRow } from './read-model.ts';

const words = (zh: string, en: string): Words => ({ zh, en });
type Given = Omit<LedgerColumn, 'key' | 'title' | 'kind' | 'width'>;
const column = (key: string, title: Words, kind: LedgerColumn['kind'], width: number, given: Given = {}): LedgerColumn => ({
  ...{ key, title, kind, width },
  ...given,
});
const edited = { edited: true } as const;
const begins = { begins: true } as const;

const columns: readonly LedgerColumn[] = [
  column('number', words('编号', 'Number'), 'text', 18, {
    ...begins,
    also: ['序号编号', '事项编号', '工单编号', '工单号', '受理编号', '案号', '编码'],
  }),
  column('title', words('事项名称', 'Title'), 'text', 30, {
    ...edited,
    also: ['事项', '问题', '标题', '名称', '责任事项', '议题', '主题'],
  }),
  column('task', words('具体任务', 'Task'), 'text', 40, {
    ...edited,
    also: ['任务', '工作任务', '问题表述', '问题描述', '内容', '建议内容', '整改措施', '落实措施'],
  }),
  column('criterion', words('完成标准', 'Criterion'), 'text', 28, {
    ...edited,
    also: ['标准', '验收标准', '目标', '整改目标', '工作要求'],
  }),
  column('lead', words('主办单位', 'Lead department'), 'text', 18, {
    ...begins,
    also: ['主办', '承办单位', '牵头单位', '责任单位', '主办部门', '责任部门', '单位', '部门'],
  }),
  column('cooperating', words('会办单位', 'Cooperating departments'), 'text', 22, {
    ...edited,
    also: ['会办', '协办单位', '配合单位', '协办', '配合部门', '会办部门'],
  }),
  column('issued', words('交办日期', 'Issued on'), 'day', 12, {
    ...begins,
    also: ['交办时间', '受理时间', '受理日期', '登记时间', '日期', '派单时间'],
  }),
  column('due', words('完成时限', 'Due'), 'day', 12, {
    ...edited,
    also: ['时限', '办理时限', '期限', '办结时限', '完成时间', '整改时限', '截止日期', '限办日期'],
  }),
  column('milestones', words('节点', 'Milestones'), 'text', 26, { ...edited, also: ['时间节点', '进度安排'] }),
  column('area', words('片区', 'Area'), 'text', 12, { ...edited, also: ['区域', '镇街', '社区', '所属片区', '乡镇'] }),
  column('publicity', words('公开级别', 'Publicity'), 'choice', 12, {
    ...edited,
    choices: publicities,
    also: ['公开', '是否公开', '公开属性'],
  }),
  column('stage', words('状态', 'State'), 'choice', 10, { choices: stages }),
  column('lamp', words('亮灯', 'Lamp'), 'choice', 8, { choices: lamps }),
  column('class', words('办理结果', 'Result'), 'text', 10),
  column('reminders', words('催办次数', 'Reminders'), 'number', 10),
  column('extensions', words('延期次数', 'Extensions'), 'number', 10),
  column('redos', words('重办次数', 'Redone'), 'number', 10),
  column('reason', words('变更理由', 'Reason for the change'), 'text', 24, {
    ...edited,
    remark: true,
    also: ['变更原因', '调整理由', '延期理由'],
  }),
  column('history', words('以往办理情况', 'What happened before'), 'text', 30, {
    ...begins,
    hidden: true,
    also: ['状态', '办理情况', '落实情况', '进展', '进展情况', '整改情况', '完成情况', '办理结果', '备注', '办理状态', '答复内容'],
  }),
  column('ref', words('标识（请勿修改）', 'Reference (do not change)'), 'text', 26),
];

const row = (_id: string, given: Parameters<LedgerRule['row']>[1], names: LedgerNames): Cells => {
  const item = given as DeskRow;
  const { number, title, task, criterion, due, publicity, stage, lamp, reminders, extensions, redos } = item;
  return {
    ...{ number, title, task, criterion, due, publicity, stage, lamp, reminders, extensions, redos },
    class: item.class,
    lead: names.of('departments', item.lead) || item.lead,
    cooperating: said.departments(item.cooperating, names),
    issued: dayOf(item.issuedAt),
    milestones: said.milestones(item.milestones),
    area: said.area(item.area, names),
    reason: null,
  };
};

const named = (given: Parameters<LedgerRule['row']>[1]): readonly string[] =>
  [given['name'], given['shortName']].filter((name): name is string => typeof name === 'string' && name !== '');

export const ledger: LedgerRule = {
  title: words('责任项台账', 'Ledger of responsibility items'),
  model: 'desk',
  names: { departments: named, areas: named },
  columns,
  row,
  intake,
};
