import type { Reaction } from '../core/kind.ts';
import { idOf, streamId, type Recorded, type StreamId } from '../core/recorded.ts';
import type { Command } from './commands.ts';
import type { Event, Joined, State, Topic } from './state.ts';

type Asked = Extract<Command, { type: 'absorb' | 'release' | 'comeBack' }>;

const ask = (topic: string, name: string, command: Asked): Reaction => ({ name, stream: streamId('topics', topic), command });
const give = (into: string, from: string, { endorsers, ...joined }: Joined, via: string): Reaction =>
  ask(into, `absorb-${from}`, { type: 'absorb', from, joined: { ...joined, endorsers: [...endorsers], via } });

/** The topic itself and all that joined it, by the id each is known under. */
const everything = (topic: Topic, own: string, as: Joined['as']): readonly (readonly [string, Joined])[] => {
  const { title, receipt, submitter, endorsers } = topic;
  return [[own, { as, title, receipt, submitter, endorsers, via: own }], ...Object.entries(topic.joined)];
};

/**
 * A chain of mergers passes on what reaches it (see joining.ts). What was nested stays where it is when its topic moves: a large matter under a
 * larger one keeps its own small ones.
 */
export const reactions = ({ event }: Recorded<Event>, state: State, stream: StreamId): readonly Reaction[] => {
  if (event.type === 'turnedAway') return [ask(event.via, 'back', { type: 'comeBack', topic: event.from, from: idOf(stream) })];
  if (state.stage === 'unknown') return [];
  const own = idOf(stream);
  switch (event.type) {
    case 'leftFor':
      return everything(state, own, event.as)
        .filter(([from]) => from === own || event.as === 'merged')
        .map(([from, joined]) => give(event.into, from, joined, own));
    case 'cameBack':
      return [own, ...Object.keys(state.joined)].map((from) => ask(event.from, `release-${from}`, { type: 'release', from }));
    case 'absorbed':
      return state.stage === 'merged' ? [give(state.into, event.from, event.joined, own)] : [];
    case 'released':
      return state.stage === 'merged' ? [ask(state.into, `release-${event.from}`, { type: 'release', from: event.from })] : [];
    default:
      return [];
  }
};
