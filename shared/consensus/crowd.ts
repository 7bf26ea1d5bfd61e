/** Who of the room counts for what. */
import type { StatementStatus } from './state.ts';
import type { Votes } from './votes.ts';

export const fewestPeople = 15;
export const fewestGrouped = 12;
/** So many votes, or all there are, and a person may be in a group. */
const enough = 7;

export const activeIn = ({ statements }: Votes, status: ReadonlyMap<string, StatementStatus>): Uint8Array =>
  Uint8Array.from(statements, (id) => ((status.get(id) ?? 'active') === 'active' ? 1 : 0));

/** How many active statements each person voted on. */
const votedBy = ({ rows }: Votes, active: Uint8Array): Int32Array => {
  const all = active.every((one) => one === 1);
  return Int32Array.from(rows, (row) => {
    if (all) return row.length;
    let count = 0;
    for (let j = 0; j < row.length; j += 1) count += active[row[j]! >> 2]!;
    return count;
  });
};

export interface Crowd {
  readonly active: Uint8Array;
  readonly voters: number;
  /** Places of those who voted enough, rising. */
  readonly grouped: Int32Array;
}

export const crowdOf = (votes: Votes, active: Uint8Array): Crowd => {
  const voted = votedBy(votes, active);
  const least = Math.min(
    enough,
    active.reduce((sum, one) => sum + one, 0),
  );
  const grouped = Int32Array.from(voted.keys()).filter((i) => voted[i]! >= least && voted[i]! > 0);
  return { active, voters: voted.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0), grouped };
};

export const divisible = ({ voters, grouped }: Crowd): boolean => voters >= fewestPeople && grouped.length >= fewestGrouped;
