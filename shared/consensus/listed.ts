/** A statement on one of the lists. */
import { partCounts, type Direction, type PartCounts, type Reason } from './reason.ts';
import type { Parts } from './parts.ts';
import { tally, turned, votesOf, type Tally } from './tallies.ts';

export interface Listed {
  /** Place among the statements. */
  readonly statement: number;
  readonly direction?: Direction;
  /** Larger is clearer; comparable within one list only. */
  readonly score: number;
  readonly reason: Reason;
}

export const directions = ['agree', 'disagree'] as const satisfies readonly Direction[];

/** Seen in a direction, those for it are `for`. */
export const seen = (one: Tally, direction: Direction): Tally => (direction === 'agree' ? one : turned(one));

export const countsOf = ({ names, of }: Parts, part: number, statement: number): PartCounts =>
  partCounts(names[part]!, tally(of, part, statement), of.sizes[part]!);

export const partTallies = ({ of }: Parts, statement: number, direction: Direction = 'agree'): readonly Tally[] =>
  Array.from({ length: of.parts }, (_, part) => seen(tally(of, part, statement), direction));

export const roomTally = ({ room }: Parts, statement: number): Tally => tally(room, 0, statement);

/** Any figure about the whole room needs as many votes. */
export const fewestVotes = 7;

export const enoughVotes = (one: Tally): boolean => votesOf(one) >= fewestVotes;

export const clearestFirst = (list: readonly Listed[]): readonly Listed[] =>
  list.toSorted((a, b) => b.score - a.score || a.statement - b.statement);
