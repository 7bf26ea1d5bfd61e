/** Sessions for everybody's own programmes, and as open data. */
import type { FeedRule } from '../core/feed.ts';
import type { OpenRule } from '../core/open.ts';
import type { SessionRow } from './read-model.ts';

/** A calendar needs an end; nobody is held to it. */
const usualMinutes = 120;

export const feed: FeedRule = {
  title: { zh: '协商会', en: 'Sessions' },
  model: 'sessions',
  names: {},
  entry: (id, told, _names, language) => {
    const { title, place, startsAt, stage, topics } = told as SessionRow;
    if (stage === 'cancelled') return null;
    const about = topics.map((topic) => topic.title).join(language === 'zh' ? '；' : '; ');
    return {
      title,
      summary: about === '' ? place : `${place} · ${about}`,
      path: stage === 'closed' ? `/public/${id}` : `/sessions/${id}`,
      changedAt: stage === 'closed' ? startsAt : null,
      time: { at: startsAt, minutes: usualMinutes },
      place,
      under: [`sessions/${id}`],
    };
  },
};

const words = (zh: string, en: string) => ({ zh, en });
const text = (key: string, title: { readonly zh: string; readonly en: string }) => ({ key, type: 'text', title, about: title }) as const;
const whole = (key: string, title: { readonly zh: string; readonly en: string }) => ({ key, type: 'whole', title, about: title }) as const;

export const open: OpenRule = {
  title: words('协商会', 'Sessions'),
  about: words(
    '每一次协商会：时间、地点、议题，问了多少、答了多少、承诺了多少。',
    'Every session: when, where, about what, and how much was asked, answered and promised.',
  ),
  columns: [
    { ...text('id', words('标识', 'Id')), about: words('地址 /public/<id> 的最后一段', 'Last part of the address /public/<id>') },
    text('title', words('名称', 'Title')),
    text('place', words('地点', 'Place')),
    { key: 'starts_at', type: 'instant', title: words('开始时间', 'Starts at'), about: words('开始时间', 'Starts at') },
    { ...text('stage', words('状态', 'State')), values: ['preparing', 'open', 'closed', 'cancelled'] },
    { ...text('topics', words('议题', 'Topics')), about: words('议题名称，用分号隔开', 'Titles of the topics, apart by semicolons') },
    whole('seats', words('参加人数', 'People seated')),
    whole('questions', words('提问数', 'Questions')),
    whole('answered', words('答复数', 'Questions answered')),
    whole('commitments', words('当场承诺数', 'Promises made')),
  ],
  values: (id, told) => {
    const { title, place, startsAt, stage, topics, counts } = told as SessionRow;
    return {
      ...{ id, title, place, stage, ...counts },
      starts_at: new Date(startsAt).toISOString(),
      topics: topics.map((topic) => topic.title).join('; '),
    };
  },
};
