/**
 * What all parts of the room are for, or all against. Judged by the part that likes it least, so that no majority outvotes another part.
 * Firm: in every part at least max(5, 30 %) votes, share ≥ 0.6 and surely above one half. Emerging: every share above one half, and the
 * room as a whole surely so with seven votes or more. Score: geometric mean over the parts of p_for · (1 − p_against).
 */
import { aboveHalf, lowest, sure } from './evidence.ts';
import { countsOf, directions, enoughVotes, partTallies, roomTally, seen, type Listed } from './listed.ts';
import type { Parts } from './parts.ts';
import type { Direction } from './reason.ts';
import { share, tally, turned, votesOf } from './tallies.ts';

const firmIn = (parts: Parts, statement: number, direction: Direction): boolean =>
  partTallies(parts, statement, direction).every((one, part) => {
    const people = parts.of.sizes[part]!;
    const votes = votesOf(one);
    return votes >= Math.min(people, Math.max(5, 0.3 * people)) && share(one) >= 0.6 && lowest(one.for, votes) > 0.5;
  });

const emergingIn = (parts: Parts, statement: number, direction: Direction): boolean => {
  const all = seen(roomTally(parts, statement), direction);
  return (
    enoughVotes(all) && aboveHalf(all.for, votesOf(all)) > sure && partTallies(parts, statement, direction).every((one) => share(one) > 0.5)
  );
};

/** More against it than for it in one of the halves of the map. */
const leantAgainst = ({ halves }: Parts, statement: number, direction: Direction): boolean =>
  Array.from({ length: halves.parts }, (_, half) => seen(tally(halves, half, statement), direction)).some((one) => one.against > one.for);

const scoreOf = (parts: Parts, statement: number, direction: Direction): number => {
  const all = partTallies(parts, statement, direction);
  return all.reduce((product, one) => product * share(one) * (1 - share(turned(one))), 1) ** (1 / all.length);
};

export const sharedIn = (parts: Parts, statement: number): Listed | null => {
  for (const direction of directions) {
    const firm = firmIn(parts, statement, direction);
    if (!firm && !emergingIn(parts, statement, direction)) continue;
    if (leantAgainst(parts, statement, direction)) continue;
    const counts = Array.from({ length: parts.of.parts }, (_, part) => countsOf(parts, part, statement));
    return {
      statement,
      direction,
      score: scoreOf(parts, statement, direction),
      reason: { code: 'shared', firm, direction, parts: counts },
    };
  }
  return null;
};
