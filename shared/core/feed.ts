/**
 * What others subscribe to with a programme of their own: news (Atom) and days (iCalendar), made of the rows that the public may know. Which
 * rows and in which words is known to the kind; the formats are the same for every kind.
 */
import type { Day } from './calendar.ts';
import type { Row } from './kind.ts';
import type { LedgerLanguage, Words } from './ledger.ts';
import type { StreamId } from './recorded.ts';

export interface FeedRule {
  readonly title: Words;
  /** Its rows are told as somebody knows them who has not signed in. */
  readonly model: string;
  /** Models it takes names from, and how a row of them says its name. */
  readonly names: Readonly<Record<string, (row: Row) => string>>;
  /** Null = this row is not told. */
  entry(id: string, row: Row, names: FeedNames, language: LedgerLanguage): FeedEntry | null;
}

export interface FeedNames {
  /** The id itself when nobody of that name is known. */
  of(model: string, id: string): string;
}

export interface FeedEntry {
  readonly title: string;
  /** How things stand, in one or two sentences. */
  readonly summary: string;
  /** Page of this installation, as in `/public/items/42`. */
  readonly path: string;
  /** Milliseconds since 1970; null = no news, only a day. */
  readonly changedAt: number | null;
  /** What a calendar shows of it: a whole day, or a moment that lasts so many minutes; null = nothing. */
  readonly time: { readonly day: Day } | { readonly at: number; readonly minutes: number } | null;
  readonly place: string;
  /** Streams whose readers are told of it, besides those who want everything. */
  readonly under: readonly StreamId[];
}
