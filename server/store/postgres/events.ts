import type pg from 'pg';
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import type { Answer } from '#shared/core/wire.ts';
import { withFacts } from '../personal.ts';
import type { Accepted, EventStore, PendingReaction } from '../store.ts';
import { commit } from './commit.ts';
import { inTransaction, select } from './connection.ts';

interface EventRow {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly cause: string;
  readonly event: string;
  readonly subject: string | null;
  readonly facts: string | null;
}

const recordedOf = ({ seq, at, by, cause, event, subject, facts }: EventRow): Recorded<AnyEvent> => ({
  seq,
  at,
  by,
  cause,
  event: withFacts(event, subject, facts),
});

export const eventStore = (pool: pg.Pool): EventStore => ({
  commit: (batch) => commit(pool, batch),
  ...histories(pool),
  ...agenda(pool),
  ...forgetting(pool),
});

const histories = (pool: pg.Pool): Pick<EventStore, 'events' | 'histories' | 'snapshot' | 'accepted' | 'heads' | 'streams'> => ({
  events: async (stream, since, limit) => {
    const found = await select<EventRow>(
      pool,
      `select e.seq, e.at, e.by, e.cause, e.event, p.subject, p.facts from events e left join personal p using (stream, seq)
       where e.stream = $1 and e.seq > $2 order by e.seq limit $3`,
      [stream, since, limit ?? null],
    );
    return found.map(recordedOf);
  },
  histories: async (streams) => {
    const found = await select<EventRow & { stream: StreamId }>(
      pool,
      `select e.stream, e.seq, e.at, e.by, e.cause, e.event, p.subject, p.facts from events e left join personal p using (stream, seq)
       where e.stream = any($1::text[]) order by e.stream, e.seq`,
      [streams],
    );
    const histories = new Map(streams.map((stream) => [stream, [] as Recorded<AnyEvent>[]]));
    for (const row of found) histories.get(row.stream)?.push(recordedOf(row));
    return [...histories.values()];
  },
  snapshot: async (stream) => {
    const text = 'select seq, version, state from snapshots where stream = $1';
    const [found] = await select<{ seq: number; version: number; state: string }>(pool, text, [stream]);
    return found ? { seq: found.seq, version: found.version, state: JSON.parse(found.state) as unknown } : null;
  },
  accepted: (asks) => accepted(pool, asks),
  heads: async (streams) => {
    const text = 'select stream, seq from streams where stream = any($1::text[])';
    const found = await select<{ stream: StreamId; seq: number }>(pool, text, [streams]);
    const known = new Map(found.map(({ stream, seq }) => [stream, seq]));
    return new Map(streams.map((stream) => [stream, known.get(stream) ?? 0]));
  },
  streams: async (kind, after, limit) => {
    // '0' is the character after '/'.
    const text = 'select stream from streams where stream > $1 and stream < $2 and seq > 0 order by stream limit $3';
    return (await select<{ stream: StreamId }>(pool, text, [`${kind}/${after}`, `${kind}0`, limit])).map(({ stream }) => stream);
  },
});

const accepted = async (pool: pg.Pool, asks: Parameters<EventStore['accepted']>[0]): Promise<(Accepted | null)[]> => {
  if (asks.length === 0) return [];
  const found = await select<{ n: number; hash: string; seq: number; answer: string | null }>(
    pool,
    `with asked as (select * from unnest($1::text[], $2::text[]) with ordinality as a (stream, cause, n))
     select a.n, e.hash, e.seq, null as answer from asked a cross join lateral
       (select hash, seq from events where stream = a.stream and cause = a.cause order by stream, cause, seq desc limit 1) e
     union all select a.n, s.hash, 0, s.answer from asked a join answers s on s.stream = a.stream and s.cause = a.cause`,
    [asks.map(({ stream }) => stream), asks.map(({ id }) => id)],
  );
  const known = new Map<number, Accepted>();
  for (const { n, hash, seq, answer } of found) {
    if (answer === null) known.set(n - 1, { hash, seq });
    else if (!known.has(n - 1)) known.set(n - 1, { hash, seq, answer: JSON.parse(answer) as Answer });
  }
  return asks.map((_, n) => known.get(n) ?? null);
};

const agenda = (pool: pg.Pool): Pick<EventStore, 'pendingReactions' | 'settle' | 'due' | 'nextWake'> => ({
  pendingReactions: async (limit) => {
    const text = 'select id, at, reaction from reactions order by at, n limit $1';
    const found = await select<{ id: string; at: number; reaction: string }>(pool, text, [limit]);
    return found.map(({ id, at, reaction }) => ({ id, at, reaction: JSON.parse(reaction) as PendingReaction['reaction'] }));
  },
  settle: async (ids) => void (await pool.query('delete from reactions where id = any($1::text[])', [[...ids]])),
  due: async (now, limit) => {
    const text = 'select stream from streams where wake <= $1 order by wake, stream limit $2';
    return (await select<{ stream: StreamId }>(pool, text, [now, limit])).map(({ stream }) => stream);
  },
  nextWake: async () =>
    (await select<{ wake: number | null }>(pool, 'select min(wake) as wake from streams where wake is not null'))[0]?.wake ?? null,
});

const forgetting = (pool: pg.Pool): Pick<EventStore, 'forgetAnswers' | 'erase'> => ({
  forgetAnswers: async (before) => void (await pool.query('delete from answers where at < $1', [before])),
  erase: (subject) =>
    inTransaction(pool, async (client) => {
      const text = 'update personal set facts = null where subject = $1 returning stream';
      const streams = [...new Set((await select<{ stream: StreamId }>(client, text, [subject])).map(({ stream }) => stream))].sort();
      await client.query('delete from snapshots where stream = any($1::text[])', [streams]);
      return streams;
    }),
});
