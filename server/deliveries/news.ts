/** From news to deliveries: every channel is asked about every event, and what it wants told is put in one step with forgetting the news. */
import { createHash } from 'node:crypto';
import { kindOf, type StreamId } from '#shared/core/recorded.ts';
import type { Engine } from '../engine/port.ts';
import type { Log } from '../engine/means.ts';
import type { FreshDelivery, KeptNews, Store } from '../store/store.ts';
import type { Channel } from './channel.ts';

interface Means {
  readonly store: Store;
  readonly engine: Engine;
  readonly log: Log;
  now(): number;
  awaits(kind: string): boolean;
}

/** Streams looked at in one portion, and events of one of them. */
const portion = { streams: 100, events: 500 };

/** Always the same for the same event and subscription; no full stop in it, for it is signed with stops in between. */
export const deliveryId = (channel: string, subscription: string, of: string): string =>
  `msg_${createHash('sha256')
    .update(JSON.stringify([channel, subscription, of]))
    .digest('base64url')
    .slice(0, 27)}`;

/** Forwards all there is; true = something was put. What fails stays news. */
export const forwardAll = async (means: Means, channels: readonly Channel[]): Promise<boolean> => {
  let [past, put] = ['', false];
  for (;;) {
    const found = await means.store.news(past, portion.streams);
    for (const news of found) {
      try {
        put = (await forward(means, channels, news)) || put;
      } catch (cause) {
        means.log.warn({ err: cause, stream: news.stream }, 'news wait');
      }
    }
    past = found.at(-1)?.stream ?? past;
    if (found.length < portion.streams) return put;
  }
};

const forward = async (means: Means, channels: readonly Channel[], kept: KeptNews): Promise<boolean> => {
  const { store, engine } = means;
  const { stream } = kept;
  // Only told of because this node did not know for a while who waits for what.
  if (!means.awaits(kindOf(stream))) {
    await store.forwardNews(kept, (await engine.open(stream)).seq, []);
    return false;
  }
  let { since } = kept;
  let put = false;
  for (;;) {
    const events = await engine.events(stream, since, portion.events);
    const { state } = await engine.open(stream);
    const fresh: FreshDelivery[] = [];
    for (const channel of channels) {
      for (const { subscription, seq, payload = null } of events.length > 0 ? await channel.addressed({ stream, events, state }) : [])
        fresh.push(deliveryOf(channel, subscription, stream, seq, payload, means.now()));
    }
    put ||= fresh.length > 0;
    const upTo = events.at(-1)?.seq ?? since;
    if (events.length < portion.events) {
      await store.forwardNews(kept, upTo, fresh);
      return put;
    }
    await store.putDeliveries(fresh);
    since = upTo;
  }
};

const deliveryOf = (
  channel: Channel,
  subscription: string,
  stream: StreamId,
  seq: number,
  payload: unknown,
  now: number,
): FreshDelivery => ({
  id: deliveryId(channel.name, subscription, `${stream}#${seq}`),
  ...{ channel: channel.name, subscription, stream, seq, payload, madeAt: now },
});
