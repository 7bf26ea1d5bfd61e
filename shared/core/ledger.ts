/**
 * A ledger (台账): a read model as a table that people take away, edit in their own programme and bring back. What may change, and by which
 * command, is known to the kind; files, headings and the order of work are the same for every kind. Bringing a table back asks ordinary
 * commands as the person who brings it, so it can do nothing that they could not do line by line.
 */
import type { Actor } from './actor.ts';
import type { AnyCommand, Row } from './kind.ts';
import type { StreamId } from './recorded.ts';

export interface Words {
  readonly zh: string;
  readonly en: string;
}
export type LedgerLanguage = keyof Words;

/** Null = empty. A day is `2026-12-31`, a choice its code. */
export type Cell = string | number | null;
export type Cells = Readonly<Record<string, Cell>>;

export interface LedgerColumn {
  readonly key: string;
  readonly title: Words;
  readonly kind: 'text' | 'day' | 'choice' | 'number';
  /** In letters. */
  readonly width: number;
  /** Of a choice: code → as people read it. */
  readonly choices?: Readonly<Record<string, Words>>;
  /** May be changed in the table and brought back. */
  readonly edited?: true;
  /** Says why the others were changed; by itself it changes nothing. */
  readonly remark?: true;
  /** Read of a line that is not here yet, and of no other. */
  readonly begins?: true;
  /** Not in what is taken away. */
  readonly hidden?: true;
  /** Other headings for the same, in tables of other places. */
  readonly also?: readonly string[];
}

/** Names of what a row refers to, as the viewer may know them. */
export interface LedgerNames {
  /** `''` when there is none. */
  of(model: string, id: string): string;
  /** The id of whom this name means; null = nobody, or more than one. */
  find(model: string, name: string): string | null;
}

export interface LedgerRule {
  readonly title: Words;
  /** Read model whose rows it shows; a viewer gets those they may see, as they may see them. */
  readonly model: string;
  /** Models it takes names from; the first is shown, the others are understood, too. */
  readonly names: Readonly<Record<string, (row: Row) => readonly string[]>>;
  readonly columns: readonly LedgerColumn[];
  row(id: string, row: Row, names: LedgerNames): Cells;
  readonly intake?: LedgerIntake;
}

/** What one line asks. */
export interface LedgerAsk {
  readonly stream: StreamId;
  readonly command: AnyCommand & Readonly<Record<string, unknown>>;
  /** Column a refusal is shown at. */
  readonly column: string;
}
export interface LedgerProblem {
  readonly column: string;
  readonly code: string;
}
export type LedgerOutcome =
  { readonly asks: readonly LedgerAsk[] } | { readonly problems: readonly LedgerProblem[] } | { readonly skipped: string };

export interface LedgerIntake {
  /** The column that holds `reference`: by it a line is known again. Empty = a thing that is not here yet. */
  readonly key: string;
  may(viewer: Actor): boolean;
  /** The same said as `row` says it, so that another way to write it is no change. What cannot be understood stays as it is. */
  tidy(cells: Cells, names: LedgerNames): Cells;
  /** `changed`: columns in which the line differs from how things stand. Empty asks = nothing to do. */
  change(line: LedgerChange, viewer: Actor, names: LedgerNames): LedgerOutcome;
  /** A line of an old ledger. The id is made from the line alone, so that the same line again means the same thing. */
  begin?(cells: Cells, viewer: Actor, names: LedgerNames): { readonly id: string; readonly outcome: LedgerOutcome };
  /** Columns a line cannot begin without. */
  readonly needed: readonly string[];
  /** Sentences for the codes of problems, refusals and reasons to skip. */
  readonly says: Readonly<Record<string, Words>>;
}

export interface LedgerChange {
  readonly id: string;
  readonly row: Row;
  readonly before: Cells;
  readonly after: Cells;
  readonly changed: readonly string[];
}

// ── a line is known again ───────────────────────────────────────────────────────────────────────

const isFact = ({ edited, remark }: LedgerColumn): boolean => edited === true && remark !== true;

/** FNV-1a over the letters, from another beginning each. Tells apart what changed by accident; nobody gains by meeting it. */
const mixed = (text: string, from: number): number => {
  let mix = from;
  for (let n = 0; n < text.length; n += 1) mix = Math.imul(mix ^ text.charCodeAt(n), 0x01000193);
  return mix >>> 0;
};
const digits = (number: number): string => number.toString(16).padStart(8, '0');

/** Of what may be edited, as it was when the table left: 10 hex digits. */
export const markOf = (columns: readonly LedgerColumn[], cells: Cells): string => {
  const text = JSON.stringify(columns.filter(isFact).map(({ key }) => cells[key] ?? null));
  return `${digits(mixed(text, 0x811c9dc5))}${digits(mixed(text, 0x2166_f3a1))}`.slice(0, 10);
};

export const reference = (id: string, mark: string): string => `${id}@${mark}`;
export const parseReference = (text: string): { readonly id: string; readonly mark: string } | null => {
  const found = /^([A-Za-z0-9_:-]{1,64})@([0-9a-f]{10})$/.exec(text.trim());
  return found?.[1] !== undefined && found[2] !== undefined ? { id: found[1], mark: found[2] } : null;
};

export const changedIn = (columns: readonly LedgerColumn[], before: Cells, after: Cells): string[] =>
  columns
    .filter((column) => isFact(column) && column.key in after && (before[column.key] ?? null) !== (after[column.key] ?? null))
    .map(({ key }) => key);

/** What is read when a table comes back; the other columns mean nothing there. */
export const takenIn = ({ columns, intake }: LedgerRule): LedgerColumn[] =>
  columns.filter(({ key, edited, begins }) => edited || begins || key === intake?.key);
/** What is taken away. */
export const takenAway = ({ columns }: LedgerRule): LedgerColumn[] => columns.filter(({ hidden }) => !hidden);

// ── headings ────────────────────────────────────────────────────────────────────────────────────

/** Column of ours → place of theirs, counted from 0. */
export type Mapping = Readonly<Record<string, number>>;

/** Brackets usually hold a hint, spaces and marks nothing. */
const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[(（【[].*?[)）】\]]/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '');

const knownAs = ({ title, also = [] }: LedgerColumn): string[] => [title.zh, title.en, ...also].map(plain).filter((name) => name !== '');

/** Which of their headings is which of our columns: the same words first, then one within the other. Each is used once. */
export const guessMapping = (headings: readonly string[], columns: readonly LedgerColumn[]): Mapping => {
  const theirs = headings.map(plain);
  const taken = new Set<number>();
  const guessed: Record<string, number> = {};
  const pass = (fits: (heading: string, name: string) => boolean): void => {
    for (const column of columns) {
      if (column.key in guessed) continue;
      const at = theirs.findIndex((heading, n) => heading !== '' && !taken.has(n) && knownAs(column).some((name) => fits(heading, name)));
      if (at < 0) continue;
      taken.add(at);
      guessed[column.key] = at;
    }
  };
  pass((heading, name) => heading === name);
  pass((heading, name) => name.length > 1 && heading.includes(name));
  return guessed;
};

// ── what is told of an intake ───────────────────────────────────────────────────────────────────

/** One place to mend. `row` as the programme that made the table counts it: the headings are row 1. */
export interface LedgerFlaw extends Words {
  readonly row: number;
  readonly column: Words;
  readonly code: string;
}

/** One line that would be, or was, brought in. */
export interface LedgerNews {
  readonly row: number;
  readonly id: string;
  readonly fresh: boolean;
  readonly columns: readonly Words[];
}

export interface LedgerCount {
  readonly lines: number;
  readonly fresh: number;
  readonly changed: number;
  readonly same: number;
  readonly skipped: number;
  readonly flawed: number;
}

/** The first lines of a file that was given, before anything is done with it. */
export interface LedgerSample {
  /** The line of the headings, counted from 0: above it there may be a title. */
  readonly at: number;
  readonly headings: readonly string[];
  readonly lines: readonly (readonly string[])[];
  readonly guess: Mapping;
}

/** How far a piece of long work is. `cut`: the process that did it is gone; asked again, what was done is not done twice. */
export type JobStage = 'given' | 'waiting' | 'working' | 'done' | 'cancelled' | 'cut' | 'failed';

export interface LedgerJob {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly file: string;
  readonly stage: JobStage;
  /** Whether what is found good is kept, or only looked at. */
  readonly keep: boolean;
  readonly mapping: Mapping;
  /** Lines looked at. */
  readonly at: number;
  /** Lines in all; 0 = not counted yet. */
  readonly of: number;
  readonly count: LedgerCount;
  /** The first ones of many. */
  readonly flaws: readonly LedgerFlaw[];
  readonly news: readonly LedgerNews[];
  readonly sample: LedgerSample;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  /** Of a bug: the number in the server's log. */
  readonly reference: string;
}

export const nothingCounted: LedgerCount = { lines: 0, fresh: 0, changed: 0, same: 0, skipped: 0, flawed: 0 };

/** One of `GET /api/ledgers`: what this viewer may take away, and whether they may bring it back. */
export interface LedgerOffer {
  readonly kind: string;
  readonly name: string;
  readonly title: Words;
  readonly columns: readonly Omit<LedgerColumn, 'also'>[];
  /** Columns read when it comes back; empty = it does not. */
  readonly intake: readonly string[];
  /** Those a new line must have. */
  readonly needed: readonly string[];
}
