import type { Recorded } from '../core/recorded.ts';
import { agendaEvolvers } from './agenda.ts';
import { commitmentEvolvers } from './commitments.ts';
import { debateEvolvers } from './debate.ts';
import type { SessionEvent } from './events.ts';
import { floorEvolvers } from './floor.ts';
import { handAfter } from './hand.ts';
import { convened, meetingEvolvers } from './meeting.ts';
import { questionEvolvers } from './questions.ts';
import type { Evolvers } from './rule.ts';
import { seatEvolvers } from './seats.ts';
import type { Session, SessionState } from './state.ts';

/** Complete by its type: an event without a fold does not compile. */
const evolvers: Evolvers<Exclude<SessionEvent, { type: 'convened' }>> = {
  ...meetingEvolvers,
  ...agendaEvolvers,
  ...seatEvolvers,
  ...floorEvolvers,
  ...questionEvolvers,
  ...commitmentEvolvers,
  ...debateEvolvers,
};

/** Sound because each key of `Evolvers` takes exactly the events of its own type; TypeScript can't follow that through a look-up. */
type AnyEvolver = (session: Session, event: SessionEvent, recorded: Recorded<SessionEvent>) => Session;

/** Times come from the record alone: what a decision saw of the clock does not matter here. */
export const evolve = (state: SessionState, recorded: Recorded<SessionEvent>): SessionState => {
  const { event } = recorded;
  if (event.type === 'convened') return state.stage === 'none' ? convened(event) : state;
  if (state.stage === 'none') return state;
  const after = (evolvers[event.type] as AnyEvolver)(state, event, recorded);
  const hand = handAfter(state, after, recorded);
  return hand === after.hand ? after : { ...after, hand };
};
