/** A given table looked at for the first time: where its headings are, what they may mean, how many lines there are. */
import { guessMapping, takenIn, type Cell, type LedgerRule, type LedgerSample } from '#shared/core/ledger.ts';
import { isBlank } from './ledger-cells.ts';
import { openTable } from './tables.ts';
import { NotReadable } from './xlsx-reader.ts';

/** Lines among which the headings are looked for; lines shown. */
const looked = 10;
const shownLines = 5;
/** Beyond that it is no ledger any more. */
const mostLines = 200_000;

const said = (cell: Cell): string => (cell === null ? '' : String(cell)).slice(0, 200);

/** The line that holds most of what is known as a heading. */
const headingsAt = (lines: readonly (readonly Cell[])[], rule: LedgerRule): number => {
  const known = lines.map((line) => Object.keys(guessMapping(line.map(said), takenIn(rule))).length);
  const most = Math.max(...known);
  const first = lines.findIndex((line) => !isBlank(line));
  return most < 2 ? Math.max(0, first) : known.indexOf(most);
};

/** Reads all of it, so that what cannot be read is known before anything begins. Rejects with `NotReadable`. */
export const sampleOf = async (bytes: Uint8Array, rule: LedgerRule): Promise<{ readonly sample: LedgerSample; readonly of: number }> => {
  const table = await openTable(bytes);
  const first: (readonly Cell[])[] = [];
  let lines = 0;
  for await (const line of table.lines()) {
    lines += 1;
    if (first.length < looked + shownLines) first.push(line);
    if (lines > mostLines) throw new NotReadable('too many lines');
  }
  if (first.length === 0) throw new NotReadable('empty');
  const at = headingsAt(first.slice(0, looked), rule);
  const headings = (first[at] ?? []).map(said);
  const sample = {
    at,
    headings,
    lines: first.slice(at + 1, at + 1 + shownLines).map((line) => line.map(said)),
    guess: guessMapping(headings, takenIn(rule)),
  };
  return { sample, of: Math.max(0, lines - at - 1) };
};
