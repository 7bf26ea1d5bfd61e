/** What is told of a document's past, under `/api/documents/<name>/history`. Both sides import this. */
import type { PersonId } from './actor.ts';
import type { RowDifference } from './differences.ts';
import type { DocumentContent } from './kind.ts';

/** One row as a moment changed it. */
export interface TouchedRow {
  readonly row: string;
  readonly how: 'added' | 'removed' | 'changed';
  readonly moved: boolean;
  /** Cells that were written, without its place; of a row that came or went: none. */
  readonly cells: readonly string[];
}

/** All that one person wrote without a long pause. Moments of several people may overlap. */
export interface Moment {
  /** Of the last edit: the list as it was then is the content at this seq. */
  readonly seq: number;
  /** Of the first one: before it the list was as at `first` − 1. */
  readonly first: number;
  /** `house` for rows the platform put in by itself. */
  readonly by: PersonId;
  /** Milliseconds since 1970, of the first and the last edit. */
  readonly since: number;
  readonly until: number;
  /** Letters written and removed in shared texts. */
  readonly added: number;
  readonly removed: number;
  readonly rows: readonly TouchedRow[];
  /** Rows touched beyond those in `rows`. */
  readonly more: number;
}

export interface MomentPage {
  /** The oldest seq whose content is still known. */
  readonly since: number;
  /** Newest first. */
  readonly moments: readonly Moment[];
  /** The next page tells of what came up to here; null at the beginning of what is known. */
  readonly next: number | null;
}

export interface ContentAt extends DocumentContent {
  readonly seq: number;
}

export interface DifferencesBetween {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly RowDifference[];
}

/** Null = before what is remembered. */
export interface Writing {
  readonly by: PersonId | null;
  /** Milliseconds since 1970. */
  readonly at: number | null;
}

/** Letters one person wrote about the same time; `at` of the last of them. */
export interface TextRun extends Writing {
  readonly text: string;
}

export type CellBlame =
  | ({ readonly sort: 'value'; readonly value: unknown } & Writing)
  /** In their order they make the text. */
  | { readonly sort: 'text'; readonly runs: readonly TextRun[] };

export interface RowBlame {
  readonly seq: number;
  readonly row: string;
  /** Who put the row in. */
  readonly made: Writing;
  readonly cells: Readonly<Record<string, CellBlame>>;
}
