/** Who follows a stream here, and the way to tell them. */
import type { StreamId } from '#shared/core/recorded.ts';
import type { Followed, Sent, Signal } from '#shared/core/wire.ts';
import type { Who } from './viewers.ts';

export interface Follower {
  /** Who it is now; the feed asks at every batch. */
  who(): Who;
  readonly audiences: Map<StreamId, string>;
  /** Asked through this very line, not long ago. */
  asked(command: string): boolean;
  enter(room: string): void;
  leave(room: string): void;
  /** To this one alone. */
  whisper(stream: StreamId, signal: Signal): void;
  /** A new start, or why there is none any more. */
  restart(stream: StreamId, followed: Followed): void;
}

export interface Air {
  /** To all in a room, encoded once. */
  events(room: string, stream: StreamId, events: readonly Sent[]): void;
  signal(room: string, stream: StreamId, signal: Signal): void;
  /** It stands in another audience since just now: what is known besides the record. */
  welcome(follower: Follower, stream: StreamId): void;
  now(): number;
  /** Calls once, so many milliseconds from now, unless it is cancelled. */
  after(milliseconds: number, then: () => void): () => void;
  /** What it missed could not be read, or could not be told. */
  trouble(stream: StreamId, cause: unknown): void;
}
