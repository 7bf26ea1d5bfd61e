/** The rating round: who was asked says how it was, unseen by the departments; figures come out when it ends. */
import type { Actor } from '../core/actor.ts';
import type { Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { CommandOf } from './commands.ts';
import { involved } from './parties.ts';
import { type Event, type Live, type Mark, type Outcome, type Rating, type RefusalCode, type Verified } from './state.ts';
import { againBy, nextClock, relit } from './terms.ts';

const tally = (given: readonly Mark[]): Record<Mark, number> => {
  const count = (mark: Mark): number => given.filter((one) => one === mark).length;
  return { satisfied: count('satisfied'), basically: count('basically'), dissatisfied: count('dissatisfied') };
};

/** Reasons are sorted: their order tells nothing about who came first. */
export const outcomeOf = (ratings: Readonly<Record<string, Rating>>, asked: number, smallCount: number): Outcome => {
  const given = Object.values(ratings);
  return {
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
};

/** As everybody but supervisors may know it. */
export const suppressed = (outcome: Outcome): Outcome =>
  outcome.small ? { ...outcome, attitude: null, result: null, reasons: [] } : outcome;

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

export const rate = (command: CommandOf<'rate'>, item: Live, actor: Actor, occasion: Occasion): readonly Event[] | Refusal<RefusalCode> => {
  if (item.raters !== null && !item.raters.includes(actor.id)) return refuse('not-a-rater');
  if (involved(item, actor)) return refuse('own-department');
  if (item.stage !== 'verified') return refuse('wrong-stage');
  const { round } = item;
  if (round.endedAt !== null || actor.now > round.endsAt) return refuse('rating-ended');
  const { attitude, result, reason } = command;
  const before = round.ratings[actor.id];
  if (before && before.attitude === attitude && before.result === result && before.reason === reason) return refuse('unchanged');
  const rated: Event = { type: 'rated', attitude, result, reason };
  const ratings = { ...round.ratings, [actor.id]: { attitude, result, reason } };
  // Who may not see the others' ratings can't know whether this was the last one.
  if (item.raters === null || Object.keys(ratings).length < item.raters.length) return [rated];
  return [rated, ...endRound(item, outcomeOf(ratings, round.asked, item.rules.smallCount), 'all-rated', actor, occasion)];
};

/** Its time ran out. */
export const endByTime = (item: Verified, actor: Actor, occasion: Occasion): readonly Event[] =>
  endRound(item, outcomeOf(item.round.ratings, item.round.asked, item.rules.smallCount), 'time', actor, occasion);

/** Nobody was there to be asked: the round ends as it begins. */
export const nobodyAsked: Event = { type: 'ratingEnded', because: 'no-raters', outcome: outcomeOf({}, 0, 1) };
