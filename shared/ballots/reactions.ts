/** What ballots bring elsewhere: results go into the minutes of their session. */
import type { Reaction } from '../core/kind.ts';
import { idOf, type Recorded, type StreamId } from '../core/recorded.ts';
import { pencilled } from '../minutes/pencil.ts';
import type { BallotEvent } from './events.ts';
import { minutesBlocks } from './minutes.ts';
import type { BallotsState } from './state.ts';

export const reactions = (recorded: Recorded<BallotEvent>, state: BallotsState, stream: StreamId): readonly Reaction[] =>
  state.stage === 'none' ? [] : minutesBlocks(recorded, state).map((block) => pencilled(idOf(stream), block));
