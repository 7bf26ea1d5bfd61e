/**
 * How cells of a document are said in plain JSON where a row is made (reactions, templates). Inside the document text is a Y.Text, so that
 * two people can write in it at once; everything else is one value, and the last writer wins.
 */

/** A cell whose text several people may write at once; with several lines. */
export interface TextCell {
  readonly $text: string;
}

export const textCell = (text: string): TextCell => ({ $text: text });

export const isTextCell = (value: unknown): value is TextCell =>
  typeof value === 'object' && value !== null && typeof (value as { $text?: unknown }).$text === 'string';

/** Names of the root maps inside every document: its rows, and the ids of rows the house put in once. */
export const roots = { rows: 'rows', pencilled: 'pencilled' } as const;

/** What one plain cell may hold, besides null; `plain` is any JSON. */
export type PlainSort =
  | 'string'
  | 'number'
  | 'boolean'
  | 'plain'
  | { readonly list: PlainSort }
  /** The fields that are known: each may be missing, others may be there. */
  | { readonly fields: Readonly<Record<string, PlainSort>> };

/** `text`: several people write in it at once. */
export type CellSort = 'text' | PlainSort;

/**
 * What rows of a document are made of. What it means is checked where the list is read; this is only what every screen must be able to
 * rely on. `most` is far beyond what any list accepts, so that nobody who pastes too much loses the rest of what they wrote.
 */
export interface DocumentShape {
  /** Cells that are not named here are of a newer version: any sort, within the same limits. */
  readonly cells: Readonly<Record<string, CellSort>>;
  readonly most: {
    readonly rows: number;
    /** Names of cells a row ever had. */
    readonly cells: number;
    /** Of one shared text, in UTF-16 units. */
    readonly text: number;
    /** Of one plain value, in about as many characters as its JSON has. */
    readonly value: number;
  };
}

/** Why a connection to a document was closed, by its close code: 44xx ends it, anything else is tried again. */
export const closings = {
  malformed: 4400,
  notSignedIn: 4401,
  notYours: 4403,
  unknown: 4404,
  tooLarge: 4413,
  /** The rights changed and something is left: connect again and be told anew. */
  changed: 4503,
  unavailable: 1013,
  leaving: 1001,
} as const;

/** Reasons said with `notYours`, and in the auth message to somebody who may only read. */
export type ReadOnly = 'read-only' | 'frozen';
