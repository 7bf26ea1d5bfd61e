/** Reading what claims to be a rule pack: all that is wrong, each with its path, for people who mend a file. */
import * as v from 'valibot';
import { flawCodes, type FlawCode } from './rule-flaws.ts';
import { rulePack, type RulePack } from './rule-pack.ts';

export interface RuleProblem {
  /** `item.claimWithin`, `calendar.2027.off.3`; '' = the whole. */
  readonly path: string;
  readonly code: FlawCode | 'unknown-key' | 'missing' | 'value';
  /** What would fit, in the words of the schema; '' where the code says it all. */
  readonly expected: string;
}

export type ReadRules = { readonly pack: RulePack } | { readonly problems: readonly RuleProblem[] };

const problemOf = (issue: v.BaseIssue<unknown>): RuleProblem => {
  const path = issue.path?.map(({ key }) => String(key)).join('.') ?? '';
  const flaw = issue.message === 'ladder' ? 'rising' : flawCodes.find((code) => code === issue.message);
  if (flaw) return { path, code: flaw, expected: '' };
  if (issue.kind === 'schema' && issue.expected === 'never') return { path, code: 'unknown-key', expected: '' };
  if (issue.kind === 'schema' && issue.received === 'undefined') return { path, code: 'missing', expected: '' };
  return { path, code: 'value', expected: issue.expected ?? '' };
};

export const readRules = (raw: unknown): ReadRules => {
  const read = v.safeParse(rulePack, raw);
  return read.success ? { pack: read.output } : { problems: read.issues.map(problemOf) };
};

const without = (raw: unknown, [key = '', ...rest]: readonly string[]): unknown => {
  if (Array.isArray(raw)) return raw.map((one: unknown, n) => (String(n) === key ? without(one, rest) : one));
  if (typeof raw !== 'object' || raw === null) return raw;
  const entries = Object.entries(raw);
  return Object.fromEntries(
    rest.length === 0
      ? entries.filter(([name]) => name !== key)
      : entries.map(([name, value]): [string, unknown] => [name, name === key ? without(value, rest) : value]),
  );
};

/**
 * A pack from the record, written when the schema was another one: what was added since gets its default, what is not known any more is
 * left out. Null when it cannot be read even so.
 */
export const readKeptRules = (raw: unknown): RulePack | null => {
  const read = readRules(raw);
  if ('pack' in read) return read.pack;
  const unknown = read.problems.filter(({ code }) => code === 'unknown-key');
  if (unknown.length === 0) return null;
  const again = readRules(unknown.reduce((rest, { path }) => without(rest, path.split('.')), raw));
  return 'pack' in again ? again.pack : null;
};
