import type { Method } from '#shared/ballots/state.ts';
import type { ballotNames } from '#web/lib/words/ballots.ts';
import type { Line } from './result.ts';

type Words = (typeof ballotNames)['zh'];

/** The word beside the line that leads, or beside those that lead together. */
export const leadsOf = (words: Words, method: Method, level: boolean): string =>
  words.leads[method === 'score' || method === 'ranked' ? 'highest' : 'most'][level ? 'level' : 'alone'];

/** The number of a line as a sentence. */
export const figureOf = (words: Words, method: Method, { value, percent, count }: Line): string => {
  switch (method) {
    case 'single':
    case 'multiple':
      return words.votesFor(value, percent);
    case 'ranked':
      return words.points(value, count);
    case 'score':
      return words.mean(value.toFixed(1), count);
    case 'words':
      return words.times(value);
  }
};
