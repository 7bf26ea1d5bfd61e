/**
 * host: hosts, recorder, administrators: also statements that wait, and who made them · room: seated · screen: came in by the screen code ·
 * public: everybody once the session is closed or when it is open to all, people with an office at any time · door: everybody else waits
 * there, sees nothing, and is let in when they are seated. Who voted what nobody is told, the hosts neither.
 */
import type { Actor } from '../core/actor.ts';
import type { Visibility } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import type { BallotEvent, EventOf } from './events.ts';
import { isLeader, seatOf } from './rights.ts';
import type { Ballots, BallotsState, Poll, Statement } from './state.ts';
import { own, summary } from './summary.ts';

const audiences = ['host', 'room', 'screen', 'public'] as const;
type Audience = (typeof audiences)[number];
const isAudience = (name: string): name is Audience => (audiences as readonly string[]).includes(name);

const audience = (state: BallotsState, viewer: Actor): Audience | 'door' => {
  if (state.stage === 'none') return 'door';
  if (isLeader(state, viewer)) return 'host';
  if (seatOf(state, viewer.id)) return 'room';
  if (state.counting?.screens.includes(viewer.id)) return 'screen';
  return state.publicity === 'open' || state.stage === 'closed' || viewer.roles.length > 0 ? 'public' : 'door';
};

/** Held ones, and those that never came before the room, are the hosts' and their author's. */
const inTheRoom = ({ stage, unseen }: Statement): boolean => stage !== 'held' && unseen !== true;
const statementFor = (statement: Statement): Statement => ({
  ...statement,
  by: '',
  text: statement.stage === 'excluded' ? '' : statement.text,
});

/** Names of voters were announced to the room, and are not published. */
const pollFor = (poll: Poll, audience: Audience): Poll => (audience === 'public' ? { ...poll, ballots: {} } : poll);

const view = (ballots: Ballots, audience: Audience): Ballots => ({
  ...ballots,
  statements: audience === 'host' ? ballots.statements : ballots.statements.filter(inTheRoom).map(statementFor),
  polls: ballots.polls.map((poll) => pollFor(poll, audience)),
  counting: null,
});

/** A text that was taken away since is not told to those who come later. */
const readable = (text: string, id: string, state: BallotsState): string =>
  state.stage !== 'none' && state.statements.some((one) => one.id === id && one.stage === 'excluded') ? '' : text;

const statementEvent = (
  event: EventOf<'statementMade'> | EventOf<'statementAdmitted'> | EventOf<'statementExcluded'>,
  state: BallotsState,
): BallotEvent | null => {
  switch (event.type) {
    case 'statementMade':
      return event.held ? null : { ...event, person: '', text: readable(event.text, event.statement, state) };
    case 'statementAdmitted':
      return { ...event, text: readable(event.text, event.statement, state) };
    case 'statementExcluded':
      return event.held ? null : { ...event, text: '' };
  }
};

const see = (event: BallotEvent, audience: Audience, state: BallotsState): BallotEvent | null => {
  switch (event.type) {
    case 'prepared':
      return { ...event, masked: true };
    case 'seated':
    case 'screenSeated':
    case 'marked':
    case 'questionTold':
    case 'seconded':
    case 'unseconded':
    case 'paperDrawn':
    case 'ballotCast':
    case 'moodShown':
      return null;
    case 'statementMade':
    case 'statementAdmitted':
    case 'statementExcluded':
      return audience === 'host' ? event : statementEvent(event, state);
    case 'pollClosed':
      return audience === 'public' ? { ...event, result: { ...event.result, ballots: {} } } : event;
    default:
      // Opening, closing and the like are for everybody who is let in.
      return event;
  }
};

export const visibility: Visibility<BallotsState, BallotEvent> = {
  audience,
  see(recorded, name, state): Recorded<BallotEvent> | null {
    if (!isAudience(name)) return null;
    const event = see(recorded.event, name, state);
    return event && { ...recorded, by: name === 'host' ? recorded.by : '', event };
  },
  view: (state, name) => (!isAudience(name) || state.stage === 'none' ? { stage: 'none' } : view(state, name)),
  own,
  summary: (state, name) => (isAudience(name) ? summary(state) : undefined),
};
