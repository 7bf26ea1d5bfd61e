/** What handling and supervision add to an item: routing, drafts, replies, supervisions, paired leads, letters, escalation. */
import type { PersonId } from '../core/actor.ts';
import type { Day } from '../core/calendar.ts';

/** Where and when a picture was taken, as the device that took it said. */
export interface Taken {
  readonly takenAt: number | null;
  /** Degrees (WGS 84), accuracy in metres; never told to raters and the public. */
  readonly place: Place | null;
}
export interface Place {
  readonly lat: number;
  readonly lng: number;
  readonly accuracy: number;
}
/** By file id. */
export type TakenOf = Readonly<Record<string, Taken>>;

/** 转办: the officer a leader gave it to; `delegated` = this officer's word is the department's. */
export interface Route {
  readonly officer: PersonId;
  readonly delegated: boolean;
  readonly text: string;
  readonly by: PersonId;
  readonly at: number;
}

/** An officer's report that is not the department's word yet. */
export interface Draft {
  /** Names this version for ever within the item: a leader signs what they read. */
  readonly n: number;
  readonly text: string;
  readonly files: readonly string[];
  readonly taken: TakenOf;
  readonly class: string;
  readonly by: PersonId;
  readonly at: number;
  /** A leader wants it written anew; null = it waits for a leader. */
  readonly sentBack: { readonly reason: string; readonly by: PersonId; readonly at: number } | null;
}

export const addressees = ['proposer', 'session', 'public'] as const;
export type Addressee = (typeof addressees)[number];

/** 答复函. Corrected by a new one, never changed. */
export interface Reply {
  readonly n: number;
  readonly number: string;
  readonly text: string;
  readonly class: string;
  readonly to: Addressee;
  /** Who signed. */
  readonly by: PersonId;
  readonly department: string;
  readonly at: number;
  /** The one it takes the place of. */
  readonly corrects: number | null;
  readonly correctedBy: number | null;
}

/**
 * 会议督办 · 领导领衔督办 · 评议督办 · 专题督办 · 委员视察 · 集中督办 · 重点约谈 · 现场走访（核查）.
 */
export const supervisionForms = ['meeting', 'leader', 'appraisal', 'topical', 'inspection', 'concentrated', 'interview', 'visit'] as const;
export type SupervisionForm = (typeof supervisionForms)[number];

export interface Supervision {
  readonly n: number;
  readonly form: SupervisionForm;
  readonly day: Day;
  readonly place: string;
  /** Who took part, and how many more without an account. */
  readonly people: readonly PersonId[];
  readonly others: number;
  /** Findings. */
  readonly text: string;
  readonly files: readonly string[];
  readonly taken: TakenOf;
  readonly followUp: Day | null;
  /** The follow-up day came. */
  readonly called: boolean;
  /** A later supervision followed it up. */
  readonly followed: boolean;
  readonly by: PersonId;
  readonly at: number;
}

/** Of 双督办: one leads for party or government, one for the CPPCC. */
export const sides = ['government', 'cppcc'] as const;
export type Side = (typeof sides)[number];

/** The paired leads and the cycle that runs. */
export interface Pair {
  /** Names this pairing for ever within the item. */
  readonly n: number;
  readonly government: PersonId;
  readonly cppcc: PersonId;
  /** Calendar days of a cycle. */
  readonly days: number;
  /** Counts from 1 within this pairing. */
  readonly cycle: number;
  readonly from: number;
  readonly endsAt: number;
  /** When each acted last in this cycle. */
  readonly acted: Readonly<Record<Side, number | null>>;
}

/** A cycle that is over. `whole` false: it was cut short by closing or unpairing, and nobody missed it. */
export interface Cycle {
  readonly pair: number;
  readonly cycle: number;
  readonly from: number;
  readonly to: number;
  readonly missed: readonly Side[];
  readonly whole: boolean;
}

/** 督办函. */
export interface Letter {
  readonly n: number;
  readonly number: string;
  /** To the department that led then. */
  readonly department: string;
  readonly text: string;
  readonly answerBy: number;
  /** `house` when the ladder sent it. */
  readonly by: PersonId;
  readonly at: number;
  readonly answer: LetterAnswer | null;
  /** The answer is overdue, and the house said so. */
  readonly overdue: boolean;
}
export interface LetterAnswer {
  readonly text: string;
  readonly files: readonly string[];
  readonly by: PersonId;
  readonly at: number;
}

/** 催办 · 督办函 · 约谈 · 通报. */
export const ladderSteps = ['urge', 'letter', 'interview', 'circular'] as const;
export type LadderStep = (typeof ladderSteps)[number];

/** How far the ladder was climbed since the due day was last set. */
export interface Escalation {
  /** Steps of the item's ladder that have come. */
  readonly done: number;
  readonly step: LadderStep | null;
  readonly at: number | null;
  /** Of all steps ever, also before the due day moved. */
  readonly count: number;
}

/** Carried through all stages. */
export interface HandlingCommon {
  /** 片区. */
  readonly area: string | null;
  readonly route: Route | null;
  readonly draft: Draft | null;
  /** Drafts so far: they name the next one. */
  readonly drafts: number;
  readonly replies: readonly Reply[];
  readonly supervisions: readonly Supervision[];
  readonly pair: Pair | null;
  /** Pairings so far. */
  readonly pairs: number;
  readonly cycles: readonly Cycle[];
  readonly letters: readonly Letter[];
  readonly escalation: Escalation;
  /** Of the last pictures before and after. */
  readonly taken: TakenOf;
}

export const unescalated: Escalation = { done: 0, step: null, at: null, count: 0 };

/** As an item begins, and as older records are read. */
export const unhandled: HandlingCommon = {
  area: null,
  route: null,
  draft: null,
  drafts: 0,
  replies: [],
  supervisions: [],
  pair: null,
  pairs: 0,
  cycles: [],
  letters: [],
  escalation: unescalated,
  taken: {},
};
