import type pg from 'pg';
import { webhookColumns, webhookOf, webhookValues, type WebhookRow } from '../delivery-columns.ts';
import type { WebhookDesk } from '../store.ts';
import { inTransaction, select } from './connection.ts';

export const webhookDesk = (pool: pg.Pool): WebhookDesk => ({
  putWebhook: async (webhook) => {
    const text = 'insert into webhooks values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)';
    await pool.query(text, [...webhookValues(webhook)]);
  },
  webhook: async (id) => {
    const found = (await select<WebhookRow>(pool, `select ${webhookColumns} from webhooks where id = $1`, [id]))[0];
    return found ? webhookOf(found) : null;
  },
  webhooks: async () => (await select<WebhookRow>(pool, `select ${webhookColumns} from webhooks order by made_at desc, id`)).map(webhookOf),
  setWebhookState: async (id, { failingSince, disabledAt, disabledWhy }) => {
    const text = 'update webhooks set failing_since = $2, disabled_at = $3, disabled_why = $4 where id = $1';
    await pool.query(text, [id, failingSince, disabledAt, disabledWhy]);
  },
  dropWebhook: (id) =>
    inTransaction(pool, async (client) => {
      await client.query("delete from deliveries where channel = 'webhook' and subscription = $1", [id]);
      return (await client.query('delete from webhooks where id = $1', [id])).rowCount === 1;
    }),
});
