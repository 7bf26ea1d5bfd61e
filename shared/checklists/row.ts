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

export const mostRows = 200;

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

/** `problems` forbid going on; `advice` is shown and forbids nothing. Only sound rows are in `rows`, in their order. */
export interface Checked<Row> {
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
  readonly advice: readonly Problem[];
}

/** Ids of all rows as people see them, top to bottom. */
export const inOrder = (content: DocumentContent): readonly string[] => {
  const at = (id: string): string => v.parse(order, content.rows[id]?.['order']);
  const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return Object.keys(content.rows).sort((a, b) => before(at(a), at(b)) || before(a, b));
};

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

/**
 * Reads every row through `schema`, then lets `judge` look at those of its cells that are sound by themselves, so that everything wrong
 * with a row is said at once. `list` names what is too long as a whole.
 */
export const checkRows = <Row extends object>(
  list: string,
  content: DocumentContent,
  schema: v.GenericSchema<unknown, Row>,
  judge: (sound: Partial<Row>) => { readonly problems: readonly Complaint[]; readonly advice: readonly Complaint[] },
): Checked<Row & { readonly id: string }> => {
  const rows: (Row & { readonly id: string })[] = [];
  const problems: Problem[] = [];
  const advice: Problem[] = [];
  inOrder(content).forEach((id, index) => {
    const name = ([field, code]: Complaint): Problem => ({ row: index + 1, id, field, code });
    const read = v.safeParse(schema, content.rows[id], { abortPipeEarly: true });
    const broken = read.success ? [] : brokenBy(read.issues);
    const said = judge(read.success ? read.output : soundOf<Row>(read.output, broken));
    problems.push(...[...broken, ...said.problems].map(name));
    advice.push(...said.advice.map(name));
    if (read.success && said.problems.length === 0) rows.push({ ...read.output, id });
  });
  if (Object.keys(content.rows).length > mostRows) problems.push({ field: list, code: 'too-many' });
  return { rows, problems, advice };
};
