/** How votes, marks, seconds and moods leave the house: counted, and nobody's. Names that were announced at a close were announced to the room alone. */
import type { Hidden, Veil } from '../core/archive.ts';
import type { BallotEvent } from './events.ts';

const hidden = (event: BallotEvent): Hidden | null => {
  switch (event.type) {
    case 'marked':
      return { said: { type: event.type, statement: event.statement, mark: event.mark }, who: event.person, scope: 'marks', group: '' };
    case 'ballotCast':
      return {
        said: { type: event.type, poll: event.poll, choice: event.choice },
        ...{ who: event.voter, scope: `poll ${event.poll}`, group: event.roles.join(' ') },
      };
    case 'paperDrawn':
      return { said: { type: event.type, poll: event.poll }, who: event.person, scope: `papers ${event.poll}`, group: '' };
    case 'seconded':
    case 'unseconded':
      return { said: { type: event.type, question: event.question }, who: event.person, scope: 'seconds', group: '' };
    case 'moodShown':
      return { said: { type: event.type, mood: event.mood }, who: event.person, scope: 'moods', group: '' };
    default:
      // Everything else was said to the room.
      return null;
  }
};

const as = (event: BallotEvent, who: string, few: boolean): BallotEvent => {
  switch (event.type) {
    case 'ballotCast':
      return { ...event, voter: who, roles: few ? [] : event.roles };
    case 'paperDrawn':
      return { ...event, person: who, blinded: '' };
    case 'marked':
    case 'seconded':
    case 'unseconded':
    case 'moodShown':
      return { ...event, person: who };
    default:
      return event;
  }
};

const bare = (event: BallotEvent): BallotEvent | null => {
  if (event.type === 'statementMade') return { ...event, person: '' };
  if (event.type === 'questionTold') return { ...event, asker: '' };
  return event.type === 'pollClosed' ? { ...event, result: { ...event.result, ballots: {} } } : null;
};

export const veil: Veil<BallotEvent> = { hidden, as, bare };
