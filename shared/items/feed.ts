/** 责任项 for everybody's own programmes: what changed, and until when it is due. */
import type { FeedRule } from '../core/feed.ts';
import type { LedgerLanguage } from '../core/ledger.ts';
import { stages } from './ledger-words.ts';
import type { PublicRow } from './read-model.ts';

const late = { zh: '已逾期', en: 'overdue' };
const soon = { zh: '快到期', en: 'due soon' };
const sentence = {
  zh: (department: string, stage: string, due: string) => `${department}主办，${stage}，完成时限 ${due}。`,
  en: (department: string, stage: string, due: string) => `${department} leads; ${stage}; due ${due}.`,
};

const stageOf = ({ stage, lamp }: PublicRow, language: LedgerLanguage): string => {
  if (lamp === 'red') return late[language];
  if (lamp === 'yellow') return soon[language];
  return stage === 'unissued' ? '' : stages[stage][language];
};

export const feed: FeedRule = {
  title: { zh: '责任项办理情况', en: 'How the items stand' },
  model: 'items-public',
  names: { departments: (row) => String(row['name']) },
  entry: (id, told, names, language) => {
    const row = told as PublicRow;
    const { number, title, due, changedAt } = row;
    return {
      title: `${number} ${title}`,
      summary: sentence[language](names.of('departments', row.department), stageOf(row, language), due),
      path: `/public/items/${id}`,
      changedAt,
      time: row.lamp === 'none' ? null : { day: due },
      place: '',
      under: [`items/${id}`, ...(row.session === '' ? [] : [`sessions/${row.session}` as const])],
    };
  },
};
