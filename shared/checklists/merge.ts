/** Two rows become one: texts line by line, sources and links of both, one lead. */
import { textsOf, type ListOfRows } from './split.ts';

type Cells = Readonly<Record<string, unknown>>;

/** Which of two values stays, by field. */
export type Chosen = Readonly<Record<string, 'first' | 'second'>>;

export interface Merge {
  /** What comes below what the first row says, by text; texts that need nothing are absent. */
  readonly added: Readonly<Record<string, string>>;
  /** Plain cells of the one row that are not as they were in the first. */
  readonly plain: Cells;
  /** Fields in which the two say different things and one had to be chosen. */
  readonly differing: readonly string[];
}

const lists: readonly string[] = ['sources', 'suggestions', 'cooperating', 'milestones'];
/** Its default says nothing by itself, so the other row's choice is the only one. */
const silent: Cells = { publicity: 'public' };

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const isEmpty = (field: string, cell: unknown): boolean => cell === undefined || cell === null || cell === '' || cell === silent[field];
const listIn = (cell: unknown): readonly unknown[] => (Array.isArray(cell) ? cell : []);

/** Sources are the same when they are the same place in the session, whatever time was noted. */
const keyOf = (field: string, one: unknown): string => {
  const { kind, id } = typeof one === 'object' && one !== null ? (one as { kind?: unknown; id?: unknown }) : {};
  return field === 'sources' ? `${String(kind)} ${String(id)}` : JSON.stringify(one);
};
const united = (field: string, first: unknown, second: unknown): readonly unknown[] => {
  const known = new Set(listIn(first).map((one) => keyOf(field, one)));
  return [...listIn(first), ...listIn(second).filter((one) => !known.has(keyOf(field, one)))];
};

const plainOf = (field: string, first: unknown, second: unknown, chosen: Chosen): { readonly cell: unknown; readonly differs: boolean } => {
  if (lists.includes(field)) return { cell: united(field, first, second), differs: false };
  // Whoever asked not to be named stays unnamed.
  if (field === 'anonymous') return { cell: first === true || second === true, differs: false };
  if (same(first, second) || isEmpty(field, second)) return { cell: first, differs: false };
  if (isEmpty(field, first)) return { cell: second, differs: false };
  return { cell: chosen[field] === 'second' ? second : first, differs: true };
};

/** `first` stays, with its id and its place; `second` goes. */
export const mergeRows = (list: ListOfRows, first: Cells, second: Cells, chosen: Chosen): Merge => {
  const shared = textsOf(list);
  const added: Record<string, string> = {};
  const plain: Record<string, unknown> = {};
  const differing: string[] = [];
  for (const field of new Set([...Object.keys(first), ...Object.keys(second)])) {
    if (field === 'order') continue;
    if (shared.includes(field)) {
      const [mine, theirs] = [first[field], second[field]].map((cell) => (typeof cell === 'string' ? cell.trim() : ''));
      if (theirs && !mine?.includes(theirs)) added[field] = theirs;
      continue;
    }
    const { cell, differs } = plainOf(field, first[field], second[field], chosen);
    if (differs) differing.push(field);
    if (!same(cell, first[field])) plain[field] = cell;
  }
  const cooperating = plain['cooperating'] ?? first['cooperating'];
  const lead = plain['lead'] ?? first['lead'];
  if (listIn(cooperating).includes(lead)) plain['cooperating'] = listIn(cooperating).filter((id) => id !== lead);
  return { added, plain, differing };
};

/** Links to a suggestion that went into another one. Null = nothing to change. */
export const linksAfterMerge = (links: readonly string[], gone: string, into: string): readonly string[] | null =>
  links.includes(gone) ? [...new Set(links.map((id) => (id === gone ? into : id)))] : null;
