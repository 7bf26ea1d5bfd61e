import type { Recorded } from '../core/recorded.ts';
import type { BallotEvent } from './events.ts';
import { meetingEvolvers, prepared } from './meeting.ts';
import { moodEvolvers } from './moods.ts';
import { pollEvolvers } from './polls.ts';
import type { Evolvers } from './rule.ts';
import { secondEvolvers } from './seconds.ts';
import type { Ballots, BallotsState } from './state.ts';
import { statementEvolvers } from './statements.ts';

/** Complete by its type: an event without a fold does not compile. */
const evolvers: Evolvers<Exclude<BallotEvent, { type: 'prepared' }>> = {
  ...meetingEvolvers,
  ...statementEvolvers,
  ...secondEvolvers,
  ...pollEvolvers,
  ...moodEvolvers,
};

/** Sound because each key of `Evolvers` takes exactly the events of its own type; TypeScript can't follow that through a look-up. */
type AnyEvolver = (ballots: Ballots, event: BallotEvent, recorded: Recorded<BallotEvent>) => Ballots;

export const evolve = (state: BallotsState, recorded: Recorded<BallotEvent>): BallotsState => {
  const { event } = recorded;
  if (event.type === 'prepared') return state.stage === 'none' ? prepared(event) : state;
  return state.stage === 'none' ? state : (evolvers[event.type] as AnyEvolver)(state, event, recorded);
};
