/**
 * Letters to whoever asked to be told: things of a kind that wait for news of others. What is news is said by `Kind.feeds`; when a letter may go,
 * and in which words, by the kind; that it goes is the work of the server, the same for every kind.
 */
import type { FeedEntry } from './feed.ts';
import type { AnyCommand } from './kind.ts';
import type { AnyEvent } from './recorded.ts';
import type { LedgerLanguage } from './ledger.ts';

export interface Letter {
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** Where the reader ends it; '' = there is nothing to end. */
  readonly end: string;
}

/** Whom to write to. */
export interface Mailing {
  readonly address: string;
  readonly language: LedgerLanguage;
  /** They said that it is theirs: before that nothing but the question goes there. */
  readonly confirmed: boolean;
  /** The letter that was begun and not sent; null = none. */
  readonly begun: string | null;
  /** Stream → number of its last event that was told. */
  readonly told: Readonly<Record<string, number>>;
}

export interface MailingRule<S, E extends AnyEvent> {
  /** Model of this kind whose index `to` finds, by a stream or '' (everything), who wants its news. */
  readonly model: string;
  /** Its index by `digest` of an address, so that nobody is flooded with questions. */
  readonly addresses: string;
  /** After it the address is asked whether it wants this. */
  asks(event: E): boolean;
  /** Null = there is nobody to write to. */
  mailing(state: S): Mailing | null;
  /** Value of the index `addresses`. */
  digest(address: string): string;
  /** `origin`: of the installation; `id`: of the thing. */
  question(state: S, id: string, origin: string): Letter;
  news(state: S, id: string, entries: readonly FeedEntry[], origin: string): Letter;
  /** By the house, before a letter goes; refused with `too-soon {seconds}` when the last one is not old enough. `told`: stream → number. */
  begin(letter: string, told: Readonly<Record<string, number>>): AnyCommand;
  /** By the house, after it went. */
  sent(letter: string): AnyCommand;
  /** By the house, when the address cannot be reached. */
  unreachable(): AnyCommand;
}
