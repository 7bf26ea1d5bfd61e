import type { DatabaseSync } from 'node:sqlite';
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import type { Answer } from '#shared/core/wire.ts';
import { withFacts } from '../personal.ts';
import type { Accepted, EventStore, PendingReaction } from '../store.ts';
import { causeKey } from './cause-key.ts';
import { query } from './connection.ts';
import type { Seen } from './seen.ts';

interface EventRow {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly cause: string;
  readonly event: string;
  readonly subject: string | null;
  readonly facts: string | null;
}

type Reads = Pick<
  EventStore,
  'events' | 'histories' | 'snapshot' | 'accepted' | 'heads' | 'pendingReactions' | 'due' | 'nextWake' | 'streams'
>;

export const eventReads = (db: DatabaseSync, seen: Seen): Reads => ({ ...histories(db), ...asks(db, seen), ...agenda(db) });

const histories = (db: DatabaseSync): Omit<Reads, 'accepted' | keyof ReturnType<typeof agenda>> => {
  const place = query<{ no: number; seq: number }>(db, 'select no, seq from streams where stream = ?');
  const after = query<EventRow>(
    db,
    `select e.seq, e.at, e.by, e.cause, e.event, p.subject, p.facts from events e left join personal p on p.stream = e.stream and p.seq = e.seq
     where e.stream = ? and e.seq > ? order by e.seq limit ?`,
  );
  const snapshot = query<{ seq: number; version: number; state: string }>(db, 'select seq, version, state from snapshots where stream = ?');
  const named = query<{ stream: StreamId }>(
    db,
    'select stream from streams where stream > ? and stream < ? and seq > 0 order by stream limit ?',
  );
  const events = (stream: StreamId, since: number, limit = -1): Recorded<AnyEvent>[] => {
    const found = place.get(stream);
    if (!found || found.seq <= since) return [];
    return after
      .all(found.no, since, limit)
      .map(({ seq, at, by, cause, event, subject, facts }) => ({ seq, at, by, cause, event: withFacts(event, subject, facts) }));
  };
  return {
    events: async (stream, since, limit) => events(stream, since, limit),
    histories: async (streams) => streams.map((stream) => events(stream, 0)),
    snapshot: async (stream) => {
      const found = snapshot.get(place.get(stream)?.no ?? 0);
      return found ? { seq: found.seq, version: found.version, state: JSON.parse(found.state) as unknown } : null;
    },
    heads: async (streams) => new Map(streams.map((stream) => [stream, place.get(stream)?.seq ?? 0])),
    // '0' is the character after '/'.
    streams: async (kind, past, limit) => named.all(`${kind}/${past}`, `${kind}0`, limit).map(({ stream }) => stream),
  };
};

const asks = (db: DatabaseSync, seen: Seen): Pick<Reads, 'accepted'> => {
  const place = query<{ no: number }>(db, 'select no from streams where stream = ?');
  // Told which index to use: left alone it walks the whole stream backwards to save the sorting.
  const asked = query<Accepted>(
    db,
    'select hash, seq from events indexed by events_cause where cause_key = ? and stream = ? and cause = ? order by seq desc limit 1',
  );
  const answered = query<{ hash: string; answer: string }>(
    db,
    'select hash, answer from answers where cause_key = ? and stream = ? and cause = ?',
  );
  return {
    accepted: async (all) =>
      all.map(({ stream, id }) => {
        if (!seen.perhaps(stream, id)) return null;
        const no = place.get(stream)?.no;
        if (no === undefined) return null;
        const key = causeKey(stream, id);
        const last = asked.get(key, no, id);
        if (last) return { hash: last.hash, seq: last.seq };
        const said = answered.get(key, no, id);
        return said ? { hash: said.hash, seq: 0, answer: JSON.parse(said.answer) as Answer } : null;
      }),
  };
};

const agenda = (db: DatabaseSync): Pick<Reads, 'pendingReactions' | 'due' | 'nextWake'> => {
  const pending = query<{ id: string; at: number; reaction: string }>(db, 'select id, at, reaction from reactions order by at, n limit ?');
  const due = query<{ stream: StreamId }>(db, 'select stream from streams where wake <= ? order by wake, stream limit ?');
  const next = query<{ wake: number | null }>(db, 'select min(wake) as wake from streams where wake is not null');
  return {
    pendingReactions: async (limit) =>
      pending.all(limit).map(({ id, at, reaction }) => ({ id, at, reaction: JSON.parse(reaction) as PendingReaction['reaction'] })),
    due: async (now, limit) => due.all(now, limit).map(({ stream }) => stream),
    nextWake: async () => next.get()?.wake ?? null,
  };
};
