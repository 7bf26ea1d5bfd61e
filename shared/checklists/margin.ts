/**
 * What stands in the margin of the two lists: remarks (批注), proposed changes (修改意见) and who agrees with a row (赞成). It is ink, not
 * pencil: in a document one writer could delete another's words, and nobody could be held to theirs. Rows are named by their id alone,
 * so what was said about a row outlives it.
 */
import type { PersonId } from '../core/actor.ts';
import type { ListName } from './proposable.ts';

/** Where in the lists something is said; `field` null = about the row as a whole. */
export interface Place {
  readonly list: ListName;
  readonly row: string;
  readonly field: string | null;
}

export interface Reply {
  readonly id: string;
  readonly text: string;
  readonly person: PersonId;
  readonly at: number;
}

export interface Remark extends Place {
  readonly id: string;
  /** `''` when its author took it back and others had replied. */
  readonly text: string;
  readonly person: PersonId;
  readonly at: number;
  readonly stage: 'open' | 'settled' | 'withdrawn';
  readonly replies: readonly Reply[];
}

/** What somebody wants done with a list. `before`: what stood there when they looked. */
export type Change =
  | { readonly kind: 'set'; readonly row: string; readonly field: string; readonly before: unknown; readonly after: unknown }
  /** `below` null: at the end. */
  | { readonly kind: 'add'; readonly below: string | null; readonly cells: Readonly<Record<string, unknown>> }
  | { readonly kind: 'remove'; readonly row: string };

export interface ProposedChange {
  readonly id: string;
  readonly list: ListName;
  readonly change: Change;
  /** `''`: not said. */
  readonly why: string;
  readonly person: PersonId;
  readonly at: number;
  readonly stage: 'open' | 'accepted' | 'declined';
  /** Why it was declined; null otherwise. */
  readonly reason: string | null;
  /** Accepted, but not word for word. */
  readonly adapted: boolean;
}

/** `who` null: not for this viewer; each of them is in it at most once. */
export interface Agreement {
  readonly n: number;
  readonly who: readonly PersonId[] | null;
}

export interface Margin {
  readonly remarks: readonly Remark[];
  readonly changes: readonly ProposedChange[];
  /** By `placeKey` of the row. */
  readonly agreements: Readonly<Record<string, Agreement>>;
}

/** What only this viewer is told: the rows they agree with, by `placeKey`. */
export interface OwnMargin {
  readonly agreed: readonly string[];
}

export type MarginEvent =
  | ({
      readonly type: 'remarked';
      readonly remark: string;
      readonly text: string;
      readonly person: PersonId;
    } & Place)
  | { readonly type: 'replied'; readonly remark: string; readonly reply: string; readonly text: string; readonly person: PersonId }
  /** A remark or a reply. */
  | { readonly type: 'remarkWithdrawn'; readonly remark: string }
  | { readonly type: 'remarkSettled'; readonly remark: string }
  | {
      readonly type: 'changeProposed';
      readonly proposal: string;
      readonly list: ListName;
      readonly change: Change;
      readonly why: string;
      readonly person: PersonId;
    }
  | { readonly type: 'changeWithdrawn'; readonly proposal: string }
  | { readonly type: 'changeAccepted'; readonly proposal: string; readonly adapted: boolean }
  | { readonly type: 'changeDeclined'; readonly proposal: string; readonly reason: string }
  /** `person` is `''` for every viewer. */
  | { readonly type: 'agreed'; readonly list: ListName; readonly row: string; readonly person: PersonId }
  | { readonly type: 'agreementWithdrawn'; readonly list: ListName; readonly row: string; readonly person: PersonId };

export const emptyMargin: Margin = { remarks: [], changes: [], agreements: {} };

/** What is open never leaves by itself; of what is closed the state keeps the latest, the record keeps all. */
export const marginLimits = {
  /** Characters. */
  remark: 500,
  why: 300,
  /** Open at once in one list. */
  openRemarks: 400,
  openChanges: 200,
  replies: 40,
  /** Open at once by one person in both lists; replies count as remarks. */
  yourRemarks: 60,
  yourChanges: 40,
  /** Rows one person agrees with. */
  yourAgreements: 1_000,
  closed: 200,
} as const;

export const placeKey = (list: ListName, row: string): string => `${list} ${row}`;

/** The row a change is about; null = a row that is not there yet. */
export const rowOf = (change: Change): string | null => (change.kind === 'add' ? null : change.row);

/** Drops the oldest of what is closed beyond `marginLimits.closed`. */
export const latest = <Entry extends { readonly stage: string }>(entries: readonly Entry[]): readonly Entry[] => {
  let over = entries.filter(({ stage }) => stage !== 'open').length - marginLimits.closed;
  return over <= 0 ? entries : entries.filter(({ stage }) => stage === 'open' || (over -= 1) < 0);
};
