/** What happens to an item. Every change says who (`by`), when (`at`), what and why; nothing is deleted. */
import type { PersonId } from '../core/actor.ts';
import type { Day } from '../core/calendar.ts';
import type { Personal } from '../core/recorded.ts';
import type { HandlingEvent } from './handling-events.ts';
import type { TakenOf } from './handling-state.ts';
import type { JudgingEvent } from './judging-events.ts';
import type { Clock, Lamp, Matter, Milestone, Publicity, Rules } from './state.ts';

export * from './judging-events.ts';

/** Why an item is worked on again. */
export const againReasons = ['sentBack', 'dissatisfied', 'redo', 'rebound'] as const;
export type AgainReason = (typeof againReasons)[number];

export const amendable = ['title', 'task', 'criterion', 'cooperating', 'due', 'milestones', 'publicity'] as const;
export type Amendable = (typeof amendable)[number];
export type Amendment =
  | { readonly field: 'title' | 'task' | 'criterion' | 'due'; readonly value: string }
  | { readonly field: 'cooperating'; readonly value: readonly string[] }
  | { readonly field: 'milestones'; readonly value: readonly Milestone[] }
  | { readonly field: 'publicity'; readonly value: Publicity };

export const reminderReasons = ['claim', 'yellow', 'red', 'adjudication', 'review', 'look-back'] as const;
export type ReminderReason = (typeof reminderReasons)[number];

/** `files`, `before`, `after` are ids of uploaded files; `department` is the one that acted. */
export type Event =
  | {
      readonly type: 'issued';
      readonly matter: Matter;
      /** 片区. Absent in records older than areas. */
      readonly area?: string | null;
      readonly rules: Rules;
      readonly hosts: readonly PersonId[];
      readonly raters: readonly PersonId[] | null;
      /** Members whose suggestions it comes from; absent where there are none, in older records, and for all but supervisors. */
      readonly proposers?: readonly PersonId[];
      readonly clock: Clock;
      readonly claimBy: number;
      readonly returnUntil: number;
      /** Facts: `name`, `phone`, each only where given. */
      readonly personal?: Personal;
    }
  | { readonly type: 'claimed'; readonly department: string; readonly text: string }
  | {
      readonly type: 'returnAsked';
      readonly department: string;
      readonly reason: string;
      readonly text: string;
      readonly suggests: string | null;
      readonly answerBy: number;
    }
  /** `claimBy` only when it was not claimed yet. */
  | { readonly type: 'returnUpheld'; readonly reason: string; readonly claimBy: number | null }
  | {
      readonly type: 'reassigned';
      readonly from: string;
      readonly to: string;
      readonly reason: string;
      readonly clock: Clock;
      readonly claimBy: number;
      readonly returnUntil: number;
    }
  | {
      readonly type: 'noted';
      readonly department: string;
      readonly text: string;
      readonly files: readonly string[];
      readonly before: string | null;
      readonly after: string | null;
      /** Absent in records older than it. */
      readonly taken?: TakenOf;
    }
  /** `milestone` counts from 0. */
  | {
      readonly type: 'milestoneReached';
      readonly milestone: number;
      readonly text: string;
      readonly files: readonly string[];
      readonly clock: Clock;
    }
  | { readonly type: 'countersigned'; readonly department: string; readonly text: string }
  | { readonly type: 'dissented'; readonly department: string; readonly text: string }
  | { readonly type: 'extensionAsked'; readonly to: Day; readonly reason: string }
  | { readonly type: 'extended'; readonly from: Day; readonly to: Day; readonly reason: string; readonly clock: Clock }
  | { readonly type: 'extensionRefused'; readonly reason: string }
  | { readonly type: 'suspended'; readonly reason: string; readonly reviewAt: number }
  | { readonly type: 'reviewCalled'; readonly review: number }
  | { readonly type: 'keptSuspended'; readonly reason: string; readonly reviewAt: number }
  | { readonly type: 'resumed'; readonly reason: string; readonly from: Day; readonly to: Day; readonly clock: Clock }
  | {
      readonly type: 'reportedDone';
      readonly text: string;
      readonly files: readonly string[];
      readonly class: string;
      readonly by: PersonId;
      readonly taken?: TakenOf;
      /** The officer whose draft it was, when a leader signed it. */
      readonly drafted?: PersonId;
    }
  | { readonly type: 'sentBack'; readonly reason: string; readonly clock: Clock }
  | { readonly type: 'verified'; readonly text: string; readonly asked: number; readonly endsAt: number }
  | HandlingEvent
  | JudgingEvent
  | {
      readonly type: 'reopened';
      readonly because: Exclude<AgainReason, 'sentBack'>;
      readonly reason: string;
      readonly from: Day;
      readonly to: Day;
      readonly clock: Clock;
    }
  | { readonly type: 'lampTurned'; readonly lamp: Lamp }
  | { readonly type: 'reminded'; readonly because: ReminderReason; readonly department: string | null }
  | ({ readonly type: 'amended'; readonly before: unknown; readonly reason: string; readonly clock: Clock | null } & Amendment);
export type EventOf<T extends Event['type']> = Extract<Event, { readonly type: T }>;
