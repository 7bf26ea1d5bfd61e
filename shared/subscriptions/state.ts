/** 订阅: somebody without an account wants to be told by mail. */
import type { Personal } from '../core/recorded.ts';
import type { LedgerLanguage } from '../core/ledger.ts';

/** An item, a session, or '' = everything public. */
type Target = string;
type Facts = { readonly email: string };

interface Asked {
  readonly to: Target;
  readonly language: LedgerLanguage;
  /** Null once erased. */
  readonly email: string | null;
  /** What only the owner of the address reads: by `code` it is confirmed, by `key` ended. */
  readonly code: string;
  readonly key: string;
  readonly askedAt: number;
}

interface Confirmed extends Asked {
  /** Begun and not sent yet. */
  readonly begun: { readonly letter: string; readonly told: Readonly<Record<string, number>> } | null;
  readonly begunAt: number | null;
  /** Stream → number of its last event that was told. */
  readonly told: Readonly<Record<string, number>>;
}

export type State =
  | { readonly stage: 'none' }
  | (Asked & { readonly stage: 'asked' })
  | (Confirmed & { readonly stage: 'confirmed' })
  | { readonly stage: 'ended'; readonly to: Target };

export type Event =
  | {
      readonly type: 'asked';
      readonly to: Target;
      readonly language: LedgerLanguage;
      readonly code: string;
      readonly key: string;
      readonly personal: Personal<Facts>;
    }
  | { readonly type: 'confirmed' }
  | { readonly type: 'letterBegun'; readonly letter: string; readonly told: Readonly<Record<string, number>> }
  | { readonly type: 'letterSent'; readonly letter: string }
  | { readonly type: 'ended'; readonly because: 'reader' | 'unreachable' };

export const refusals = [
  'not-allowed',
  'already-asked',
  'unknown',
  'wrong-code',
  'code-late',
  'ended',
  'too-soon',
  'unknown-letter',
] as const;
export type RefusalCode = (typeof refusals)[number];
