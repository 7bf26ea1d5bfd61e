/** What stands in a cell, as the column means it; and the other way round. */
import type { Cell, Cells, LedgerColumn, LedgerLanguage, LedgerProblem, Mapping } from '#shared/core/ledger.ts';
import { dayFrom } from './serial-day.ts';

/** Of one cell. */
const longest = 10_000;
/** Days between the two counts of spreadsheets. */
const lateBy = 1_462;

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();

const choiceOf = (column: LedgerColumn, typed: string): string | null => {
  const wanted = plain(typed);
  const found = Object.entries(column.choices ?? {}).find(([code, { zh, en }]) => [code, zh, en].some((name) => plain(name) === wanted));
  return found?.[0] ?? null;
};

type Understood = { readonly cell: Cell } | { readonly code: string };

const understood = (column: LedgerColumn, raw: Cell, late: boolean): Understood => {
  const typed = typeof raw === 'string' ? raw.replace(/\r\n?/gu, '\n').trim() : raw;
  if (typed === null || typed === '') return { cell: null };
  if (typeof typed === 'string' && typed.length > longest) return { code: 'long' };
  switch (column.kind) {
    case 'day': {
      const day = dayFrom(typeof typed === 'number' && late ? typed + lateBy : typed);
      return day === null ? { code: 'day' } : { cell: day };
    }
    case 'number': {
      const number = typeof typed === 'number' ? typed : Number(typed.normalize('NFKC').replaceAll(',', ''));
      return Number.isFinite(number) ? { cell: number } : { code: 'number' };
    }
    case 'choice': {
      const code = choiceOf(column, String(typed));
      return code === null ? { code: 'choice' } : { cell: code };
    }
    default:
      return { cell: String(typed) };
  }
};

/** The columns the file has, read; those it has not are left out: they change nothing. */
export const cellsOf = (
  columns: readonly LedgerColumn[],
  mapping: Mapping,
  line: readonly Cell[],
  late: boolean,
): { readonly cells: Cells; readonly problems: readonly LedgerProblem[] } => {
  const cells: Record<string, Cell> = {};
  const problems: LedgerProblem[] = [];
  for (const column of columns) {
    const at = mapping[column.key];
    if (at === undefined) continue;
    const read = understood(column, line[at] ?? null, late);
    if ('code' in read) problems.push({ column: column.key, code: read.code });
    else cells[column.key] = read.cell;
  }
  return { cells, problems };
};

export const isBlank = (line: readonly Cell[]): boolean => line.every((cell) => cell === null || cell === '' || /^\s*$/.test(String(cell)));

/** As people read it. */
export const shown = (column: LedgerColumn, cell: Cell, language: LedgerLanguage): Cell =>
  column.kind === 'choice' && typeof cell === 'string' ? (column.choices?.[cell]?.[language] ?? cell) : cell;
