import type pg from 'pg';
import { deliveryColumns, deliveryOf, deliveryValues, isFirst, type DeliveryRow } from '../delivery-columns.ts';
import type { DeliveryDesk, FreshDelivery, KeptNews } from '../store.ts';
import { sendColumns } from './columns.ts';
import { inTransaction, quiet, select } from './connection.ts';

const sendDeliveries = (client: pg.ClientBase, sent: Promise<unknown>[], deliveries: readonly FreshDelivery[]): void => {
  sendColumns(
    client,
    sent,
    `insert into deliveries (id, channel, subscription, stream, seq, payload, made_at, next_at, attempts, note)
     select * from ? as v (id, channel, subscription, stream, seq, payload, made_at, next_at, attempts, note) order by id on conflict do nothing`,
    ['text', 'text', 'text', 'text', 'bigint', 'text', 'bigint', 'bigint', 'bigint', 'text'],
    deliveries.map(deliveryValues),
  );
};

export const deliveryDesk = (pool: pg.Pool): DeliveryDesk => ({ ...reads(pool), ...puts(pool), ...attempts(pool), ...endings(pool) });

const reads = (pool: pg.Pool): Pick<DeliveryDesk, 'news' | 'nextDelivery' | 'delivery' | 'deliveriesOf'> => ({
  news: (past, limit) =>
    select<KeptNews>(pool, 'select stream, since, n from news where stream > $1 order by stream limit $2', [past, limit]),
  nextDelivery: async () => {
    const text = `select next_at as at from deliveries d where next_at is not null and ${isFirst} order by next_at limit 1`;
    return (await select<{ at: number }>(pool, text))[0]?.at ?? null;
  },
  delivery: async (id) => {
    const found = (await select<DeliveryRow>(pool, `select ${deliveryColumns} from deliveries where id = $1`, [id]))[0];
    return found ? deliveryOf(found) : null;
  },
  deliveriesOf: async (channel, subscription, limit) => {
    const text = `select ${deliveryColumns} from deliveries where channel = $1 and subscription = $2 order by made_at desc, seq desc, id limit $3`;
    return (await select<DeliveryRow>(pool, text, [channel, subscription, limit])).map(deliveryOf);
  },
});

const puts = (pool: pg.Pool): Pick<DeliveryDesk, 'forwardNews' | 'putDeliveries'> => ({
  putDeliveries: (deliveries) => inTransaction(pool, async (client, sent) => sendDeliveries(client, sent, deliveries)),
  forwardNews: ({ stream, since, n }, upTo, deliveries) =>
    inTransaction(pool, async (client, sent) => {
      sendDeliveries(client, sent, deliveries);
      // A commit that brings more waits for this, or was first: then its news stay.
      const told = await client.query('delete from news where stream = $1 and since = $2 and n = $3', [stream, since, n]);
      if (told.rowCount === 0)
        sent.push(quiet(client.query('update news set since = $1 where stream = $2 and since < $1', [upTo, stream])));
    }),
});

const attempts = (pool: pg.Pool): Pick<DeliveryDesk, 'takeDeliveries' | 'endAttempt'> => ({
  takeDeliveries: async (now, until, limit) => {
    const text = `with due as (
        select id from deliveries d where next_at <= $1 and ${isFirst} order by next_at, made_at, seq limit $3 for update skip locked
      ), taken as (
        update deliveries set next_at = $2, attempts = attempts + 1, tried_at = $1 where id in (select id from due) returning *
      )
      select ${deliveryColumns} from taken order by made_at, seq`;
    return (await select<DeliveryRow>(pool, text, [now, until, limit])).map(deliveryOf);
  },
  endAttempt: async (id, attempt, { at, note, nextAt, ended }) => {
    const text =
      'update deliveries set next_at = $1, ended = $2, note = $3, tried_at = $4 where id = $5 and attempts = $6 and next_at is not null';
    return (await pool.query(text, [nextAt, ended, note, at, id, attempt])).rowCount === 1;
  },
});

const endings = (pool: pg.Pool): Pick<DeliveryDesk, 'reopenDelivery' | 'giveUpDeliveries' | 'forgetDeliveries'> => ({
  reopenDelivery: async (id, at) => {
    const text = 'update deliveries set next_at = $1, ended = null, attempts = 0 where id = $2 and next_at is null';
    return (await pool.query(text, [at, id])).rowCount === 1;
  },
  giveUpDeliveries: async (channel, subscription, at, note) => {
    const text = `update deliveries set next_at = null, ended = 'dead', note = $1, tried_at = coalesce(tried_at, $2)
      where channel = $3 and subscription = $4 and next_at is not null`;
    await pool.query(text, [note, at, channel, subscription]);
  },
  forgetDeliveries: async (before) => void (await pool.query('delete from deliveries where next_at is null and made_at < $1', [before])),
});
