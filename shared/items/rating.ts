/** The rating round: who was asked says how it was, unseen by the departments; figures come out when it ends. */
import type { Actor } from '../core/actor.ts';
import type { Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { CommandOf } from './commands.ts';
import { lapsing } from './papers.ts';
import { involved } from './parties.ts';
import { endRound, outcomeOf, withRating } from './round.ts';
import type { Event, Live, RefusalCode, Verified } from './state.ts';

export const rate = (command: CommandOf<'rate'>, item: Live, actor: Actor, occasion: Occasion): readonly Event[] | Refusal<RefusalCode> => {
  if (item.raters !== null && !item.raters.includes(actor.id)) return refuse('not-a-rater');
  if (involved(item, actor)) return refuse('own-department');
  if (item.stage !== 'verified') return refuse('wrong-stage');
  const { round } = item;
  if (round.endedAt !== null || actor.now > round.endsAt) return refuse('rating-ended');
  const { attitude, result, reason } = command;
  const before = round.ratings[actor.id];
  if (before && before.attitude === attitude && before.result === result && before.reason === reason) return refuse('unchanged');
  return [{ type: 'rated', attitude, result, reason }, ...withRating(item, actor.id, { attitude, result, reason }, actor, occasion)];
};

/** Its time ran out, for papers that nobody countersigned, too. */
export const endByTime = (item: Verified, actor: Actor, occasion: Occasion): readonly Event[] => [
  ...lapsing(item.round),
  ...endRound(item, outcomeOf(item.round.ratings, item.round.asked, item.rules), 'time', actor, occasion),
];
