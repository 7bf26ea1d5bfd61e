import { never } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import type { Event, LiveStage, State, Topic } from './state.ts';

export const evolve = (state: State, recorded: Recorded<Event>): State => {
  const { event, at, by } = recorded;
  if (event.type === 'submitted') {
    const { type: _, personal, ...content } = event;
    const empty = { endorsers: [], endorsements: 0, joined: {}, scores: {}, listed: false, sessions: [] };
    return { ...content, ...empty, stage: 'collected', submitter: by, facts: personal.facts, submittedAt: at, changedAt: at };
  }
  if (state.stage === 'unknown') return state;
  const changed = change(state, event);
  return changed.stage === state.stage ? changed : { ...changed, changedAt: at };
};

const change = (topic: Topic, event: Exclude<Event, { type: 'submitted' }>): Topic => {
  switch (event.type) {
    case 'endorsed':
      return {
        ...topic,
        endorsers: event.person === '' ? topic.endorsers : [...topic.endorsers, event.person],
        endorsements: event.endorsements,
      };
    case 'screened':
      return { ...live(topic, 'screened'), listed: true };
    case 'selected':
      return { ...live(topic, 'selected'), scores: event.scores };
    case 'declined':
      return { ...live(topic, 'collected'), stage: 'declined', reason: event.reason, note: event.note };
    case 'leftFor':
      return { ...live(topic, 'collected'), stage: event.as, into: event.into, was: isLive(topic) ? topic.stage : 'collected' };
    case 'cameBack':
      return 'was' in topic ? live(topic, topic.was) : topic;
    case 'absorbed':
      return { ...topic, joined: { ...topic.joined, [event.from]: event.joined }, endorsements: event.endorsements };
    case 'released': {
      const { [event.from]: _, ...joined } = topic.joined;
      return { ...topic, joined, endorsements: event.endorsements };
    }
    case 'turnedAway':
      return topic;
    case 'scheduled':
      return {
        ...live(topic, 'scheduled'),
        listed: true,
        sessions: [...topic.sessions.filter((session) => session !== event.session), event.session],
      };
    case 'unscheduled':
      return { ...live(topic, 'selected'), sessions: topic.sessions.filter((session) => session !== event.session) };
    case 'deliberated':
      return live(topic, 'deliberated');
    default:
      return never(event);
  }
};

const isLive = (topic: Topic): topic is Extract<Topic, { stage: LiveStage }> => !('into' in topic) && !('reason' in topic);

/** Back among the live ones: what belongs to having left or having been declined goes. */
const live = (topic: Topic, stage: LiveStage): Extract<Topic, { stage: LiveStage }> => {
  if (isLive(topic)) return { ...topic, stage };
  if ('into' in topic) {
    const { into: _into, was: _was, ...rest } = topic;
    return { ...rest, stage };
  }
  const { reason: _reason, note: _note, ...rest } = topic;
  return { ...rest, stage };
};
