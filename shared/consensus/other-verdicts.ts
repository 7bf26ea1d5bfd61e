/** What is neither shared nor divisive: within reach (化异), split without regard to the parts, open. */
import { countsOf, directions, enoughVotes, partTallies, roomTally, type Listed } from './listed.ts';
import type { Parts } from './parts.ts';
import { fewestShown } from './reason.ts';
import { share, votesOf, type Tally } from './tallies.ts';

const heard = (one: Tally): boolean => votesOf(one) >= fewestShown;
const hesitant = (one: Tally): boolean => {
  const yes = one.for / votesOf(one);
  return (yes >= 0.35 && yes <= 0.5) || (one.pass > one.for && one.pass >= one.against);
};

/** All parts but one are for it, and that one stands at 35–50 % or passes: to be reworded and voted on again. Score: how near that one is. */
export const withinReachIn = (parts: Parts, statement: number): Listed | null => {
  if (parts.of.parts < 2 || parts.of.sizes.some((people) => people < fewestShown)) return null;
  for (const direction of directions) {
    const all = partTallies(parts, statement, direction);
    const others = all.flatMap((one, part) => (share(one) > 0.5 ? [] : [part]));
    const [left] = others;
    if (left === undefined || others.length > 1 || !all.every(heard) || !hesitant(all[left]!)) continue;
    return {
      statement,
      direction,
      score: share(all[left]!),
      reason: { code: 'within-reach', direction, hesitates: countsOf(parts, left, statement) },
    };
  }
  return null;
};

/** Passes of 40 % or more: people need to know more. Score: the share of passes. */
export const openIn = (parts: Parts, statement: number): Listed | null => {
  const all = roomTally(parts, statement);
  const votes = votesOf(all);
  if (!enoughVotes(all) || all.pass < 0.4 * votes) return null;
  return { statement, score: all.pass / votes, reason: { code: 'open', pass: all.pass, votes } };
};

/** 30–70 % agree in every part: the divide does not run between them. Score: 1 at an even split of the room. */
export const splitIn = (parts: Parts, statement: number): Listed | null => {
  const all = roomTally(parts, statement);
  const even = (one: Tally): boolean => heard(one) && one.for >= 0.3 * votesOf(one) && one.for <= 0.7 * votesOf(one);
  if (!enoughVotes(all) || all.against === 0 || !partTallies(parts, statement).every(even)) return null;
  const ofWhat = parts.of.parts > 1 && parts.names[0] !== 'room' ? 'groups' : 'room';
  return {
    statement,
    score: 1 - Math.abs(all.for - all.against) / votesOf(all),
    reason: { code: 'split', counts: all, ofWhat },
  };
};
