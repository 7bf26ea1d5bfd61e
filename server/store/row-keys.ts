/** Where a row is found: pairs of index and value. Only what changed is written, for most changes of a row move it nowhere. */
import type { RowChange } from './store.ts';

export type Keys = readonly (readonly [string, string])[];

/** What `RowChange.keys` says, as one list in one order without doubles; no NUL, which PostgreSQL cannot keep. */
export const keyEntries = (keys: RowChange['keys']): Keys =>
  Object.keys(keys)
    .sort()
    .flatMap((name) =>
      [...new Set((keys[name] ?? []).map((value) => value.replaceAll('\0', '')))].sort().map((value) => [name, value] as const),
    );

const mark = (key: Keys[number]): string => JSON.stringify(key);

/** Keys to take away and to add; `stays` = the sort is as before, without which every key moves. */
export const keyChanges = (before: Keys, after: Keys, stays: boolean): readonly [gone: Keys, come: Keys] => {
  if (!stays) return [before, after];
  const had = new Set(before.map(mark));
  const has = new Set(after.map(mark));
  return [before.filter((key) => !has.has(mark(key))), after.filter((key) => !had.has(mark(key)))];
};
