/** Builders for what is put into a store. */
import type { AnyEvent, StreamId } from '#shared/core/recorded.ts';
import type { RowChange, StoredEvent, StreamCommit } from '#server/store/store.ts';

export const stream = 'sessions/42';

export interface Said extends AnyEvent {
  readonly type: 'said';
  readonly text: string;
}

export const said = (text: string): Said => ({ type: 'said', text });

/** Facts about one person, as a sign-up brings them. */
export const introduced = (subject: string, name: string): AnyEvent => ({ type: 'introduced', personal: { subject, facts: { name } } });

export const stored = (seq: number, event: AnyEvent = said(`event ${seq}`), given: Partial<StoredEvent> = {}): StoredEvent => ({
  seq,
  at: 1_000 + seq,
  by: 'somebody',
  cause: `cause-${seq}`,
  hash: `hash-${seq}`,
  event,
  ...given,
});

/** `count` events after `expected`, and whatever else is given. */
export const entry = (to: StreamId, expected: number, count: number, given: Partial<StreamCommit> = {}): StreamCommit => ({
  stream: to,
  expected,
  events: Array.from({ length: count }, (_, n) => stored(expected + n + 1)),
  rows: [],
  reactions: [],
  settles: [],
  documents: [],
  ...given,
});

export const rowOf = (id: string, sort: number, given: Partial<RowChange> = {}): RowChange => ({
  model: 'topics',
  id,
  row: { title: `title ${id}` },
  sort,
  keys: {},
  text: `title ${id}`,
  ...given,
});

/** A stand-in for a Yjs update: the stores never look inside. */
export const update = (...bytes: number[]) => ({ update: Uint8Array.from(bytes), by: 'somebody', at: 1_000 });
