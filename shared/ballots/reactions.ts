/** What ballots bring elsewhere: results go into the minutes of their session, and to the session itself how many seconded what. */
import type { Reaction } from '../core/kind.ts';
import { idOf, streamId, type Recorded, type StreamId } from '../core/recorded.ts';
import { pencilled } from '../minutes/pencil.ts';
import type { BallotEvent } from './events.ts';
import { minutesBlocks } from './minutes.ts';
import { supportIn } from './seconds.ts';
import type { Ballots, BallotsState } from './state.ts';

/** Nothing changes them after the close. */
const supportThere = ({ counting }: Ballots, session: string): readonly Reaction[] => {
  const support = counting ? supportIn(counting) : {};
  if (Object.keys(support).length === 0) return [];
  return [{ name: 'support', stream: streamId('sessions', session), command: { type: 'keepSupport', support } }];
};

export const reactions = (recorded: Recorded<BallotEvent>, state: BallotsState, stream: StreamId): readonly Reaction[] => {
  if (state.stage === 'none') return [];
  const session = idOf(stream);
  const support = recorded.event.type === 'closed' ? supportThere(state, session) : [];
  return [...support, ...minutesBlocks(recorded, state).map((block) => pencilled(session, block))];
};
