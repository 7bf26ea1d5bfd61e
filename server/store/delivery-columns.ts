/** How deliveries and webhooks lie in both databases. */
import type { FreshDelivery, KeptDelivery, KeptWebhook } from './store.ts';

export const deliveryColumns =
  'id, channel, subscription, stream, seq, payload, made_at as "madeAt", next_at as "nextAt", attempts, tried_at as "triedAt", ended, note';
export type DeliveryRow = Omit<KeptDelivery, 'payload'> & { readonly payload: string };
export const deliveryOf = (row: DeliveryRow): KeptDelivery => ({ ...row, payload: JSON.parse(row.payload) as unknown });

/** In the order of `insert into deliveries (id, channel, subscription, stream, seq, payload, made_at, next_at, attempts, note)`. */
export const deliveryValues = ({ id, channel, subscription, stream, seq, payload, madeAt }: FreshDelivery) =>
  [id, channel, subscription, stream, seq, JSON.stringify(payload ?? null), madeAt, madeAt, 0, ''] as const;

/** Of `deliveries d`: nothing earlier of its stream is open for the same subscription. */
export const isFirst = `(d.stream = '' or not exists (select 1 from deliveries e where e.channel = d.channel and e.subscription = d.subscription
  and e.stream = d.stream and e.seq < d.seq and e.next_at is not null))`;

export const webhookColumns =
  'id, name, url, secret, events, sees, maker, made_at as "madeAt", failing_since as "failingSince", disabled_at as "disabledAt", disabled_why as "disabledWhy"';
export type WebhookRow = Omit<KeptWebhook, 'events'> & { readonly events: string };
export const webhookOf = (row: WebhookRow): KeptWebhook => ({ ...row, events: JSON.parse(row.events) as string[] });

/** In the order of the columns of the table. */
export const webhookValues = (webhook: KeptWebhook) => {
  const { id, name, url, secret, events, sees, maker, madeAt, failingSince, disabledAt, disabledWhy } = webhook;
  return [id, name, url, secret, JSON.stringify(events), sees, maker, madeAt, failingSince, disabledAt, disabledWhy] as const;
};
