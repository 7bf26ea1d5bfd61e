/** What is different between two states of a document, row by row and cell by cell. */
import type { DocumentContent } from './kind.ts';

/** The cell every row has its place in the list by. */
export const orderCell = 'order';

type Cells = Readonly<Record<string, unknown>>;

/** `before` or `after` is absent where there was no such cell. */
export interface CellDifference {
  readonly cell: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface RowDifference {
  readonly row: string;
  readonly how: 'added' | 'removed' | 'changed';
  /** Somebody put it elsewhere among the rows that are in both. */
  readonly moved: boolean;
  /** Place in the list, from 1; null where it is not in it. */
  readonly before: number | null;
  readonly after: number | null;
  /** Without its place. */
  readonly cells: readonly CellDifference[];
}

const orderOf = (cells: Cells): string => (typeof cells[orderCell] === 'string' ? cells[orderCell] : '');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Ids of the rows as people see them: by place, equal places by id. */
export const rowsInOrder = ({ rows }: DocumentContent): readonly string[] =>
  Object.entries(rows)
    .toSorted(([a, one], [b, other]) => compare(orderOf(one), orderOf(other)) || compare(a, b))
    .map(([id]) => id);

/** Of plain JSON, whatever the order of the names in objects. */
export const sameValue = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [names, others] = [Object.keys(a), Object.keys(b)];
  return (
    names.length === others.length && names.every((name) => Object.hasOwn(b, name) && sameValue((a as Cells)[name], (b as Cells)[name]))
  );
};

const cellsBetween = (before: Cells, after: Cells): CellDifference[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((cell) => cell !== orderCell && !sameValue(before[cell], after[cell]))
    .map((cell) => ({
      cell,
      ...(Object.hasOwn(before, cell) ? { before: before[cell] } : {}),
      ...(Object.hasOwn(after, cell) ? { after: after[cell] } : {}),
    }));

const places = (ids: readonly string[]): ReadonlyMap<string, number> => new Map(ids.map((id, n) => [id, n + 1]));

/** Rows that differ, in the order of `after`, those that are gone at the end. */
export const differences = (before: DocumentContent, after: DocumentContent): readonly RowDifference[] => {
  const [was, is] = [rowsInOrder(before), rowsInOrder(after)];
  const [placeBefore, placeAfter] = [places(was), places(is)];
  const rankBefore = places(was.filter((id) => placeAfter.has(id)));
  const rankAfter = places(is.filter((id) => placeBefore.has(id)));
  return [...is, ...was.filter((id) => !placeAfter.has(id))].flatMap((row): RowDifference[] => {
    const [old = {}, now = {}] = [before.rows[row], after.rows[row]];
    const at = { before: placeBefore.get(row) ?? null, after: placeAfter.get(row) ?? null };
    const how = at.before === null ? 'added' : at.after === null ? 'removed' : 'changed';
    const moved = how === 'changed' && orderOf(old) !== orderOf(now) && rankBefore.get(row) !== rankAfter.get(row);
    const cells = cellsBetween(old, now);
    return how === 'changed' && cells.length === 0 && !moved ? [] : [{ row, how, moved, ...at, cells }];
  });
};
