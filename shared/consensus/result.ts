/** What is known about a room. Figures only: sentences are made from them where they are read. */
import type { Chosen } from './closing.ts';
import type { Listed } from './listed.ts';
import type { Parts } from './parts.ts';

/**
 * `nobody`: no votes. `small`: fewer than 15 people, too few to divide. `early`: more, but few have voted enough. `cloud`: tested, no groups
 * can be shown to exist. `groups`: they can.
 */
export type Standing = 'nobody' | 'small' | 'early' | 'cloud' | 'groups';

export interface Group {
  /** Its number for good in this room. */
  readonly number: number;
  /** Places of its people. */
  readonly members: readonly number[];
  readonly centre: readonly [x: number, y: number];
  readonly representative: readonly Listed[];
}

export interface Lists {
  readonly shared: readonly Listed[];
  readonly divisive: readonly Listed[];
  readonly withinReach: readonly Listed[];
  readonly split: readonly Listed[];
  readonly open: readonly Listed[];
  readonly majority: { readonly agree: readonly Listed[]; readonly disagree: readonly Listed[] };
}

export interface Result {
  readonly standing: Standing;
  /** Of those who voted at all: how many, and how many of them enough. */
  readonly voters: number;
  readonly grouped: number;
  /** In order of id; all places below point into these. */
  readonly people: readonly string[];
  readonly statements: readonly string[];
  /** People × 2. */
  readonly positions: Float64Array;
  /** Of each person: deviation of his place, in votes. */
  readonly unsure: Float32Array;
  /** Place in `groups` of each person, 255 for none. */
  readonly group: Uint8Array;
  /** 1 for those between two groups: they are drawn without colour. */
  readonly between: Uint8Array;
  readonly groups: readonly Group[];
  readonly lists: Lists;
  /** How each part of the room voted, in which a statement is judged: its groups, or its ends, or the whole. */
  readonly parts: Pick<Parts, 'names' | 'of'>;
  /** Only when it was asked for. */
  readonly closing: readonly Chosen[];
}
