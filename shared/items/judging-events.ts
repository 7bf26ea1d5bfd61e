/** What judging brings: papers, look-backs, institutional outcomes. */
import type { PersonId } from '../core/actor.ts';
import type { Day } from '../core/calendar.ts';
import type { TakenOf } from './handling-state.ts';
import type { Draw, Outcome, PlannedLookBack, Rating } from './judging-state.ts';

export const findings = ['consolidated', 'rebound', 'redo'] as const;
export type Finding = (typeof findings)[number];

export type JudgingEvent =
  /** By the rater; hidden from everybody who may not know who rated. */
  | ({ readonly type: 'rated' } & Rating)
  /** By whoever typed it from the sheet; hidden like `rated`, as are the three after it. */
  | ({ readonly type: 'paperEntered'; readonly paper: string; readonly rater: PersonId; readonly sheet: string } & Rating)
  | { readonly type: 'paperCountersigned'; readonly paper: string }
  | { readonly type: 'paperRejected'; readonly paper: string; readonly reason: string }
  /** The round ended by its time; these were waiting for a second person and do not count. */
  | { readonly type: 'papersLapsed'; readonly papers: readonly string[] }
  | { readonly type: 'ratingEnded'; readonly because: 'all-rated' | 'time' | 'no-raters'; readonly outcome: Outcome }
  /** `draw` is absent in records older than the plan. */
  | { readonly type: 'closed'; readonly class: string; readonly lookBacks: readonly PlannedLookBack[]; readonly draw?: Draw }
  | { readonly type: 'lookBackCalled'; readonly n: number }
  | {
      readonly type: 'lookedBack';
      readonly finding: Finding;
      readonly text: string;
      readonly files: readonly string[];
      /** Who went there; never told to the public. */
      readonly visitors?: readonly PersonId[];
      readonly taken?: TakenOf;
      /** The planned one it answers; null = made between them. */
      readonly n: number | null;
      /** Next yearly one, for classes that come back. */
      readonly next: PlannedLookBack | null;
    }
  | { readonly type: 'retired'; readonly reason: string }
  | {
      readonly type: 'outcomeRecorded';
      readonly outcome: string;
      readonly title: string;
      readonly text: string;
      readonly day: Day;
      readonly scope: string;
      readonly link: string | null;
    }
  | { readonly type: 'outcomeWithdrawn'; readonly outcome: string; readonly reason: string };
