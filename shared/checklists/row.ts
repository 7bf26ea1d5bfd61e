/**
 * From pencil to a checked list. The two documents hold rows of cells; anything may stand in them. The same check runs while people
 * type and inside `decide`, so a row is marked red by the very rule that would refuse it.
 */
import * as v from 'valibot';
import type { DocumentContent } from '../core/kind.ts';
import type { Problem } from '../core/refusal.ts';

export const sourceKinds = ['question', 'answer', 'turn', 'commitment', 'statement'] as const;

/** A place in the session a row rests on; `at` = milliseconds since 1970 of the spoken word, where known. */
const source = v.object({
  kind: v.picklist(sourceKinds, 'malformed'),
  id: v.pipe(v.string('malformed'), v.nonEmpty('malformed'), v.maxLength(64, 'malformed')),
  at: v.optional(v.number('malformed')),
});
export type Source = v.InferOutput<typeof source>;

export const mostRows = 1000;

/** Cells that may be left empty; a missing or null cell reads as empty. */
export const written = (most: number) =>
  v.nullish(
    v.pipe(
      v.string('malformed'),
      v.transform((typed) => typed.replace(/\r\n?/gu, '\n').trim()),
      v.maxLength(most, 'too-long'),
    ),
    '',
  );
/** Cells that must say something; `code` when they do not. */
export const needed = (most: number, code: string) =>
  v.nullish(
    v.pipe(
      v.string('malformed'),
      v.transform((typed) => typed.replace(/\r\n?/gu, '\n').trim()),
      v.nonEmpty(code),
      v.maxLength(most, 'too-long'),
    ),
    '',
  );
export const reference = v.pipe(v.string('malformed'), v.nonEmpty('malformed'), v.maxLength(64, 'malformed'));
export const references = (most: number) =>
  v.nullish(
    v.pipe(
      v.array(reference, 'malformed'),
      v.transform((ids) => [...new Set(ids)]),
      v.maxLength(most, 'too-long'),
    ),
    () => [],
  );
export const sources = v.nullish(v.pipe(v.array(source, 'malformed'), v.maxLength(50, 'too-long')), () => []);
export const order = v.fallback(v.string(), '');

/** What is said of one row. */
export interface Said {
  readonly problems: readonly Problem[];
  readonly advice: readonly Problem[];
}

/** `problems` forbid going on; `advice` is shown and forbids nothing. Only sound rows are in `rows`, in their order. */
export interface Checked<Row> extends Said {
  readonly rows: readonly Row[];
  /** The same by row; a row of which nothing is said is absent. */
  readonly said: ReadonlyMap<string, Said>;
}

const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Ids of all rows as people see them, top to bottom. */
export const inOrder = (content: DocumentContent): readonly string[] =>
  Object.entries(content.rows)
    .map(([id, cells]) => ({ id, at: typeof cells['order'] === 'string' ? cells['order'] : '' }))
    .sort((a, b) => before(a.at, b.at) || before(a.id, b.id))
    .map(({ id }) => id);

/** What a rule that looks at a sound row has to say: a cell and a code. */
export type Complaint = readonly [field: string, code: string];

/** One complaint for each cell. */
const brokenBy = (issues: readonly v.BaseIssue<unknown>[]): readonly Complaint[] =>
  issues
    .map(({ path, message }): Complaint => {
      const cell = path?.[0]?.key;
      return [typeof cell === 'string' ? cell : '', message];
    })
    .filter(([field], n, all) => all.findIndex(([other]) => other === field) === n);

const soundOf = <Row extends object>(read: unknown, broken: readonly Complaint[]): Partial<Row> => {
  const cells = Object.entries(typeof read === 'object' && read !== null ? read : {});
  return Object.fromEntries(cells.filter(([field]) => broken.every(([other]) => other !== field))) as Partial<Row>;
};

type Cells = DocumentContent['rows'][string];

interface Read<Row> {
  /** Null where a cell is broken. */
  readonly whole: Row | null;
  readonly sound: Partial<Row>;
  readonly broken: readonly Complaint[];
}

const readRow = <Row extends object>(schema: v.GenericSchema<unknown, Row>, cells: Cells): Read<Row> => {
  const read = v.safeParse(schema, cells, { abortPipeEarly: true });
  if (read.success) return { whole: read.output, sound: read.output, broken: [] };
  const broken = brokenBy(read.issues);
  return { whole: null, sound: soundOf<Row>(read.output, broken), broken };
};

interface Known<Row, Against> extends Said {
  readonly row: (Row & { readonly id: string }) | null;
  /** What was judged, at which place, by what. */
  readonly id: string;
  readonly n: number;
  readonly against: Against;
}

type Judge<Row, Against> = (
  sound: Partial<Row>,
  against: Against,
) => { readonly problems: readonly Complaint[]; readonly advice: readonly Complaint[] };

/**
 * A check of all rows that remembers what it said: whoever types in one row of many changes one object, and only that one is read and
 * judged again. `judge` looks at those cells of a row that are sound by themselves, so that everything wrong with it is said at once;
 * it is asked again when `against` is another object. Right only while cells are never changed in place. `list` names what is too long as a whole.
 */
export const rowCheck = <Row extends object, Against>(list: string, schema: v.GenericSchema<unknown, Row>, judge: Judge<Row, Against>) => {
  const reads = new WeakMap<object, Read<Row>>();
  const known = new WeakMap<object, Known<Row, Against>>();
  const look = (cells: Cells, id: string, n: number, against: Against): Known<Row, Against> => {
    const before = known.get(cells);
    if (before?.id === id && before.n === n && before.against === against) return before;
    const read = reads.get(cells) ?? readRow(schema, cells);
    reads.set(cells, read);
    const name = ([field, code]: Complaint): Problem => ({ row: n, id, field, code });
    const said = judge(read.sound, against);
    const row = read.whole && said.problems.length === 0 ? { ...read.whole, id } : null;
    const made = { row, id, n, against, problems: [...read.broken, ...said.problems].map(name), advice: said.advice.map(name) };
    known.set(cells, made);
    return made;
  };
  return (content: DocumentContent, against: Against): Checked<Row & { readonly id: string }> => {
    const rows: (Row & { readonly id: string })[] = [];
    const problems: Problem[] = [];
    const advice: Problem[] = [];
    const said = new Map<string, Said>();
    inOrder(content).forEach((id, index) => {
      const one = look(content.rows[id] ?? {}, id, index + 1, against);
      if (one.row) rows.push(one.row);
      if (one.problems.length + one.advice.length > 0) said.set(id, one);
      problems.push(...one.problems);
      advice.push(...one.advice);
    });
    if (Object.keys(content.rows).length > mostRows) problems.push({ field: list, code: 'too-many' });
    return { rows, problems, advice, said };
  };
};
