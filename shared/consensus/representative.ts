/** What a group stands for: the statements that set it apart from the rest of the room. Every group has at least one. */
import { aboveHalf, apart, sure } from './evidence.ts';
import { clearestFirst, countsOf, directions, roomTally, seen, type Listed } from './listed.ts';
import type { Parts } from './parts.ts';
import { fewestShown } from './reason.ts';
import { share, tally, votesOf, type Tally } from './tallies.ts';

const most = 5;

const without = (all: Tally, part: Tally): Tally => ({
  for: all.for - part.for,
  against: all.against - part.against,
  pass: all.pass - part.pass,
});

interface Candidate extends Listed {
  readonly sets: boolean;
  readonly leans: boolean;
}

const candidate = (parts: Parts, group: number, statement: number, direction: 'agree' | 'disagree'): Candidate | null => {
  const mine = seen(tally(parts.of, group, statement), direction);
  const rest = without(seen(roomTally(parts, statement), direction), mine);
  const votes = votesOf(mine);
  if (votes === 0) return null;
  const others = votesOf(rest) >= fewestShown ? rest : null;
  return {
    statement,
    direction,
    score: share(mine) * (1 + share(mine) - share(rest)),
    reason: { code: 'own', direction, part: countsOf(parts, group, statement), rest: others },
    sets: aboveHalf(mine.for, votes) > sure && apart(mine.for, votes, rest.for, votesOf(rest)) > sure,
    leans: mine.for > mine.against,
  };
};

/** `group` is a place among the parts. Those that surely set it apart, else the one that does most. */
export const representativeOf = (parts: Parts, group: number, statements: readonly number[]): readonly Listed[] => {
  const all = statements.flatMap((s) => directions.flatMap((direction) => candidate(parts, group, s, direction) ?? []));
  const leaning = all.filter(({ leans }) => leans);
  const apartFrom = leaning.filter(({ sets }) => sets);
  const chosen =
    apartFrom.length > 0 ? clearestFirst(apartFrom).slice(0, most) : clearestFirst(leaning.length > 0 ? leaning : all).slice(0, 1);
  return chosen.map(({ statement, direction, score, reason }) => ({ statement, direction: direction!, score, reason }));
};
