/** What a tally says: who is ahead, what share chose what, how scores lie. */
import { recount, subtract } from './counting.ts';
import type { Poll, Tally } from './state.ts';

type Asked = Pick<Poll, 'method' | 'options'>;

/** 0 to 10 of the middle ballot, halfway between the two middle ones where their number is even; null where nobody scored it. */
export const medianOf = (tally: Tally, option: string): number | null => {
  const steps = tally.scores?.[option] ?? [];
  const given = steps.flatMap((count, score) => Array.from({ length: count }, () => score));
  const [low, high] = [given[Math.floor((given.length - 1) / 2)], given[Math.floor(given.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
};

/** 0 to 10; null where nobody scored it. */
export const meanOf = (tally: Tally, option: string): number | null => {
  const count = tally.counts[option] ?? 0;
  return count === 0 ? null : (tally.options[option] ?? 0) / count;
};

/** What options are compared by: times chosen, points, or mean score. */
export const valueOf = ({ method }: Asked, tally: Tally, option: string): number =>
  method === 'score' ? (meanOf(tally, option) ?? 0) : (tally.options[option] ?? 0);

/** Ids of the options that nothing is above: several = a tie, none = nobody chose anything. */
export const winners = (poll: Asked, tally: Tally): readonly string[] => {
  const values = poll.options.map(({ id }) => valueOf(poll, tally, id));
  const top = Math.max(0, ...values);
  return top === 0 ? [] : poll.options.filter((_, n) => values[n] === top).map(({ id }) => id);
};

/** 0 to 1: of the ballots (single, multiple), of the most points possible (ranked), of ten (score). */
export const shareOf = (poll: Asked, tally: Tally, option: string): number => {
  if (poll.method === 'score') return valueOf(poll, tally, option) / 10;
  const most = poll.method === 'ranked' ? tally.ballots * (poll.options.length - 1) : tally.ballots;
  return most === 0 ? 0 : valueOf(poll, tally, option) / most;
};

/**
 * A closed poll without the ballots of experts, who explain and are no party: counted anew where the ballots are known. null where it cannot
 * be told: papers have no role, and what fewer than five experts chose is not shown.
 */
export const withoutExperts = (poll: Pick<Poll, 'method' | 'options' | 'form' | 'tally' | 'byRole' | 'ballots'>): Tally | null => {
  const known = Object.values(poll.ballots);
  if (known.some(({ roles }) => roles.includes('expert')))
    return recount(
      poll,
      known.filter(({ roles }) => !roles.includes('expert')),
    );
  return poll.form === 'secret' || poll.byRole.expert === undefined ? null : subtract(poll.tally, poll.byRole.expert);
};
