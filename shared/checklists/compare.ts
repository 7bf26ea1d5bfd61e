/** Two versions of the lists side by side: which rows came, went, moved or changed, and in which cells. */
import { differences, orderCell, type RowDifference } from '../core/differences.ts';
import type { DocumentContent } from '../core/kind.ts';
import { listNames, type ListName } from './proposable.ts';
import { inOrder } from './row.ts';
import type { Lists, State } from './state.ts';

export type Comparable = Readonly<Record<ListName, DocumentContent>>;
export type Compared = Readonly<Record<ListName, readonly RowDifference[]>>;

/** Which proposal the one that is under way, or the next one, is: 第 n 稿, from 1. */
export const versionOf = ({ versions }: Pick<State, 'versions'>): number => (versions.at(-1)?.n ?? 0) + 1;

/** In the order people read them; without names and phone numbers, which are not in every version. */
export const comparedCells: Readonly<Record<ListName, readonly string[]>> = {
  suggestions: [
    ...['topic', 'problem', 'suggestion', 'minority', 'department', 'category', 'attitude', 'attitudeReason'],
    ...['sources', 'support', 'reserve', 'oppose'],
  ],
  responsibilities: ['title', 'suggestions', 'sources', 'task', 'criterion', 'lead', 'cooperating', 'due', 'milestones', 'publicity'],
};

/** As the check of rows would keep it; undefined when it says nothing. */
const said = (value: unknown): unknown => {
  const plain = typeof value === 'string' ? value.replace(/\r\n?/gu, '\n').trim() : value;
  return plain === '' || plain === null || (Array.isArray(plain) && plain.length === 0) ? undefined : plain;
};

type Row = Readonly<Record<string, unknown>>;

const contentOf = (list: ListName, rows: readonly (readonly [id: string, row: Row])[]): DocumentContent => ({
  rows: Object.fromEntries(
    rows.map(([id, row], n) => {
      const cells = comparedCells[list].map((field) => [field, said(row[field])] as const).filter(([, value]) => value !== undefined);
      return [id, { [orderCell]: String(n).padStart(5, '0'), ...Object.fromEntries(cells) }];
    }),
  ),
});

/** Lists in ink. */
export const inked = (lists: Lists): Comparable => ({
  suggestions: contentOf(
    'suggestions',
    lists.suggestions.map((row) => [row.id, { ...row }]),
  ),
  responsibilities: contentOf(
    'responsibilities',
    lists.responsibilities.map((row) => [row.id, { ...row }]),
  ),
});

/** The pencil as it stands. */
export const pencilled = (documents: Comparable): Comparable => {
  const of = (list: ListName): DocumentContent =>
    contentOf(
      list,
      inOrder(documents[list]).map((id) => [id, documents[list].rows[id] ?? {}]),
    );
  return { suggestions: of('suggestions'), responsibilities: of('responsibilities') };
};

export const compare = (before: Comparable, after: Comparable): Compared =>
  Object.fromEntries(listNames.map((list) => [list, differences(before[list], after[list])])) as Record<ListName, readonly RowDifference[]>;
