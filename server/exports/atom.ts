/** News as Atom (RFC 4287). */
import type { FeedEntry } from '#shared/core/feed.ts';
import type { LedgerLanguage } from '#shared/core/ledger.ts';
import { escaped } from './xlsx-parts.ts';

export const atomType = 'application/atom+xml; charset=utf-8';

export interface FeedHead {
  readonly title: string;
  readonly language: LedgerLanguage;
  /** Address of the feed itself. */
  readonly self: string;
  /** Of the installation: `https://consult.example.org`. */
  readonly origin: string;
  readonly now: number;
}

/** Readers ask again; what is older they have already or find on the pages. */
const mostEntries = 100;

type News = FeedEntry & { readonly changedAt: number };
const isNews = (entry: FeedEntry): entry is News => entry.changedAt !== null;
const instant = (at: number): string => new Date(at).toISOString();

const entryOf = (entry: News, { origin }: FeedHead): string => {
  const address = escaped(origin + entry.path);
  return [
    '<entry>',
    `<id>${address}</id>`,
    `<title>${escaped(entry.title)}</title>`,
    `<updated>${instant(entry.changedAt)}</updated>`,
    `<link rel="alternate" type="text/html" href="${address}"/>`,
    `<summary>${escaped(entry.summary)}</summary>`,
    '</entry>',
  ].join('');
};

/** The latest changes first. `id` of an entry is the address of its page, so it stays the same for ever. */
export const atom = (head: FeedHead, entries: readonly FeedEntry[]): string => {
  const news = entries
    .filter(isNews)
    .toSorted((a, b) => b.changedAt - a.changedAt)
    .slice(0, mostEntries);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${head.language === 'zh' ? 'zh-CN' : 'en'}">`,
    `<id>${escaped(head.self)}</id>`,
    `<title>${escaped(head.title)}</title>`,
    `<updated>${instant(news[0]?.changedAt ?? 0)}</updated>`,
    `<author><name>${escaped(new URL(head.origin).host)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escaped(head.self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(`${head.origin}/public`)}"/>`,
    ...news.map((entry) => entryOf(entry, head)),
    '</feed>',
    '',
  ].join('\n');
};
