import type { DatabaseSync } from 'node:sqlite';
import { deliveryColumns, deliveryOf, deliveryValues, isFirst, type DeliveryRow } from '../delivery-columns.ts';
import type { Attempted, DeliveryDesk, FreshDelivery, KeptDelivery, KeptNews, StreamCommit } from '../store.ts';
import { query } from './connection.ts';

export const deliveryReads = (db: DatabaseSync): Pick<DeliveryDesk, 'news' | 'nextDelivery' | 'delivery' | 'deliveriesOf'> => {
  const fresh = query<KeptNews>(db, 'select stream, since, n from news where stream > ? order by stream limit ?');
  const next = query<{ at: number }>(
    db,
    `select next_at as at from deliveries d where next_at is not null and ${isFirst} order by next_at limit 1`,
  );
  const byId = query<DeliveryRow>(db, `select ${deliveryColumns} from deliveries where id = ?`);
  const of = query<DeliveryRow>(
    db,
    `select ${deliveryColumns} from deliveries where channel = ? and subscription = ? order by made_at desc, seq desc, id limit ?`,
  );
  return {
    news: async (past, limit) => fresh.all(past, limit),
    nextDelivery: async () => next.get()?.at ?? null,
    delivery: async (id) => {
      const found = byId.get(id);
      return found ? deliveryOf(found) : null;
    },
    deliveriesOf: async (channel, subscription, limit) => of.all(channel, subscription, limit).map(deliveryOf),
  };
};

/** Notes what a commit brought; runs inside its transaction. */
export const newsWriter = (db: DatabaseSync): ((entry: StreamCommit) => void) => {
  const note = db.prepare('insert into news (stream, since, n) values (?, ?, 1) on conflict (stream) do update set n = n + 1');
  return ({ stream, expected }) => void note.run(stream, expected);
};

/** Each runs inside a transaction. */
export const deliveryWrites = (db: DatabaseSync) => {
  const add = db.prepare(
    `insert into deliveries (id, channel, subscription, stream, seq, payload, made_at, next_at, attempts, note)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing`,
  );
  const put = (deliveries: readonly FreshDelivery[]): void => {
    for (const one of deliveries) add.run(...deliveryValues(one));
  };
  const told = db.prepare('delete from news where stream = ? and since = ? and n = ?');
  const move = db.prepare('update news set since = ? where stream = ? and since < ?');
  return {
    putDeliveries: put,
    forwardNews: ({ stream, since, n }: KeptNews, upTo: number, deliveries: readonly FreshDelivery[]): void => {
      put(deliveries);
      if (Number(told.run(stream, since, n).changes) === 0) move.run(upTo, stream, upTo);
    },
    ...attemptWrites(db),
    ...endings(db),
  };
};

const attemptWrites = (db: DatabaseSync) => {
  const due = query<DeliveryRow>(
    db,
    `select ${deliveryColumns} from deliveries d where next_at <= ? and ${isFirst} order by next_at, made_at, seq limit ?`,
  );
  const take = db.prepare('update deliveries set next_at = ?, attempts = attempts + 1, tried_at = ? where id = ?');
  const end = db.prepare(
    'update deliveries set next_at = ?, ended = ?, note = ?, tried_at = ? where id = ? and attempts = ? and next_at is not null',
  );
  return {
    takeDeliveries: (now: number, until: number, limit: number): KeptDelivery[] =>
      due.all(now, limit).map((row) => {
        take.run(until, now, row.id);
        return { ...deliveryOf(row), nextAt: until, attempts: row.attempts + 1, triedAt: now };
      }),
    endAttempt: (id: string, attempt: number, { at, note, nextAt, ended }: Attempted): boolean =>
      Number(end.run(nextAt, ended, note, at, id, attempt).changes) === 1,
  };
};

const endings = (db: DatabaseSync) => {
  const reopen = db.prepare('update deliveries set next_at = ?, ended = null, attempts = 0 where id = ? and next_at is null');
  const giveUp = db.prepare(
    `update deliveries set next_at = null, ended = 'dead', note = ?, tried_at = coalesce(tried_at, ?)
     where channel = ? and subscription = ? and next_at is not null`,
  );
  const forget = db.prepare('delete from deliveries where next_at is null and made_at < ?');
  return {
    reopenDelivery: (id: string, at: number): boolean => Number(reopen.run(at, id).changes) === 1,
    giveUpDeliveries: (channel: string, subscription: string, at: number, note: string): void =>
      void giveUp.run(note, at, channel, subscription),
    forgetDeliveries: (before: number): void => void forget.run(before),
  };
};
