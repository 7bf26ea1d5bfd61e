/** The history of one thing: `sessions/42`. */
export type StreamId = `${string}/${string}`;

export const streamId = (kind: string, id: string): StreamId => `${kind}/${id}`;
export const kindOf = (stream: StreamId): string => stream.slice(0, stream.indexOf('/'));
export const idOf = (stream: StreamId): string => stream.slice(stream.indexOf('/') + 1);

/**
 * Facts about a person that an event brings along (name, phone). The store keeps them beside the record under `subject`;
 * after erasure the same event is read with `facts: null`, so every `evolve` must live with that.
 */
export interface Personal<Facts extends object = Record<string, string>> {
  readonly subject: string;
  readonly facts: Facts | null;
}

/** What every event of every kind looks like: a past-tense type, plain JSON, at most one personal part. */
export interface AnyEvent {
  readonly type: string;
  readonly personal?: Personal;
}

export interface Recorded<E extends AnyEvent = AnyEvent> {
  /** 1, 2, 3 … without gaps within its stream. */
  readonly seq: number;
  /** Milliseconds since 1970, never before the event before it. */
  readonly at: number;
  /** Who asked; may be masked for a viewer. */
  readonly by: string;
  /** Id of the command that brought it. */
  readonly cause: string;
  readonly event: E;
}
