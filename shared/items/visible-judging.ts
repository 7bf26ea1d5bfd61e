/** What of judging is for supervisors only, and what the others get instead. */
import { placeless } from './evidence.ts';
import type { Event, EventOf, InstitutionalOutcome, Live, Outcome } from './state.ts';

/** Says who rated, or that somebody did on paper. */
export const tellsRater = (event: Event): boolean => {
  switch (event.type) {
    case 'rated':
    case 'paperEntered':
    case 'paperCountersigned':
    case 'paperRejected':
    case 'papersLapsed':
      return true;
    default:
      return false;
  }
};

/** The round without whoever rated, and its figures and those of earlier ones as `show` lets them be told. */
export const withRound = <S extends Live>(before: S, show: (outcome: Outcome) => Outcome): S => {
  const item = { ...before, pastRounds: before.pastRounds.map(show) };
  return 'round' in item
    ? { ...item, round: { ...item.round, ratings: {}, papers: {}, outcome: item.round.outcome && show(item.round.outcome) } }
    : item;
};

/** A visit as the public may know it: not who went, nor the spot where each picture was taken. */
export const unvisited = (event: EventOf<'lookedBack'>): Event => ({
  ...event,
  visitors: [],
  ...(event.taken ? { taken: placeless(event.taken) } : {}),
});

/** Of a summary item nobody outside is told that there is a rule from it. */
export const instituted = (event: Event): boolean => event.type === 'outcomeRecorded' || event.type === 'outcomeWithdrawn';
export const noOutcomes: readonly InstitutionalOutcome[] = [];
