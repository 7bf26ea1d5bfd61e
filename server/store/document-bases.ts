/** Which earlier bases of a document stay, so that any moment back is a base and what was logged after it. */

/** Updates between two bases that stay: what a look back applies at most, besides the distance to the next compaction. */
export const baseSpacing = 5_000;

/**
 * Asked when a newer base takes its place. `lastKept`: seq of the newest earlier one that stayed, 0 for none. `logged`: its own last
 * update is still in the log; otherwise nothing reaches further back, and the history begins with this base.
 */
export const staysAsBase = (seq: number, lastKept: number, logged: boolean): boolean => !logged || seq - lastKept >= baseSpacing;

/** One read of the log ends after so many bytes: a single update may be as large as a document. */
export const logPortion = 4 * 1024 * 1024;
