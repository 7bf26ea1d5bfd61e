/** Sums kept beside the record, by day. Part of the contract of `store.ts`. */

/** What one figure of one group gained or lost on a day. Days are counted from 1 January 1970; the store knows no calendar. */
export interface TallyChange {
  /** One making of it: another making (of a newer fold) has another name. */
  readonly tally: string;
  readonly group: string;
  readonly figure: string;
  readonly day: number;
  readonly delta: number;
}

export interface TallyQuery {
  readonly tally: string;
  readonly groups: readonly string[] | { readonly startingWith: string };
  /** Null = all there are. */
  readonly figures: readonly string[] | null;
  /** The last day that counts. */
  readonly upTo: number;
}

export interface TallySum {
  readonly group: string;
  readonly figure: string;
  readonly value: number;
}

/** How far a tally was made from the record: all streams with ids up to `after` are in it. */
export interface TallyMade {
  readonly after: string;
  readonly done: boolean;
}

/** The next part of a making: of all streams after `from` up to `made.after`. Kept as a whole, and once. */
export interface TallyPart {
  readonly tally: string;
  readonly from: string;
  readonly made: TallyMade;
  readonly changes: readonly TallyChange[];
}

export interface TallyStore {
  /** Ordered by group and figure; sums of 0 are left out. */
  tallySums(query: TallyQuery): Promise<readonly TallySum[]>;
  /** What each day from `since` on brought, ordered by day, group and figure; days that brought nothing are left out. */
  tallyDays(query: TallyQuery & { readonly since: number }): Promise<readonly (TallySum & { readonly day: number })[]>;
  /** Null = never begun. */
  tallyMade(tally: string): Promise<TallyMade | null>;
  /** False = somebody else made on from there: nothing was kept. */
  makeTally(part: TallyPart): Promise<boolean>;
  /** Names of all makings that were begun. */
  tallies(): Promise<readonly string[]>;
  dropTally(tally: string): Promise<void>;
}
