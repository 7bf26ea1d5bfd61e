/** 责任项 as open data. */
import type { OpenColumn, OpenRule, OpenType } from '../core/open.ts';
import type { Words } from '../core/ledger.ts';
import { marks, questions } from './judging-state.ts';
import type { PublicRow } from './read-model.ts';

const words = (zh: string, en: string): Words => ({ zh, en });
const column = (key: string, type: OpenType, title: Words, about: Words = title, values?: readonly string[]): OpenColumn => ({
  ...{ key, type, title, about },
  ...(values ? { values } : {}),
});

const markWords = {
  satisfied: words('满意', 'Satisfied'),
  basically: words('基本满意', 'Mostly satisfied'),
  dissatisfied: words('不满意', 'Not satisfied'),
};
const questionWords = { attitude: words('办理态度', 'Attitude'), result: words('办理结果', 'Result') };
const hidden = words('人数；评价人数太少时为空', 'People; empty where too few rated to be told');

const figures = questions.flatMap((question) =>
  marks.map((mark) =>
    column(
      `${question}_${mark}`,
      'whole',
      words(`${questionWords[question].zh}·${markWords[mark].zh}`, `${questionWords[question].en}: ${markWords[mark].en}`),
      hidden,
    ),
  ),
);

const stages = ['issued', 'inProgress', 'suspended', 'reported', 'verified', 'closed'] as const;

const columns: readonly OpenColumn[] = [
  column('id', 'text', words('标识', 'Id'), words('地址 /public/items/<id> 的最后一段', 'Last part of the address /public/items/<id>')),
  column('number', 'text', words('编号', 'Number')),
  column('title', 'text', words('事项名称', 'Title')),
  column(
    'session',
    'text',
    words('协商会', 'Session'),
    words('来自哪次协商会的标识；空 = 不来自协商会', 'Id of the session it comes from; empty = from none'),
  ),
  column(
    'department',
    'text',
    words('主办单位', 'Lead department'),
    words('部门标识，见数据集 departments', 'Id of the department, see the data set departments'),
  ),
  column('stage', 'text', words('状态', 'State'), words('交办、办理、挂起、待核验、待评价、销号', 'Where it stands'), stages),
  column('lamp', 'text', words('亮灯', 'Lamp'), words('不计时为 none', 'none = the clock does not run'), [
    'none',
    'green',
    'yellow',
    'red',
  ]),
  column('due', 'date', words('完成时限', 'Due')),
  column('issued_at', 'instant', words('交办时间', 'Issued at')),
  column('closed_at', 'instant', words('销号时间', 'Closed at')),
  column('result_class', 'text', words('办理结果类别', 'Result class'), words('规则包里的类别代码', 'A code of the rule pack')),
  column('done_again', 'whole', words('重办次数', 'Times done again')),
  column('asked', 'whole', words('受邀评价人数', 'People asked to rate')),
  column('rated', 'whole', words('评价人数', 'People who rated')),
  ...figures,
];

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export const open: OpenRule = {
  title: words('责任项', 'Responsibility items'),
  about: words(
    '协商以后交办的每一件事：谁主办、何时到期、办到哪一步、群众怎么评价。不公开的事项不在其中。',
    'Everything issued after a session: who leads, when it is due, how far it is, how people rate it. Internal ones are left out.',
  ),
  columns,
  values: (id, told) => {
    const row = told as PublicRow;
    const { rating } = row;
    return {
      ...{ id, number: row.number, title: row.title, session: row.session || null, department: row.department, stage: row.stage },
      ...{ lamp: row.lamp, due: row.due, issued_at: instant(row.issuedAt), closed_at: instant(row.closedAt) },
      ...{ result_class: row.class, done_again: row.redos, asked: rating?.asked ?? null, rated: rating?.rated ?? null },
      ...Object.fromEntries(
        questions.flatMap((question) => marks.map((mark) => [`${question}_${mark}`, rating?.[question]?.[mark] ?? null])),
      ),
    };
  },
};
