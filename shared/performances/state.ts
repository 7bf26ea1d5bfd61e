/** 履职 record of one member: what they are credited for, each from one event elsewhere, and what they appealed against. Nothing is deleted. */
import type { PersonId } from '../core/actor.ts';
import type { StreamId } from '../core/recorded.ts';
import type { CreditSort } from '../core/rule-evaluation.ts';

/** The event it came from. */
export interface CreditSource {
  readonly stream: StreamId;
  readonly seq: number;
}

export interface Credit {
  /** Names it for ever within the record. */
  readonly id: string;
  /** `granted`: not from an event but by the outcome of an appeal. */
  readonly sort: CreditSort | 'granted';
  readonly source: CreditSource;
  /** Of the session or matter. */
  readonly title: string;
  /** How often within that event: questions asked, turns taken. */
  readonly times: number;
  /** As they count now. */
  readonly points: number;
  /** As first credited, by the weights of that day. */
  readonly first: number;
  readonly at: number;
}

/** kept: it stays · corrected: other points · granted: something that was missing counts now. */
export const appealOutcomes = ['kept', 'corrected', 'granted'] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];

export interface Appeal {
  readonly id: string;
  /** Null = something is missing. */
  readonly credit: string | null;
  readonly reason: string;
  readonly at: number;
  readonly decided: {
    readonly outcome: AppealOutcome;
    readonly points: number | null;
    readonly reason: string;
    readonly by: PersonId;
    readonly at: number;
  } | null;
}

export interface State {
  /** Whose it is; null = nothing happened yet. */
  readonly person: PersonId | null;
  /** Oldest first. */
  readonly credits: readonly Credit[];
  readonly appeals: readonly Appeal[];
}

export const initial: State = { person: null, credits: [], appeals: [] };

export type Event =
  | {
      readonly type: 'credited';
      readonly person: PersonId;
      readonly credit: Omit<Credit, 'points' | 'first'> & { readonly points: number };
    }
  | {
      readonly type: 'appealed';
      readonly person: PersonId;
      readonly appeal: string;
      readonly credit: string | null;
      readonly reason: string;
    }
  | {
      readonly type: 'appealDecided';
      readonly appeal: string;
      readonly outcome: AppealOutcome;
      /** Of the credit from now on; null = as before. */
      readonly points: number | null;
      readonly reason: string;
    };

export const refusals = [
  'not-allowed',
  'not-house',
  /** Nobody decides about themselves. */
  'not-yourself',
  'unknown-credit',
  'unknown-appeal',
  /** An appeal about the same is open. */
  'already-appealed',
  'already-decided',
  /** This outcome does not fit what was asked. */
  'outcome-unfit',
] as const;
export type RefusalCode = (typeof refusals)[number];
