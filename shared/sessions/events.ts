/** What can happen to a session. Person ids only; names travel in `personal`. Everything a later rule needs is in the event. */
import type { PersonId } from '../core/actor.ts';
import type { Personal } from '../core/recorded.ts';
import type { AnswerKind, Code, LedPlace, Scene, SegmentForm, SessionRole, SessionTopic, Side } from './state.ts';

/** A segment as it is planned. `turn` in seconds. */
export interface PlannedSegment {
  readonly id: string;
  readonly form: SegmentForm;
  readonly title: string;
  /** Absent in records older than English titles. */
  readonly titleEn?: string | null;
  readonly topic: string | null;
  readonly minutes: number;
  readonly turn: number;
}

export type AgendaEvent =
  | { readonly type: 'agendaSet'; readonly segments: readonly PlannedSegment[] }
  /** Before which segment it goes; null = at the end. */
  | { readonly type: 'segmentAdded'; readonly segment: PlannedSegment; readonly before: string | null }
  | { readonly type: 'segmentRevised'; readonly segment: PlannedSegment }
  | { readonly type: 'segmentMoved'; readonly segment: string; readonly before: string | null }
  | { readonly type: 'segmentRemoved'; readonly segment: string }
  /** Ends the current one, if any. */
  | { readonly type: 'segmentStarted'; readonly segment: string }
  | { readonly type: 'segmentSkipped'; readonly segment: string; readonly reason: string }
  | { readonly type: 'segmentExtended'; readonly segment: string; readonly minutes: number; readonly reason: string }
  | { readonly type: 'clockPaused'; readonly segment: string }
  | { readonly type: 'clockResumed'; readonly segment: string };

/** `name` always, `realName` where it was asked for. */
export type SeatFacts = Personal<Record<string, string>>;

export type SeatEvent =
  /** The whole seat as it is from now on: taken, renamed, other roles, or come back. */
  | {
      readonly type: 'seated';
      readonly person: PersonId;
      readonly roles: readonly SessionRole[];
      readonly department: string | null;
      readonly hall: boolean;
      readonly personal?: SeatFacts;
    }
  | { readonly type: 'seatLeft'; readonly person: PersonId }
  /** New, or in place of the one with this key. */
  | { readonly type: 'codeMade'; readonly code: Code }
  | { readonly type: 'codeRevoked'; readonly key: string }
  | { readonly type: 'screenJoined'; readonly person: PersonId }
  /** The code of this key was made for it. */
  | { readonly type: 'consoleOffered'; readonly key: string; readonly from: PersonId; readonly until: number }
  | { readonly type: 'consoleTaken'; readonly key: string; readonly person: PersonId }
  /** Taken back, or both stay. */
  | { readonly type: 'consoleOfferEnded'; readonly key: string }
  | { readonly type: 'consoleHandedOver'; readonly from: PersonId; readonly to: PersonId };

export type FloorEvent =
  | {
      readonly type: 'floorRequested';
      readonly request: string;
      readonly person: PersonId;
      readonly side: Side | null;
      readonly rebuts: string | null;
    }
  | { readonly type: 'requestWithdrawn'; readonly request: string }
  | { readonly type: 'requestMoved'; readonly request: string; readonly before: string | null }
  /** `granted` in milliseconds; what was passed on to this person comes on top. */
  | {
      readonly type: 'floorGiven';
      readonly turn: string;
      readonly request: string;
      readonly person: PersonId;
      readonly segment: string;
      readonly side: Side | null;
      readonly rebuts: string | null;
      readonly granted: number;
    }
  | { readonly type: 'turnStarted'; readonly turn: string }
  | { readonly type: 'turnPaused'; readonly turn: string }
  | { readonly type: 'turnResumed'; readonly turn: string }
  | { readonly type: 'turnExtended'; readonly turn: string; readonly milliseconds: number; readonly reason: string }
  | { readonly type: 'timePassed'; readonly turn: string; readonly to: PersonId; readonly milliseconds: number }
  | { readonly type: 'turnEnded'; readonly turn: string }
  | { readonly type: 'turnNoted'; readonly turn: string; readonly text: string };

export type QuestionEvent =
  | {
      readonly type: 'questionAsked';
      readonly question: string;
      readonly asker: PersonId;
      readonly anonymous: boolean;
      readonly text: string;
      readonly topic: string | null;
      readonly to: string | null;
      readonly parent: string | null;
      /** Waits for a host before the room may know of it. */
      readonly held?: true;
    }
  | { readonly type: 'questionsHeld'; readonly hold: boolean }
  /** The whole question, since the room never heard of it. */
  | {
      readonly type: 'questionReleased';
      readonly question: string;
      readonly asker: PersonId;
      readonly anonymous: boolean;
      readonly text: string;
      readonly topic: string | null;
      readonly to: string | null;
      readonly parent: string | null;
      readonly askedAt: number;
    }
  | { readonly type: 'questionMerged'; readonly question: string; readonly into: string }
  | { readonly type: 'questionUnmerged'; readonly question: string }
  /** null: whoever can answers. */
  | { readonly type: 'questionDirected'; readonly question: string; readonly to: string | null }
  /** Question → people who seconded it or what says the same, as counted at the close. */
  | { readonly type: 'supportKept'; readonly support: Readonly<Record<string, number>> }
  /** The two of 0.1.0: seconds have been mass actions since, and are counted in the ballots. */
  | { readonly type: 'questionSeconded'; readonly question: string; readonly person: PersonId }
  | { readonly type: 'secondWithdrawn'; readonly question: string; readonly person: PersonId }
  | { readonly type: 'questionRaised'; readonly question: string }
  | { readonly type: 'questionReturned'; readonly question: string }
  | {
      readonly type: 'questionAnswered';
      readonly question: string;
      readonly answer: string;
      readonly kind: AnswerKind;
      readonly text: string;
      /** null: somebody without a seat, written down by host or recorder. */
      readonly answerer: PersonId | null;
      readonly department: string | null;
      readonly dueOn: string | null;
      readonly transferredTo: string | null;
      readonly reason: string | null;
    }
  | { readonly type: 'questionSettled'; readonly question: string }
  /** `text`: what stays readable; empty for others than the hosts. `held`: the room never knew of it. */
  | { readonly type: 'questionDeclined'; readonly question: string; readonly reason: string; readonly text: string; readonly held?: true }
  | { readonly type: 'questionWithdrawn'; readonly question: string; readonly text: string; readonly held?: true };

export type CommitmentEvent =
  | {
      readonly type: 'commitmentCaptured';
      readonly commitment: string;
      readonly question: string | null;
      readonly answer: string | null;
      readonly turn: string | null;
      readonly department: string;
      readonly what: string;
      readonly due: string;
    }
  | { readonly type: 'commitmentConfirmed'; readonly commitment: string; readonly officer: PersonId }
  | {
      readonly type: 'commitmentAmended';
      readonly commitment: string;
      readonly officer: PersonId;
      readonly what: string;
      readonly due: string;
      readonly reason: string;
    }
  | { readonly type: 'commitmentRefused'; readonly commitment: string; readonly officer: PersonId; readonly reason: string };

export type DebateEvent =
  /** The debate before, if any, is kept as it ended. */
  | { readonly type: 'motionSet'; readonly motion: string; readonly text: string }
  | { readonly type: 'sideTaken'; readonly person: PersonId; readonly side: Side }
  /** For each of 正方 and 反方, from the beginning of the motion; null = as long as it takes. */
  | { readonly type: 'sideTimeSet'; readonly milliseconds: number | null }
  | { readonly type: 'sideExtended'; readonly side: 'for' | 'against'; readonly milliseconds: number; readonly reason: string }
  /** `previous` and `other` (the same person's value of the other phase) keep the tally right where `person` is hidden as `''`. */
  | {
      readonly type: 'stanceSet';
      readonly person: PersonId;
      readonly phase: 'before' | 'after';
      readonly value: number;
      readonly previous: number | null;
      readonly other: number | null;
    };

export type MeetingEvent =
  | {
      readonly type: 'convened';
      readonly title: string;
      readonly topics: readonly SessionTopic[];
      readonly place: string;
      readonly startsAt: number;
      readonly preset: string;
      readonly publicity: 'invited' | 'open';
      readonly asksRealName: boolean;
      readonly placard: number;
      readonly answerLater: number;
      readonly convener: PersonId;
      readonly segments: readonly PlannedSegment[];
      readonly codes: readonly Code[] | null;
    }
  | {
      readonly type: 'revised';
      readonly title: string;
      readonly topics: readonly SessionTopic[];
      readonly place: string;
      readonly startsAt: number;
      readonly publicity: 'invited' | 'open';
      readonly asksRealName: boolean;
      /** Ids of topics that were not there before, and of those that are gone. */
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly type: 'numbered'; readonly year: number; readonly number: number }
  | { readonly type: 'opened' }
  | { readonly type: 'closed' }
  | { readonly type: 'cancelled'; readonly reason: string }
  | { readonly type: 'sceneShown'; readonly scene: Scene }
  | { readonly type: 'led'; readonly place: LedPlace | null };

export type SessionEvent = MeetingEvent | AgendaEvent | SeatEvent | FloorEvent | QuestionEvent | CommitmentEvent | DebateEvent;
/** `EventOf<'seated'>`: one of them by its type. */
export type EventOf<Type extends SessionEvent['type']> = Extract<SessionEvent, { type: Type }>;
