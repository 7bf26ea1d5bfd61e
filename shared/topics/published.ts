/** Topics for everybody's own programmes, and as open data: only those that were let out. */
import type { FeedRule } from '../core/feed.ts';
import type { Words } from '../core/ledger.ts';
import type { OpenRule } from '../core/open.ts';
import type { PublicTopicRow } from './read-model.ts';
import type { Topic } from './state.ts';

const words = (zh: string, en: string): Words => ({ zh, en });

const stages: Readonly<Record<Topic['stage'], Words>> = {
  collected: words('已收集', 'collected'),
  screened: words('已筛选', 'screened'),
  selected: words('已入选', 'selected'),
  scheduled: words('已安排协商', 'scheduled'),
  deliberated: words('已协商', 'talked over'),
  merged: words('已合并', 'merged'),
  nested: words('已归入', 'nested'),
  declined: words('不采用', 'declined'),
};

export const feed: FeedRule = {
  title: words('议题', 'Topics'),
  model: 'topics-public',
  names: {},
  entry: (id, told, _names, language) => {
    const { listed, title, place, state, changedAt } = told as PublicTopicRow;
    if (!listed || title === null) return null;
    const stage = stages[state][language];
    return {
      title,
      summary: place ? `${place} · ${stage}` : stage,
      path: `/topics/${id}`,
      changedAt,
      time: null,
      place: place ?? '',
      under: [],
    };
  },
};

const text = (key: string, title: Words) => ({ key, type: 'text', title, about: title }) as const;
const instant = (key: string, title: Words) => ({ key, type: 'instant', title, about: title }) as const;

export const open: OpenRule = {
  title: words('议题', 'Topics'),
  about: words(
    '公开的议题：说的是什么地方的什么事，到了哪一步，为什么不采用。',
    'Topics let out among the public: what, where, how far, and why not.',
  ),
  columns: [
    { ...text('id', words('标识', 'Id')), about: words('地址 /topics/<id> 的最后一段', 'Last part of the address /topics/<id>') },
    text('title', words('题目', 'Title')),
    text('place', words('地点', 'Place')),
    { ...text('category', words('类别', 'Category')), about: words('规则包里的代码', 'A code of the rule pack') },
    { ...text('state', words('状态', 'State')), values: Object.keys(stages) },
    { key: 'endorsements', type: 'whole', title: words('附议人数', 'Endorsements'), about: words('不同的人', 'Different people') },
    {
      ...text('into', words('并入', 'Joined')),
      about: words('合并或归入的议题标识', 'Id of the topic it was merged into or nested under'),
    },
    { ...text('reason', words('不采用的理由', 'Why declined')), about: words('规则包里的代码', 'A code of the rule pack') },
    { ...text('session', words('协商会', 'Session')), about: words('协商会标识', 'Id of the session') },
    instant('submitted_at', words('提交时间', 'Submitted at')),
    instant('changed_at', words('状态变更时间', 'State changed at')),
  ],
  values: (id, told) => {
    const { listed, title, place, category, state, endorsements, into, reason, session, submittedAt, changedAt } = told as PublicTopicRow;
    if (!listed) return null;
    return {
      ...{ id, title, place, category, state, endorsements, into, reason, session },
      submitted_at: new Date(submittedAt).toISOString(),
      changed_at: new Date(changedAt).toISOString(),
    };
  },
};
