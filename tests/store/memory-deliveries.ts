/** News, deliveries and webhooks, without a disk. */
import type {
  Attempted,
  DeliveryDesk,
  FreshDelivery,
  KeptDelivery,
  KeptNews,
  KeptWebhook,
  StreamCommit,
  WebhookDesk,
} from '#server/store/store.ts';

interface MemoryDeliveries extends DeliveryDesk, WebhookDesk {
  note(entry: StreamCommit): void;
}

const falling = (a: KeptDelivery, b: KeptDelivery): number => b.madeAt - a.madeAt || b.seq - a.seq || (a.id < b.id ? -1 : 1);
const rising = (a: KeptDelivery, b: KeptDelivery): number => (a.nextAt ?? 0) - (b.nextAt ?? 0) || a.madeAt - b.madeAt || a.seq - b.seq;

export const memoryDeliveries = (): MemoryDeliveries => {
  const news = new Map<string, KeptNews>();
  const all = new Map<string, KeptDelivery>();
  const put = (deliveries: readonly FreshDelivery[]): void => {
    for (const one of structuredClone(deliveries))
      if (!all.has(one.id)) all.set(one.id, { ...one, nextAt: one.madeAt, attempts: 0, triedAt: null, ended: null, note: '' });
  };
  const change = (id: string, with_: Partial<KeptDelivery>): void => {
    const known = all.get(id);
    if (known) all.set(id, { ...known, ...with_ });
  };
  const isFirst = (one: KeptDelivery): boolean =>
    one.stream === '' ||
    ![...all.values()].some(
      (e) =>
        e.channel === one.channel && e.subscription === one.subscription && e.stream === one.stream && e.seq < one.seq && e.nextAt !== null,
    );
  const open = (): KeptDelivery[] => [...all.values()].filter((one) => one.nextAt !== null && isFirst(one)).sort(rising);
  return {
    note: ({ stream, expected }) => {
      const known = news.get(stream);
      news.set(stream, { stream, since: known?.since ?? expected, n: (known?.n ?? 0) + 1 });
    },
    news: async (past, limit) =>
      [...news.values()]
        .filter(({ stream }) => stream > past)
        .sort((a, b) => (a.stream < b.stream ? -1 : 1))
        .slice(0, limit),
    forwardNews: async ({ stream, since, n }, upTo, deliveries) => {
      put(deliveries);
      const known = news.get(stream);
      if (known?.since === since && known.n === n) news.delete(stream);
      else if (known && known.since < upTo) news.set(stream, { ...known, since: upTo });
    },
    putDeliveries: async (deliveries) => put(deliveries),
    takeDeliveries: async (now, until, limit) =>
      open()
        .filter(({ nextAt }) => (nextAt ?? Infinity) <= now)
        .slice(0, limit)
        .map(({ id, attempts }) => {
          change(id, { nextAt: until, attempts: attempts + 1, triedAt: now });
          return structuredClone(all.get(id) as KeptDelivery);
        }),
    endAttempt: async (id, attempt, { at, ...rest }: Attempted) => {
      const known = all.get(id);
      if (!known || known.attempts !== attempt || known.nextAt === null) return false;
      change(id, { ...rest, triedAt: at });
      return true;
    },
    nextDelivery: async () => open()[0]?.nextAt ?? null,
    delivery: async (id) => structuredClone(all.get(id) ?? null),
    deliveriesOf: async (channel, subscription, limit) =>
      structuredClone([...all.values()].filter((one) => one.channel === channel && one.subscription === subscription))
        .sort(falling)
        .slice(0, limit),
    reopenDelivery: async (id, at) => {
      const ended = all.get(id)?.nextAt === null;
      if (ended) change(id, { nextAt: at, ended: null, attempts: 0 });
      return ended;
    },
    giveUpDeliveries: async (channel, subscription, at, note) => {
      for (const one of all.values())
        if (one.channel === channel && one.subscription === subscription && one.nextAt !== null)
          change(one.id, { nextAt: null, ended: 'dead', note, triedAt: one.triedAt ?? at });
    },
    forgetDeliveries: async (before) => {
      for (const [id, { nextAt, madeAt }] of all) if (nextAt === null && madeAt < before) all.delete(id);
    },
    ...webhooksOf((id) => {
      for (const [key, { channel, subscription }] of all) if (channel === 'webhook' && subscription === id) all.delete(key);
    }),
  };
};

const webhooksOf = (dropped: (id: string) => void): WebhookDesk => {
  const webhooks = new Map<string, KeptWebhook>();
  return {
    putWebhook: async (webhook) => void webhooks.set(webhook.id, structuredClone(webhook)),
    webhook: async (id) => structuredClone(webhooks.get(id) ?? null),
    webhooks: async () => structuredClone([...webhooks.values()]).sort((a, b) => b.madeAt - a.madeAt || (a.id < b.id ? -1 : 1)),
    setWebhookState: async (id, state) => {
      const known = webhooks.get(id);
      if (known) webhooks.set(id, { ...known, ...state });
    },
    dropWebhook: async (id) => {
      dropped(id);
      return webhooks.delete(id);
    },
  };
};
