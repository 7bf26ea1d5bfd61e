/** What a feed tells: the rows everybody may know, in words. */
import { nobody } from '#shared/core/actor.ts';
import type { FeedEntry, FeedNames, FeedRule } from '#shared/core/feed.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import type { LedgerLanguage } from '#shared/core/ledger.ts';
import type { RowPage, RowQuery } from '#shared/core/wire.ts';
import type { Rows } from './ledgers.ts';

export const feedOf = (kinds: Readonly<Record<string, AnyKind>>, kind: string, name: string): FeedRule | null => {
  const feeds = Object.hasOwn(kinds, kind) ? (kinds[kind]?.feeds ?? {}) : {};
  return Object.hasOwn(feeds, name) ? (feeds[name] ?? null) : null;
};

/** Rows looked through: whoever wants more narrows it by an index. */
const mostRows = 2_000;

const pages = async (rows: Rows, query: RowQuery, now: number): Promise<RowPage['rows']> => {
  const found: RowPage['rows'][number][] = [];
  let after: string | undefined;
  while (found.length < mostRows) {
    const page = await rows({ ...query, limit: 200, ...(after === undefined ? {} : { after }) }, nobody(now));
    found.push(...page.rows);
    if (page.next === null) break;
    after = page.next;
  }
  return found;
};

export const feedNames = async (rule: FeedRule, rows: Rows, now: number): Promise<FeedNames> => {
  const known = new Map<string, string>();
  for (const [model, say] of Object.entries(rule.names))
    for (const { id, row } of await pages(rows, { model }, now)) known.set(`${model} ${id}`, say(row));
  return { of: (model, id) => known.get(`${model} ${id}`) ?? id };
};

export const entriesOf = async (
  rule: FeedRule,
  query: Pick<RowQuery, 'index' | 'value'>,
  language: LedgerLanguage,
  rows: Rows,
  now: number,
): Promise<readonly FeedEntry[]> => {
  const names = await feedNames(rule, rows, now);
  const found = await pages(rows, { model: rule.model, ...query }, now);
  return found.flatMap(({ id, row }) => rule.entry(id, row, names, language) ?? []);
};
