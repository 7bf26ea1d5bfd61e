import type { Reaction } from '../core/kind.ts';
import { idOf, type Recorded, type StreamId } from '../core/recorded.ts';
import type { Event, State } from './state.ts';

/** What every kind that is numbered understands. */
export type TakeNumber = { readonly type: 'takeNumber'; readonly year: number; readonly number: number };

/** The year is the end of the register's own id; a register that counts on for ever has none and says 0. */
const yearOf = (register: StreamId): number => Number(/-(\d{4})$/.exec(idOf(register))?.[1] ?? 0);

export const reactions = ({ event }: Recorded<Event>, _state: State, register: StreamId): readonly Reaction[] => {
  const command: TakeNumber = { type: 'takeNumber', year: yearOf(register), number: event.number };
  return [{ name: 'number', stream: event.for, command }];
};
