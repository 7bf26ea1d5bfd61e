/** How each part of the room voted on each statement. */
import type { Row } from './votes.ts';

/** `for`, `against` and `pass` of one part on one statement. */
export interface Tally {
  readonly for: number;
  readonly against: number;
  readonly pass: number;
}

export interface Tallies {
  readonly parts: number;
  readonly statements: number;
  /** Parts × statements × (against, pass, for). */
  readonly counts: Int32Array;
  /** People in each part. */
  readonly sizes: Int32Array;
}

/** `part` of each person, anything from `parts` on for nobody's. */
export const tallied = (rows: readonly Row[], part: Uint8Array, parts: number, statements: number): Tallies => {
  const [counts, sizes] = [new Int32Array(parts * statements * 3), new Int32Array(parts)];
  for (let i = 0; i < rows.length; i += 1) {
    const g = part[i]!;
    if (g >= parts) continue;
    sizes[g] = sizes[g]! + 1;
    const base = g * statements * 3;
    const row = rows[i]!;
    for (let j = 0; j < row.length; j += 1) {
      const at = base + (row[j]! >> 2) * 3 + (row[j]! & 3);
      counts[at] = counts[at]! + 1;
    }
  }
  return { parts, statements, counts, sizes };
};

export const tally = ({ statements, counts }: Tallies, part: number, statement: number): Tally => {
  const at = (part * statements + statement) * 3;
  return { against: counts[at]!, pass: counts[at + 1]!, for: counts[at + 2]! };
};

/** Those against are for the opposite: every rule is asked in both directions. */
export const turned = (one: Tally): Tally => ({ for: one.against, against: one.for, pass: one.pass });

export const votesOf = (one: Tally): number => one.for + one.against + one.pass;

/** Share for it, drawn towards ½ while there are few votes. */
export const share = (one: Tally): number => (one.for + 1) / (votesOf(one) + 2);
