import type { attitudes, categories, SuggestionCells } from '#shared/checklists/suggestion.ts';
import type { Publicity, ResponsibilityCells } from '#shared/checklists/responsibility.ts';
import type { sourceKinds } from '#shared/checklists/row.ts';
import { area } from '../area.ts';

type Named = Exclude<keyof SuggestionCells | keyof ResponsibilityCells, 'order'>;

/** The names of the columns of both lists, of what stands in them, and of what is wrong with it. */
interface Fields {
  readonly names: Readonly<Record<Named, string>>;
  readonly categories: Readonly<Record<(typeof categories)[number], string>>;
  readonly attitudes: Readonly<Record<(typeof attitudes)[number], string>>;
  readonly publicities: Readonly<Record<Publicity, string>>;
  readonly sources: Readonly<Record<(typeof sourceKinds)[number], string>>;
  /** Why a cell cannot stay as it is, by the code of the check. */
  readonly problems: Readonly<Record<string, string>>;
  readonly hints: {
    readonly problem: string;
    readonly suggestion: string;
    readonly title: string;
    readonly task: string;
    readonly criterion: string;
  };
}

const zh: Fields = {
  names: {
    topic: '议题',
    problem: '问题表述',
    suggestion: '建议内容',
    proposer: '提出人',
    anonymous: '匿名',
    sources: '依据',
    support: '支持',
    reserve: '保留',
    oppose: '反对',
    minority: '少数意见',
    department: '建议采纳单位',
    category: '建议类型',
    attitude: '部门态度',
    attitudeReason: '部门说明',
    title: '事项名称',
    suggestions: '来源建议',
    task: '具体任务',
    criterion: '完成标准',
    lead: '主办',
    cooperating: '会办',
    person: '责任人',
    phone: '联系电话',
    due: '完成时限',
    milestones: '节点',
    publicity: '公开级别',
  },
  categories: { immediate: '立即办', planned: '计划办', policy: '政策建议', explain: '解释说明' },
  attitudes: { promised: '当场答应', later: '会后答复', declined: '不采纳' },
  publicities: { public: '全文公开', summary: '公开摘要', internal: '不公开' },
  sources: { question: '提问', answer: '答复', turn: '发言', commitment: '承诺', statement: '观点' },
  problems: {
    'missing-problem': '还没有写问题',
    'missing-suggestion': '还没有写建议',
    'missing-reason': '不采纳要写明理由',
    'missing-title': '还没有名称',
    'missing-task': '还没有写具体任务',
    'missing-criterion': '还没有写完成标准，办完了怎么算数？',
    'missing-lead': '还没有定主办单位',
    'missing-due': '还没有定完成时限',
    'missing-category': '可以选一个类型',
    'due-past': '时限已经过了，请改到今天以后',
    'rest-day': '这一天不是工作日',
    'lead-cooperates-too': '主办单位不用再列为会办',
    'unknown-suggestion': '所连的建议已被删除，请重新选择',
    unsourced: '还没有连到建议或会上的依据',
    'milestone-late': '有节点晚于完成时限',
    'malformed-phone': '电话号码不对',
    'too-long': '太长了，请写短一些',
    'too-many': '行数太多，最多 1000 行',
    malformed: '内容不对，请重新填写',
  },
  hints: {
    problem: '大家反映的是什么问题？在哪里、多少人、多久了？',
    suggestion: '请谁、做什么、做到什么程度？',
    title: '一件事一句话',
    task: '具体做哪几件事',
    criterion: '看到什么就算办好了，例如“三个门洞全部装好，夜里能照亮台阶”',
  },
};

const en: Fields = {
  names: {
    topic: 'Topic',
    problem: 'Problem',
    suggestion: 'Suggestion',
    proposer: 'Proposed by',
    anonymous: 'Anonymous',
    sources: 'Rests on',
    support: 'For',
    reserve: 'Reserved',
    oppose: 'Against',
    minority: 'Minority opinion',
    department: 'Department to adopt it',
    category: 'Kind',
    attitude: 'Department says',
    attitudeReason: 'In its words',
    title: 'Matter',
    suggestions: 'From suggestions',
    task: 'Task',
    criterion: 'Done when',
    lead: 'Lead',
    cooperating: 'Cooperating',
    person: 'Person in charge',
    phone: 'Phone',
    due: 'Due',
    milestones: 'Milestones',
    publicity: 'Publicity',
  },
  categories: { immediate: 'Do now', planned: 'Plan', policy: 'Policy', explain: 'Explain' },
  attitudes: { promised: 'Promised here', later: 'Answer to follow', declined: 'Not adopted' },
  publicities: { public: 'Public in full', summary: 'Public in short', internal: 'Not public' },
  sources: { question: 'Question', answer: 'Answer', turn: 'Turn', commitment: 'Commitment', statement: 'Statement' },
  problems: {
    'missing-problem': 'The problem is not written yet',
    'missing-suggestion': 'The suggestion is not written yet',
    'missing-reason': 'Not adopting needs a reason',
    'missing-title': 'It has no name yet',
    'missing-task': 'The task is not written yet',
    'missing-criterion': 'How will one see that it is done?',
    'missing-lead': 'No lead department yet',
    'missing-due': 'No date yet',
    'missing-category': 'A kind may be chosen',
    'due-past': 'This day is past; choose a later one',
    'rest-day': 'This is not a working day',
    'lead-cooperates-too': 'The lead need not be listed as cooperating',
    'unknown-suggestion': 'A linked suggestion was removed; choose again',
    unsourced: 'Not linked to a suggestion or to what was said',
    'milestone-late': 'A milestone is later than the due day',
    'malformed-phone': 'This is not a phone number',
    'too-long': 'This is too long',
    'too-many': 'Too many rows; 1,000 at most',
    malformed: 'This does not fit; please fill it in again',
  },
  hints: {
    problem: 'What do people report? Where, how many, for how long?',
    suggestion: 'Who should do what, and how far?',
    title: 'One matter, one line',
    task: 'What exactly is to be done',
    criterion: 'What one will see once it is done',
  },
};

export const fields = area<Fields>(zh, en);
