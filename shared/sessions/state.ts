/** A live 协商会: its state as a union by stage. Its events are in `events.ts`, every "no" in `refusals.ts`. */
import type { PersonId } from '../core/actor.ts';
import type { Stopwatch } from './stopwatch.ts';

export type { SessionEvent } from './events.ts';
export type { SessionRefusal } from './refusals.ts';

/** Role in this session; one person may hold several. */
export const sessionRoles = ['host', 'recorder', 'stakeholder', 'resident', 'member', 'expert', 'officer', 'observer'] as const;
export type SessionRole = (typeof sessionRoles)[number];

/** What a segment is for: 通报 · 提问 · 解答 · 辩论 · 表态 · 归纳 · 签认. */
export const segmentForms = ['briefing', 'questions', 'answers', 'debate', 'stance', 'wrap-up', 'sign-off'] as const;
export type SegmentForm = (typeof segmentForms)[number];

/** 正方 · 反方 · 补充. */
export const sides = ['for', 'against', 'supplement'] as const;
export type Side = (typeof sides)[number];

/** What the big screen shows; `auto` follows the segment and an open poll. */
export const scenes = ['auto', 'welcome', 'agenda', 'speaker', 'questions', 'debate', 'poll', 'words', 'map', 'lists', 'thanks'] as const;
export type Scene = (typeof scenes)[number];

/** Where the host may lead every phone. */
export const ledPlaces = ['now', 'questions', 'debate', 'polls', 'statements', 'map', 'lists'] as const;
export type LedPlace = (typeof ledPlaces)[number];

/** 当场答复 · 承诺会后答复 · 转办 · 不属本单位. */
export const answerKinds = ['on-the-spot', 'later', 'transferred', 'not-ours'] as const;
export type AnswerKind = (typeof answerKinds)[number];

export interface SessionTopic {
  readonly id: string;
  readonly title: string;
}

export interface Segment extends Stopwatch {
  readonly id: string;
  readonly form: SegmentForm;
  readonly title: string;
  /** The same in English; null = nobody gave one. */
  readonly titleEn: string | null;
  readonly topic: string | null;
  readonly minutes: number;
  /** Minutes added while it ran. */
  readonly extended: number;
  /** Seconds one speaker has here. */
  readonly turn: number;
  /** At most one is current. */
  readonly stage: 'planned' | 'current' | 'done' | 'skipped';
  /** When it began; null while planned, or skipped before it began. */
  readonly startedAt: number | null;
  /** Why it was skipped. */
  readonly reason: string | null;
}

/** An invitation code. `key` names it for the host: `participant`, `host`, `screen`, or the id of the invitation. */
export interface Code {
  readonly key: string;
  readonly code: string;
  /** Roles one may take with it; the first is taken when none is named. Empty: a big screen, no seat. */
  readonly roles: readonly SessionRole[];
  readonly department: string | null;
  /** Instant after which it is refused; null = as long as the session is not over. */
  readonly until: number | null;
  /** Gone after one person used it. */
  readonly once: boolean;
  readonly revoked: boolean;
}

/** Everybody who ever sat here; kept when they leave, for the attendance record. */
export interface Seat {
  readonly person: PersonId;
  /** null once erased, and for the public unless the person acts in office. */
  readonly name: string | null;
  /** Known to the host's audience only. */
  readonly realName: string | null;
  readonly roles: readonly SessionRole[];
  readonly department: string | null;
  /** Sits in the hall without a phone; signed up by the host. */
  readonly hall: boolean;
  readonly since: number;
  readonly left: number | null;
}

/** A hand raised. */
export interface FloorRequest {
  readonly id: string;
  readonly person: PersonId;
  readonly side: Side | null;
  /** Turn it wants to answer. */
  readonly rebuts: string | null;
  readonly at: number;
}

/**
 * One person's time at the floor, as an account in milliseconds:
 * granted + extended + received = used + passed + left, at every moment. `left` is below zero when overrun.
 */
export interface Turn extends Stopwatch {
  readonly id: string;
  readonly person: PersonId;
  /** The request it came from. */
  readonly request: string;
  readonly segment: string;
  readonly side: Side | null;
  readonly rebuts: string | null;
  readonly granted: number;
  readonly extended: number;
  /** Passed on to this person by earlier speakers. */
  readonly received: number;
  /** Passed on to others. */
  readonly passed: number;
  readonly stage: 'given' | 'running' | 'paused' | 'ended';
  readonly givenAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Summary by the recorder. */
  readonly note: string | null;
}

export interface Floor {
  /** In the order they were asked; `queue(state)` gives the order in which they speak. */
  readonly requests: readonly FloorRequest[];
  /** The host's own placings, oldest first; `before` null = at the end. */
  readonly moves: readonly { readonly request: string; readonly before: string | null }[];
  readonly turns: readonly Turn[];
  /** The turn of the one current speaker. */
  readonly current: string | null;
  /** Milliseconds passed on to a person and not yet in a turn. */
  readonly credits: Readonly<Record<PersonId, number>>;
}

export interface Answer {
  readonly id: string;
  readonly kind: AnswerKind;
  readonly text: string;
  /** Who answered, also when host or recorder wrote it down; null = somebody without a seat. */
  readonly by: PersonId | null;
  readonly department: string | null;
  /** Day by which a later answer is due. */
  readonly dueOn: string | null;
  /** Department it was transferred to. */
  readonly transferredTo: string | null;
  /** Why it is not theirs. */
  readonly reason: string | null;
  readonly at: number;
}

export interface Question {
  readonly id: string;
  /** `''` where the viewer may not know. */
  readonly by: PersonId;
  readonly anonymous: boolean;
  /** `''` for others than the hosts once declined or withdrawn. */
  readonly text: string;
  readonly topic: string | null;
  /** Department that has to answer; null = whoever can. */
  readonly to: string | null;
  /** Question it follows up. */
  readonly parent: string | null;
  /** In records of 0.1.0, as everybody was told then; empty since: who seconds is known to the ballots alone. */
  readonly seconders: readonly PersonId[];
  /** People who seconded it or what says the same, as counted at the close; null before, and in older records. */
  readonly support: number | null;
  readonly stage: 'held' | 'queued' | 'raised' | 'answered' | 'settled' | 'declined' | 'withdrawn';
  /** Was never let into the room: only hosts, and whoever asked, know of it. */
  readonly hidden: boolean;
  /** Question it says the same as; see `duplicates.ts`. */
  readonly mergedInto: string | null;
  readonly askedAt: number;
  readonly raisedAt: number | null;
  readonly answers: readonly Answer[];
  /** Why it was declined. */
  readonly reason: string | null;
}

export interface Commitment {
  readonly id: string;
  readonly question: string | null;
  readonly answer: string | null;
  readonly turn: string | null;
  readonly department: string;
  readonly what: string;
  /** `YYYY-MM-DD`. */
  readonly due: string;
  /** `amended` and `confirmed` are both the department's word. */
  readonly stage: 'captured' | 'confirmed' | 'amended' | 'refused';
  readonly at: number;
  /** Officer who decided. */
  readonly by: PersonId | null;
  readonly reason: string | null;
}

/** Where people stood, without saying who. Steps: 0–19, 20–39, 40–59, 60–79, 80–100. */
export interface StanceTally {
  readonly count: number;
  readonly sum: number;
  readonly steps: readonly [number, number, number, number, number];
}

export interface Debate {
  readonly motion: { readonly id: string; readonly text: string; readonly at: number };
  readonly sides: Readonly<Record<PersonId, Side>>;
  /** 0 (against) to 100 (for). Known to the host's audience only, `{}` for others. */
  readonly stances: Readonly<Record<PersonId, { readonly before: number | null; readonly after: number | null }>>;
  readonly before: StanceTally;
  readonly after: StanceTally;
  /** Of those who said both. */
  readonly moved: { readonly towards: number; readonly away: number; readonly same: number };
  /** Milliseconds each of 正方 and 反方 may use, with all extensions; null = no budget. */
  readonly budgets: { readonly for: number; readonly against: number } | null;
  /** Turns given before this motion was put: those after it belong to this debate. */
  readonly turnsBefore: number;
}

/** The console offered to a second device by a code good for one person. */
export interface ConsoleOffer {
  /** Of the code. */
  readonly key: string;
  readonly from: PersonId;
  /** Who came in by it; whoever offered has to say what becomes of themselves. */
  readonly taker: PersonId | null;
  readonly until: number;
}

/** The last hand on the console, so that two hosts see each other. */
export interface Hand {
  readonly by: PersonId;
  /** Type of the event it brought. */
  readonly act: string;
  /** Segment, turn or question it was about. */
  readonly of: string | null;
  readonly at: number;
}

/** What every session has once it was convened. */
export interface Convened {
  readonly title: string;
  readonly topics: readonly SessionTopic[];
  readonly place: string;
  readonly startsAt: number;
  readonly preset: string;
  /** `open`: everybody may watch. */
  readonly publicity: 'invited' | 'open';
  readonly asksRealName: boolean;
  /** Seconds before the end of a turn at which the placard is shown. */
  readonly placard: number;
  /** Hours within which a later answer is due unless a day was said. */
  readonly answerLater: number;
  readonly number: { readonly year: number; readonly number: number } | null;
  readonly convener: PersonId;
  /** null where the viewer may not know any; a big screen knows only the participants' one. */
  readonly codes: readonly Code[] | null;
  /** Viewers that came in by the screen code; known to the host's audience only. */
  readonly screens: readonly PersonId[];
  readonly seats: Readonly<Record<PersonId, Seat>>;
  readonly segments: readonly Segment[];
  /** Minutes of the agenda as it stood at the opening; null before. */
  readonly plan: number | null;
  readonly floor: Floor;
  readonly questions: readonly Question[];
  /** Questions wait for a host to let them into the room. */
  readonly holdsQuestions: boolean;
  readonly commitments: readonly Commitment[];
  /** The one under way. */
  readonly debate: Debate | null;
  readonly earlierDebates: readonly Debate[];
  /** Known to the host's audience only. */
  readonly offer: ConsoleOffer | null;
  readonly handedOver: { readonly from: PersonId; readonly to: PersonId; readonly at: number } | null;
  /** Known to the host's audience only. */
  readonly hand: Hand | null;
  readonly scene: Scene;
  /** Where phones go along with the host, and since when; null = everybody looks where they like. */
  readonly lead: { readonly place: LedPlace; readonly at: number } | null;
}

export type Preparing = Convened & { readonly stage: 'preparing' };
export type Open = Convened & { readonly stage: 'open'; readonly openedAt: number };
export type Closed = Convened & { readonly stage: 'closed'; readonly openedAt: number; readonly closedAt: number };
export type Cancelled = Convened & { readonly stage: 'cancelled'; readonly cancelledAt: number; readonly reason: string };
export type Session = Preparing | Open | Closed | Cancelled;
/** 筹备 preparing → 进行中 open → 已结束 closed; preparing → 已取消 cancelled. */
export type SessionState = { readonly stage: 'none' } | Session;
export type SessionStage = SessionState['stage'];
