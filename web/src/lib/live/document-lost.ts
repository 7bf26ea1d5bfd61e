/** What was typed and not taken in, so that nobody has to type it twice. */
import { placeOfCell } from './document-changes.ts';
import { isSame } from './document-conflicts.ts';
import type { DocumentRow } from './document-rows.ts';

/**
 * Why it was not taken in · `frozen`, `read-only`, `not-yours`: not mine to write any more · `removed`: its row was removed by somebody else ·
 * `younger`: the server's data was put back to an earlier day · `broken`: the server could not take it in.
 */
export type LostWhy = 'frozen' | 'read-only' | 'not-yours' | 'removed' | 'younger' | 'broken';

export interface Lost {
  readonly row: string;
  readonly field: string;
  readonly value: unknown;
  readonly why: LostWhy;
}

/** What a screen had when its copy turned out to be worth nothing; `cells`: what of it was written there and not confirmed, by `edits`. */
export interface Before<Edit> {
  readonly why: LostWhy;
  readonly rows: readonly DocumentRow[];
  readonly cells: readonly string[];
  readonly edits: readonly Edit[];
}

const isEmpty = (value: unknown): boolean =>
  value == null || value === '' || value === false || (Array.isArray(value) && value.length === 0);

/** Of what was written here (`cells`, as it stood in `here`), everything that does not stand the same in `there`. */
export const lostOf = (
  cells: readonly string[],
  here: readonly DocumentRow[],
  there: readonly DocumentRow[],
  why: LostWhy,
): readonly Lost[] => {
  const mine = new Map(here.map((row) => [row.id, row.cells]));
  const theirs = new Map(there.map((row) => [row.id, row.cells]));
  const seen = new Map<string, Lost>();
  for (const { row, field } of cells.map(placeOfCell)) {
    const written = mine.get(row) ?? {};
    for (const name of field === '' ? Object.keys(written) : [field]) {
      const value = written[name];
      if (name === 'order' || isEmpty(value) || isSame(value, theirs.get(row)?.[name])) continue;
      seen.set(`${row} ${name}`, { row, field: name, value, why });
    }
  }
  return [...seen.values()];
};
