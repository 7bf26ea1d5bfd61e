/** What most people want, groups or not. It may be against one of them: common ground is another list. */
import { aboveHalf, sure } from './evidence.ts';
import { clearestFirst, enoughVotes, roomTally, seen, type Listed } from './listed.ts';
import type { Parts } from './parts.ts';
import type { Direction } from './reason.ts';
import { share, votesOf } from './tallies.ts';

export const majorityIn = (parts: Parts, statements: readonly number[], direction: Direction): readonly Listed[] =>
  clearestFirst(
    statements.flatMap((statement): Listed[] => {
      const counts = roomTally(parts, statement);
      const one = seen(counts, direction);
      if (!enoughVotes(one) || share(one) < 0.6 || aboveHalf(one.for, votesOf(one)) < sure) return [];
      return [{ statement, direction, score: share(one), reason: { code: 'majority', direction, counts } }];
    }),
  );
