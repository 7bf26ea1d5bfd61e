/**
 * Webhooks: each event of the kinds one asked for, as one signed POST, in the order of its stream. The body is `{type, timestamp, data: {stream, seq,
 * at, by, event}}`, made when it is sent: what was erased or hidden since is not told. `webhook-id` is the same however often the same is told.
 */
import { kindOf } from '#shared/core/recorded.ts';
import type { Log } from '../engine/means.ts';
import type { Addressed, Channel, Delivery, News, Outcome } from '../deliveries/channel.ts';
import type { KeptWebhook } from '../store/store.ts';
import type { Resolve } from './addresses.ts';
import { seenBy, viewerOf, type Sight } from './eyes.ts';
import { post, type Answered } from './post.ts';
import { signedHeaders } from './signing.ts';

export const channelName = 'webhook';
/** Payload of the delivery that the test button brings. */
export const testPayload = { type: 'webhook.test' };

interface Means extends Sight {
  readonly clock: { now(): number };
  readonly log: Log;
  /** Also to addresses inside, and without https: for tests and closed networks. */
  readonly anywhere: boolean;
  readonly resolve?: Resolve;
}

/** With nothing but failures for so long (milliseconds), it is switched off. */
const patience = 5 * 86_400_000;

const wants = ({ events, disabledAt }: KeptWebhook, kind: string, type: string): boolean =>
  disabledAt === null && events.some((event) => event === `${kind}.*` || event === `${kind}.${type}`);

const isTest = ({ stream }: Delivery): boolean => stream === '';

export const webhookChannel = (means: Means): Channel => {
  const { store, clock } = means;
  return {
    name: channelName,
    kinds: async () =>
      (await store.webhooks())
        .filter(({ disabledAt }) => disabledAt === null)
        .flatMap(({ events }) => events.map((event) => event.slice(0, event.indexOf('.')))),
    addressed: async ({ stream, events, state }: News) => {
      const kind = kindOf(stream);
      const addressed: Addressed[] = [];
      for (const webhook of await store.webhooks()) {
        const wanted = events.filter(({ event }) => wants(webhook, kind, event.type));
        const viewer = wanted.length > 0 ? await viewerOf(means, webhook, clock.now()) : null;
        // Whose maker is gone learns it when the first is delivered.
        for (const recorded of wanted)
          if (!viewer || seenBy(means, stream, recorded, state, viewer))
            addressed.push({ subscription: webhook.id, seq: recorded.seq, payload: { type: `${kind}.${recorded.event.type}` } });
      }
      return addressed;
    },
    deliver: async (delivery) => {
      const webhook = await store.webhook(delivery.subscription);
      if (!webhook) return { dead: 'no such webhook' };
      if (webhook.disabledAt !== null && !isTest(delivery)) return { dead: 'disabled' };
      return tell(means, webhook, delivery);
    },
  };
};

const tell = async (means: Means, webhook: KeptWebhook, delivery: Delivery): Promise<Outcome> => {
  const body = await bodyOf(means, webhook, delivery);
  if (body === 'no-maker') {
    await disable(means, webhook, 'no-maker');
    return { dead: 'no-maker' };
  }
  if (body === null) return { dead: 'hidden' };
  const headers = signedHeaders(webhook.secret, delivery.id, means.clock.now(), body);
  const { anywhere, resolve } = means;
  const answered = await post({ url: webhook.url, headers, body, anywhere, ...(resolve ? { resolve } : {}) });
  return judge(means, webhook, delivery, answered);
};

const bodyOf = async (means: Means, webhook: KeptWebhook, delivery: Delivery): Promise<string | 'no-maker' | null> => {
  const { stream, seq } = delivery;
  const viewer = await viewerOf(means, webhook, means.clock.now());
  if (!viewer) return 'no-maker';
  const say = (type: string, at: number, data: object) => JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
  if (stream === '') return say('webhook.test', delivery.madeAt, { webhook: webhook.id });
  const [recorded] = await means.engine.events(stream, seq - 1, 1);
  const { state } = await means.engine.open(stream);
  const seen = recorded && seenBy(means, stream, recorded, state, viewer);
  if (!seen) return null;
  const { at, by, event } = seen;
  return say(`${kindOf(stream)}.${event.type}`, at, { stream, seq, at, by, event });
};

const judge = async (means: Means, webhook: KeptWebhook, delivery: Delivery, answered: Answered): Promise<Outcome> => {
  if ('status' in answered && answered.status >= 200 && answered.status < 300) {
    if (webhook.failingSince !== null && webhook.disabledAt === null) await note(means, webhook.id, null);
    return { done: String(answered.status) };
  }
  const word = 'status' in answered ? String(answered.status) : 'failed' in answered ? answered.failed : answered.forbidden;
  if (isTest(delivery)) return { dead: word };
  if ('forbidden' in answered) {
    await disable(means, webhook, 'address');
    return { dead: word };
  }
  // Gone: whoever is there does not want to be told any more.
  if ('status' in answered && answered.status === 410) {
    await disable(means, webhook, 'gone');
    return { dead: word };
  }
  const now = means.clock.now();
  if (webhook.failingSince === null) await note(means, webhook.id, now);
  else if (now - webhook.failingSince > patience) {
    await disable(means, webhook, 'failing');
    return { dead: word };
  }
  const retryAfter = 'status' in answered ? answered.retryAfter : null;
  return { again: word, ...(retryAfter === null ? {} : { at: now + retryAfter }) };
};

const note = (means: Means, id: string, failingSince: number | null): Promise<void> =>
  means.store.setWebhookState(id, { failingSince, disabledAt: null, disabledWhy: null });

/** Nothing more is told; what waits is given up. Administrators see it with the webhook, and may switch it on again. */
const disable = async ({ store, clock, log }: Means, { id, failingSince }: KeptWebhook, why: string): Promise<void> => {
  const now = clock.now();
  await store.setWebhookState(id, { failingSince, disabledAt: now, disabledWhy: why });
  await store.giveUpDeliveries(channelName, id, now, 'disabled');
  log.error({ webhook: id, why }, 'a webhook was switched off');
};
