import type { DatabaseSync } from 'node:sqlite';
import { webhookColumns, webhookOf, webhookValues, type WebhookRow } from '../delivery-columns.ts';
import type { KeptWebhook, WebhookDesk } from '../store.ts';
import { query } from './connection.ts';

export const webhookReads = (db: DatabaseSync): Pick<WebhookDesk, 'webhook' | 'webhooks'> => {
  const byId = query<WebhookRow>(db, `select ${webhookColumns} from webhooks where id = ?`);
  const all = query<WebhookRow>(db, `select ${webhookColumns} from webhooks order by made_at desc, id`);
  return {
    webhook: async (id) => {
      const found = byId.get(id);
      return found ? webhookOf(found) : null;
    },
    webhooks: async () => all.all().map(webhookOf),
  };
};

/** Each runs inside a transaction. */
export const webhookWrites = (db: DatabaseSync) => {
  const put = db.prepare('insert into webhooks values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const set = db.prepare('update webhooks set failing_since = ?, disabled_at = ?, disabled_why = ? where id = ?');
  const drop = db.prepare('delete from webhooks where id = ?');
  const dropDeliveries = db.prepare("delete from deliveries where channel = 'webhook' and subscription = ?");
  return {
    putWebhook: (webhook: KeptWebhook): void => void put.run(...webhookValues(webhook)),
    setWebhookState: (id: string, state: Pick<KeptWebhook, 'failingSince' | 'disabledAt' | 'disabledWhy'>): void =>
      void set.run(state.failingSince, state.disabledAt, state.disabledWhy, id),
    dropWebhook: (id: string): boolean => {
      dropDeliveries.run(id);
      return Number(drop.run(id).changes) === 1;
    },
  };
};
