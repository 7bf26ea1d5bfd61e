/** What handling and supervision bring. Numbers `n` count from 1 within the item. */
import type { PersonId } from '../core/actor.ts';
import type { Day } from '../core/calendar.ts';
import type { Addressee, LadderStep, Side, SupervisionForm, TakenOf } from './handling-state.ts';

export type HandlingEvent =
  /** `officer` null: taken back; the department works as if it was never routed. */
  | { readonly type: 'routed'; readonly officer: PersonId | null; readonly delegated: boolean; readonly text: string }
  | {
      readonly type: 'reportDrafted';
      readonly n: number;
      readonly text: string;
      readonly files: readonly string[];
      readonly taken: TakenOf;
      readonly class: string;
    }
  | { readonly type: 'draftSentBack'; readonly n: number; readonly reason: string }
  | {
      readonly type: 'replied';
      readonly n: number;
      readonly number: string;
      readonly department: string;
      readonly text: string;
      readonly class: string;
      readonly to: Addressee;
      readonly corrects: number | null;
    }
  | { readonly type: 'areaAssigned'; readonly area: string | null }
  | {
      readonly type: 'supervised';
      readonly n: number;
      readonly form: SupervisionForm;
      readonly day: Day;
      readonly place: string;
      readonly people: readonly PersonId[];
      readonly others: number;
      readonly text: string;
      readonly files: readonly string[];
      readonly taken: TakenOf;
      readonly followUp: Day | null;
      /** The earlier supervision that this one follows up. */
      readonly follows: number | null;
    }
  /** The follow-up day of this supervision came. */
  | { readonly type: 'followUpCalled'; readonly n: number }
  | {
      readonly type: 'paired';
      readonly n: number;
      readonly government: PersonId;
      readonly cppcc: PersonId;
      readonly days: number;
      readonly endsAt: number;
    }
  | { readonly type: 'unpaired'; readonly reason: string }
  | { readonly type: 'acted'; readonly side: Side; readonly cycle: number; readonly text: string; readonly files: readonly string[] }
  /** The next cycle runs until `endsAt`. */
  | {
      readonly type: 'cycleEnded';
      readonly pair: number;
      readonly cycle: number;
      readonly missed: readonly Side[];
      readonly endsAt: number;
    }
  | {
      readonly type: 'letterSent';
      readonly n: number;
      readonly number: string;
      readonly department: string;
      readonly text: string;
      readonly answerBy: number;
    }
  | { readonly type: 'letterAnswered'; readonly n: number; readonly text: string; readonly files: readonly string[] }
  | { readonly type: 'letterOverdue'; readonly n: number }
  /** `k` counts the steps of the item's ladder from 0. */
  | { readonly type: 'escalated'; readonly k: number; readonly step: LadderStep; readonly department: string };
