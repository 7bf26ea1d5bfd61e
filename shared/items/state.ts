/** One responsibility item (责任项): its state as a union by stage. Its events are in `events.ts`, every "no" in `refusals.ts`. */
import type { PersonId } from '../core/actor.ts';
import type { Day } from '../core/calendar.ts';
import type { AgainReason } from './events.ts';
import type { HandlingCommon, LadderStep, TakenOf } from './handling-state.ts';
import type { PastCommon } from './past-state.ts';
import type { JudgingCommon, LookBack, Outcome, Paper, Plan, Rating } from './judging-state.ts';

export * from './events.ts';
export * from './handling-events.ts';
export * from './handling-state.ts';
export * from './judging-state.ts';
export * from './refusals.ts';

export type Publicity = 'public' | 'summary' | 'internal';
export type Source = Spoken | Elsewhere;
/** Said in a session. */
export interface Spoken {
  readonly kind: 'question' | 'answer' | 'turn' | 'commitment' | 'statement';
  readonly id: string;
  readonly at?: number | undefined;
}
/** Known to another system under this id there. */
export interface Elsewhere {
  readonly system: string;
  readonly id: string;
}

/** Windows the item was issued under; days are working days unless said otherwise. A later pack changes none of them. */
export interface Rules {
  readonly pack: string;
  readonly version: number;
  readonly claimWithin: number;
  readonly returnWithin: number;
  readonly adjudicateWithin: number;
  readonly yellowBefore: number;
  readonly ratingDays: number;
  readonly extension: { readonly times: number; readonly days: number };
  /** Result classes that come back every year. */
  readonly annual: readonly string[];
  /** Calendar days after closing. */
  readonly lookBack: readonly number[];
  readonly smallCount: number;
  /** Absent in records older than them: a class of one is then told, and nothing but the schedule brings an item back. */
  readonly smallClass?: number;
  readonly lookBackPlan?: Plan;
  /** 督办阶梯, in working days after the due day; absent in records older than it: nothing then comes by itself but the lamp. */
  readonly ladder?: readonly { readonly step: LadderStep; readonly after: number }[];
  /** Working days to answer a letter; absent in records older than letters. */
  readonly letterWithin?: number;
}

export type Lamp = 'green' | 'yellow' | 'red';

/** Instants at which the lamp turns by itself. `n` names this setting of the clock for ever. */
export interface Clock {
  readonly n: number;
  readonly yellowAt: number;
  readonly redAt: number;
  /** False when it rests on a year whose calendar was not published then. */
  readonly known: boolean;
  /** When each step of the ladder comes, first one first. */
  readonly steps?: readonly number[];
}

export interface Milestone {
  readonly title: string;
  readonly due: Day;
  /** When it was reached, milliseconds since 1970. */
  readonly reachedAt: number | null;
}

/** Who answers for the item in the lead department; null once erased. */
export interface Contact {
  readonly subject: string;
  readonly name: string | null;
  readonly phone: string | null;
}

/** What is to be done, as issued and amended. */
export interface Matter {
  readonly number: string;
  /** Session, list and row it comes from; `''` where it comes from elsewhere. */
  readonly session: string;
  readonly checklist: string;
  readonly row: string;
  readonly sources: readonly Source[];
  readonly title: string;
  readonly task: string;
  readonly criterion: string;
  readonly lead: string;
  readonly cooperating: readonly string[];
  readonly due: Day;
  readonly milestones: readonly Milestone[];
  readonly publicity: Publicity;
  readonly issuedAt: number;
}

export interface ReturnAsk {
  /** Names it for ever within the item. */
  readonly n: number;
  readonly reason: string;
  readonly text: string;
  /** The department that should lead instead, if they know. */
  readonly suggests: string | null;
  readonly askedAt: number;
  readonly answerBy: number;
  /** The answer is overdue and the house said so. */
  readonly overdue: boolean;
}

export interface ExtensionAsk {
  readonly to: Day;
  readonly reason: string;
  readonly askedAt: number;
}

export interface Opinion {
  readonly kind: 'countersigned' | 'dissented';
  readonly text: string;
  readonly at: number;
}

/** First key: what the department says is done. */
export interface Report {
  readonly text: string;
  readonly files: readonly string[];
  /** A–D, from the pack. */
  readonly class: string;
  readonly by: PersonId;
  readonly at: number;
  readonly taken: TakenOf;
  /** The officer whose draft a leader signed: no second key either. */
  readonly drafted: PersonId | null;
}

export interface Round {
  readonly n: number;
  readonly openedAt: number;
  readonly endsAt: number;
  /** How many may rate. */
  readonly asked: number;
  /** Empty for everybody but supervisors. */
  readonly ratings: Readonly<Record<PersonId, Rating>>;
  /** By paper; empty for everybody but supervisors. */
  readonly papers: Readonly<Record<string, Paper>>;
  readonly endedAt: number | null;
  readonly outcome: Outcome | null;
}

export interface Again {
  readonly because: AgainReason;
  readonly text: string;
  readonly at: number;
}

export interface Common extends HandlingCommon, JudgingCommon, PastCommon {
  readonly matter: Matter;
  readonly rules: Rules;
  readonly contact: Contact | null;
  readonly hosts: readonly PersonId[];
  /** Who may rate; null = this viewer may not know. */
  readonly raters: readonly PersonId[] | null;
  readonly clock: Clock;
  readonly lamp: Lamp;
  /** Last act of a lead or cooperating department, or issue: what 'stalled' counts from. */
  readonly lastActAt: number;
  /** 催办. */
  readonly reminders: number;
  /** 改派: more than one is a game of ping-pong. */
  readonly reassignments: number;
  /** 延期, granted ones. */
  readonly extensions: number;
  /** 重办. */
  readonly redos: number;
  /** Asked returns, claim windows, rating rounds, scheduled look-backs and suspension reviews so far: they name the next one. */
  readonly returnAsks: number;
  readonly claimWindows: number;
  readonly rounds: number;
  readonly lookBacksPlanned: number;
  readonly reviews: number;
  /** Last picture before and after the work, as file ids. */
  readonly pictures: { readonly before: string | null; readonly after: string | null };
}

/** Before the list was issued. */
export interface Unissued {
  readonly stage: 'unissued';
}

/** 已交办: waits for the lead department to claim it. */
export interface Issued extends Common {
  readonly stage: 'issued';
  readonly claim: { readonly n: number; readonly by: number; readonly overrun: boolean };
  /** Until then a return may be asked for. */
  readonly returnUntil: number;
  readonly returnAsk: ReturnAsk | null;
}

/** 办理中. */
export interface InProgress extends Common {
  readonly stage: 'inProgress';
  readonly returnUntil: number;
  readonly returnAsk: ReturnAsk | null;
  readonly extensionAsk: ExtensionAsk | null;
  /** By cooperating department, about the work as it stands. */
  readonly opinions: Readonly<Record<string, Opinion>>;
  readonly again: Again | null;
}

/** 挂起: limited by conditions, looked at every year. */
export interface Suspended extends Common {
  readonly stage: 'suspended';
  readonly reason: string;
  readonly since: number;
  readonly reviewAt: number;
  /** The yearly review is due and has not been made. */
  readonly reviewCalled: boolean;
  /** Names the next review for ever. */
  readonly review: number;
}

/** 待核验. */
export interface Reported extends Common {
  readonly stage: 'reported';
  readonly report: Report;
  readonly opinions: Readonly<Record<string, Opinion>>;
}

/** 待评价: verified, being rated or rated; waits for the second key. */
export interface Verified extends Common {
  readonly stage: 'verified';
  readonly report: Report;
  readonly opinions: Readonly<Record<string, Opinion>>;
  readonly verifiedAt: number;
  readonly round: Round;
}

/** 已销号. */
export interface Closed extends Common {
  readonly stage: 'closed';
  readonly report: Report;
  readonly opinions: Readonly<Record<string, Opinion>>;
  readonly verifiedAt: number;
  readonly round: Round;
  readonly closedAt: number;
  /** Ahead, earliest first. */
  readonly lookBacks: readonly LookBack[];
  /** An item of a yearly class that will not come back any more. */
  readonly retired: boolean;
}

export type State = Unissued | Issued | InProgress | Suspended | Reported | Verified | Closed;
export type Live = Exclude<State, Unissued>;
export type Stage = State['stage'];

export const initial: State = { stage: 'unissued' };
