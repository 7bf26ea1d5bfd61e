/** What an item asks of others: closed, it counts in the record of the members whose suggestion it was. */
import type { Reaction } from '../core/kind.ts';
import { streamId, type Recorded, type StreamId } from '../core/recorded.ts';
import type { Command as PerformanceCommand } from '../performances/commands.ts';
import type { Event, State } from './state.ts';

export const reactions = ({ event, seq }: Recorded<Event>, state: State, stream: StreamId): readonly Reaction[] => {
  if (event.type !== 'closed' || state.stage === 'unissued') return [];
  const { proposers, matter } = state;
  const command: PerformanceCommand = {
    ...{ type: 'credit', stream, seq, title: matter.title },
    credits: [{ sort: 'solved', of: stream, times: 1 }],
  };
  return proposers.map((person) => ({ name: `solved-${person}`, stream: streamId('performances', person), command }));
};
