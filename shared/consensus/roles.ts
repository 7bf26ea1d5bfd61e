/** How the holders of each role voted. Unlike groups, roles are known: one person may hold several, and is counted in each. */
import type { Tallies } from './tallies.ts';
import type { Votes } from './votes.ts';

/** Participant → roles held. */
export type Roles = ReadonlyMap<string, readonly string[]>;

/** `of.sizes` are the holders that voted at all. */
export const holdersIn = (
  { people, rows, statements }: Votes,
  roles: Roles,
): { readonly names: readonly string[]; readonly of: Tallies } => {
  const names = [...new Set([...roles.values()].flat())].sort();
  const place = new Map(names.map((name, at) => [name, at]));
  const counts = new Int32Array(names.length * statements.length * 3);
  const sizes = new Int32Array(names.length);
  people.forEach((id, i) => {
    for (const name of roles.get(id) ?? []) {
      const part = place.get(name)!;
      sizes[part] = sizes[part]! + 1;
      for (const entry of rows[i]!) {
        const at = (part * statements.length + (entry >> 2)) * 3 + (entry & 3);
        counts[at] = counts[at]! + 1;
      }
    }
  });
  return { names, of: { parts: names.length, statements: statements.length, counts, sizes } };
};
