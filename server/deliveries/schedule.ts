/** When an attempt that failed is made again: the schedule Standard Webhooks recommends, and no longer. */

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
/** Milliseconds after the first attempt, the second, …; in all 3 days and some hours. */
const waits = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];
export const mostAttempts = waits.length + 1;
/** Whoever asks for more patience is not waited for any longer than this. */
const longest = 24 * hour;

/**
 * When attempt `attempt` (1, 2 …), which ended at `now`, is followed by the next; null = it was the last. `chance` from 0 to 1 spreads those that
 * failed together over a tenth of the wait.
 */
export const nextAttempt = (attempt: number, now: number, chance: number, asked = 0): number | null => {
  const wait = waits[attempt - 1];
  if (wait === undefined) return null;
  return Math.max(Math.round(now + wait * (1 + chance / 10)), Math.min(asked, now + longest));
};
