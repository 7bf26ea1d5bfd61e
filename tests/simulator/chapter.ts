/** What a life is about: which kinds, who takes part, what they may think of asking, and what must hold of it. */
import type { Actor } from '#shared/core/actor.ts';
import type { AnyCommand, AnyKind, DocumentName } from '#shared/core/kind.ts';
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import type { Chance } from './chance.ts';
import type { Down } from './messages.ts';

export interface Thought {
  readonly stream: StreamId;
  readonly command: AnyCommand & Readonly<Record<string, unknown>>;
}

export interface Chapter {
  readonly name: string;
  readonly kinds: Readonly<Record<string, AnyKind>>;
  readonly people: readonly Actor[];
  /** Streams that screens follow. */
  readonly streams: readonly StreamId[];
  /** Asked in this order before trouble begins, as a story up to where it becomes interesting. */
  prelude(chance: Chance): readonly (Thought & { readonly by: Actor; readonly id?: string })[];
  /** What `person` may ask next, as things really stand; sometimes nonsense, for refusals belong to life. */
  think(chance: Chance, person: Actor, stateOf: (stream: StreamId) => unknown): Thought | null;
  /** Rows of the documents that commands rest on. */
  papers?(chance: Chance): ReadonlyMap<DocumentName, Record<string, Record<string, unknown>>>;
  /** Throws when something that must hold of every history does not; called after each event. */
  law?(stream: StreamId, state: unknown, before: unknown, recorded: Recorded<AnyEvent>): void;
  /** Throws when somebody is told what is not theirs to know; called with each message that reaches their screen. */
  heard?(person: Actor, message: Down): void;
}
