/** The figures of a rating round, and what its end brings. */
import type { Actor } from '../core/actor.ts';
import type { Occasion } from '../core/kind.ts';
import type { Event, Live, Mark, Outcome, Rating, Rules, Verified } from './state.ts';
import { hiddenQuestions } from './suppression.ts';
import { againBy, nextClock, relit } from './terms.ts';

const tally = (given: readonly Mark[]): Record<Mark, number> => {
  const count = (mark: Mark): number => given.filter((one) => one === mark).length;
  return { satisfied: count('satisfied'), basically: count('basically'), dissatisfied: count('dissatisfied') };
};

/** Reasons are sorted: their order tells nothing about who came first. */
export const outcomeOf = (
  ratings: Readonly<Record<string, Rating>>,
  asked: number,
  { smallCount, smallClass }: Pick<Rules, 'smallCount' | 'smallClass'>,
): Outcome => {
  const given = Object.values(ratings);
  const outcome = {
    rated: given.length,
    asked,
    attitude: tally(given.map(({ attitude }) => attitude)),
    result: tally(given.map(({ result }) => result)),
    reasons: given
      .map(({ reason }) => reason)
      .filter((reason) => reason !== '')
      .sort(),
    small: given.length < smallCount,
  };
  return { ...outcome, hidden: hiddenQuestions(outcome, smallClass) };
};

/** More than half of those who rated are dissatisfied with the result: the item is done again without anybody deciding so. */
export const rejected = ({ result, rated }: Outcome): boolean => (result?.dissatisfied ?? 0) * 2 > rated;

type Because = Extract<Event, { type: 'ratingEnded' }>['because'];

/** Ends the round and says what follows from it by itself. */
export const endRound = (item: Live, outcome: Outcome, because: Because, actor: Actor, { pack }: Occasion): readonly Event[] => {
  const ended: Event = { type: 'ratingEnded', because, outcome };
  if (!rejected(outcome)) return [ended];
  const to = againBy(item, pack.calendar, actor.now);
  const clock = nextClock(item, pack.calendar, { due: to });
  return [
    ended,
    { type: 'reopened', because: 'dissatisfied', reason: '', from: item.matter.due, to, clock },
    ...relit(item.lamp, clock, actor.now),
  ];
};

/** What one more rating brings: the end of the round, when it is the last one. */
export const withRating = (item: Verified, rater: string, rating: Rating, actor: Actor, occasion: Occasion): readonly Event[] => {
  const { round, raters, rules } = item;
  const ratings = { ...round.ratings, [rater]: rating };
  // Who may not see the others' ratings can't know whether this was the last one.
  if (raters === null || Object.keys(ratings).length < raters.length) return [];
  return endRound(item, outcomeOf(ratings, round.asked, rules), 'all-rated', actor, occasion);
};

/** Nobody was there to be asked: the round ends as it begins. */
export const nobodyAsked: Event = { type: 'ratingEnded', because: 'no-raters', outcome: outcomeOf({}, 0, { smallCount: 1 }) };
