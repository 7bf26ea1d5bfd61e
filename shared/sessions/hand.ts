/** Whose hand was last on the console: two hosts see each other, and nobody wonders who pressed what. */
import type { Recorded } from '../core/recorded.ts';
import type { SessionEvent } from './events.ts';
import { seatOf } from './rights.ts';
import type { Hand, Session } from './state.ts';

/** What of a host's act the others see, and which thing it was about; null = nobody wonders. */
const subject = (event: SessionEvent): { readonly of: string | null } | null => {
  switch (event.type) {
    case 'segmentStarted':
    case 'segmentSkipped':
    case 'segmentExtended':
    case 'segmentMoved':
    case 'segmentRemoved':
    case 'clockPaused':
    case 'clockResumed':
      return { of: event.segment };
    case 'segmentAdded':
    case 'segmentRevised':
      return { of: event.segment.id };
    case 'floorGiven':
    case 'turnStarted':
    case 'turnPaused':
    case 'turnResumed':
    case 'turnExtended':
    case 'timePassed':
    case 'turnEnded':
      return { of: event.turn };
    case 'requestMoved':
      return { of: event.request };
    case 'questionRaised':
    case 'questionReturned':
    case 'questionDeclined':
    case 'questionReleased':
    case 'questionMerged':
    case 'questionUnmerged':
    case 'questionDirected':
      return { of: event.question };
    case 'motionSet':
      return { of: event.motion };
    case 'questionsHeld':
    case 'sideTimeSet':
    case 'sideExtended':
    case 'sceneShown':
    case 'opened':
      return { of: null };
    default:
      return null;
  }
};

/** Somebody who only takes part: their turn ended, their follow-up was raised. */
const takesPart = (session: Session, person: string): boolean => {
  const seat = seatOf(session, person);
  return seat !== null && person !== session.convener && !seat.roles.some((role) => role === 'host' || role === 'recorder');
};

const isKnown = ({ segments, floor, questions, debate }: Session, id: string): boolean =>
  debate?.motion.id === id || [segments, floor.turns, floor.requests, questions].some((list) => list.some((one) => one.id === id));

/**
 * `before` and `session` are the states around the event. Where `by` is hidden from the viewer this stays as it was, so that it is the
 * host's audience alone that knows.
 */
export const handAfter = (before: Session, session: Session, { event, by, at }: Recorded<SessionEvent>): Hand | null => {
  const about = by === '' || by === 'house' ? null : subject(event);
  if (about === null || takesPart(session, by)) return session.hand;
  if (about.of !== null && !isKnown(session, about.of) && !isKnown(before, about.of)) return session.hand;
  return { by, act: event.type, of: about.of, at };
};
