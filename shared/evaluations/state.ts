/** 质效评估 of one session: the yardstick as it stood at the beginning, what people scored, what was concluded. */
import type { PersonId } from '../core/actor.ts';
import type { Day } from '../core/calendar.ts';
import type { ComputedIndicator, EvaluationRule } from '../core/rule-evaluation.ts';
import type { Reading } from './indicators.ts';

/** Of the rule pack in force when it began; a later pack changes nothing. */
export interface Yardstick extends EvaluationRule {
  readonly pack: string;
  readonly version: number;
}

export interface Score {
  /** 0–100. */
  readonly points: number;
  readonly reason: string;
  readonly at: number;
}

/** One indicator as concluded. */
export interface Result extends Omit<Reading, 'value'> {
  readonly indicator: string;
  readonly weight: number;
  readonly computed: ComputedIndicator | null;
  /** 0–100, two decimals; null = nothing could be said, and it does not count. For a scored one the mean of `n` scores. */
  readonly value: number | null;
}

export interface Conclusion {
  /** Figures as they stood on this day. */
  readonly day: Day;
  readonly results: readonly Result[];
  /** 0–100, two decimals: the mean by weight of all that has a value; null = nothing has. */
  readonly total: number | null;
}

export interface Evaluation {
  readonly yardstick: Yardstick;
  /** indicator → scorer; empty for those who may not know who scored. */
  readonly scores: Readonly<Record<string, Readonly<Record<PersonId, Score>>>>;
  /** Oldest first; a later one replaces none. */
  readonly conclusions: readonly (Conclusion & { readonly at: number })[];
  /** Why it is scored again. */
  readonly reopened: { readonly reason: string; readonly at: number } | null;
}

export type State =
  { readonly stage: 'none' } | (Evaluation & { readonly stage: 'scoring' }) | (Evaluation & { readonly stage: 'concluded' });

export const initial: State = { stage: 'none' };

export type Event =
  | { readonly type: 'begun'; readonly yardstick: Yardstick }
  | { readonly type: 'scored'; readonly indicator: string; readonly scorer: PersonId; readonly points: number; readonly reason: string }
  | ({ readonly type: 'concluded' } & Conclusion)
  | { readonly type: 'reopened'; readonly reason: string };

export const refusals = [
  'not-allowed',
  /** The session is not over, or there is none. */
  'session-not-over',
  'already-begun',
  'not-begun',
  'concluded',
  'not-concluded',
  /** The yardstick has none of this name that people score. */
  'not-scored',
  /** `details.open` indicators wait for scores. */
  'scores-missing',
] as const;
export type RefusalCode = (typeof refusals)[number];
