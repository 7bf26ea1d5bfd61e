/** What judging adds to an item: papers of the rating round, planned look-backs, institutional outcomes. */
import type { PersonId } from '../core/actor.ts';
import type { Day } from '../core/calendar.ts';
import type { RulePack } from '../core/rule-pack.ts';

export const marks = ['satisfied', 'basically', 'dissatisfied'] as const;
export type Mark = (typeof marks)[number];
export interface Rating {
  readonly attitude: Mark;
  readonly result: Mark;
  readonly reason: string;
}

/** A rating given on paper, entered for a rater by one person. It counts once another person countersigned it. Known to supervisors only. */
export interface Paper extends Rating {
  readonly rater: PersonId;
  /** The photographed sheet, a file id. */
  readonly sheet: string;
  readonly enteredBy: PersonId;
  readonly enteredAt: number;
  /** `lapsed`: the round ended before a second person had looked at it. */
  readonly status: 'waiting' | 'counted' | 'lapsed';
  readonly countersignedBy: PersonId | null;
}

/** `asked` and `rated` are always told; a question whose figures are hidden is null for everybody but supervisors. */
export interface Outcome {
  readonly rated: number;
  readonly asked: number;
  readonly attitude: Readonly<Record<Mark, number>> | null;
  readonly result: Readonly<Record<Mark, number>> | null;
  readonly reasons: readonly string[];
  /** Too few rated for any figure to be shown. */
  readonly small: boolean;
  /** Questions whose figures would tell what single people said; absent in records older than this rule. */
  readonly hidden?: readonly Question[];
}
export const questions = ['attitude', 'result'] as const;
export type Question = (typeof questions)[number];

/** Why a look-back was planned; `annual`: a class that comes back every year. */
export const lookBackReasons = ['scheduled', 'annual', 'dissatisfied', 'slow', 'hard', 'sampled'] as const;
export type LookBackReason = (typeof lookBackReasons)[number];

/** What the item was issued under; the draw is that of the pack in force when it is closed. */
export type Plan = Omit<RulePack['item']['lookBackPlan'], 'sample'>;

export interface PlannedLookBack {
  /** Names it for ever within the item. */
  readonly n: number;
  readonly at: number;
  /** Absent in records older than the plan: then it was scheduled. */
  readonly because?: readonly LookBackReason[];
}

export interface LookBack extends PlannedLookBack {
  readonly because: readonly LookBackReason[];
  readonly called: boolean;
}

/** How the draw for the year's sample went: whoever knows seed and number can draw again. */
export interface Draw {
  readonly seed: string;
  readonly share: number;
  /** 32-bit hash of seed and number; sampled when below `share` × 2³². */
  readonly hash: number;
  readonly sampled: boolean;
}

/** 建章立制: what the item left behind as a rule. Withdrawn ones stay, with their reason. */
export interface InstitutionalOutcome {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** From when it holds. */
  readonly day: Day;
  /** Where and for whom it holds. */
  readonly scope: string;
  /** http(s) address of the published text. */
  readonly link: string | null;
  readonly recordedAt: number;
  readonly withdrawn: { readonly reason: string; readonly at: number } | null;
}

/** Carried through all stages. */
export interface JudgingCommon {
  /** As issued: what 'slow' counts from, whatever was extended since. */
  readonly firstDue: Day;
  /** 核验退回. */
  readonly sendBacks: number;
  /** Look-backs made, and how many of them found it broken again. */
  readonly lookedBack: number;
  readonly relapses: number;
  readonly outcomes: readonly InstitutionalOutcome[];
}
