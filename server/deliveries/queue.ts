/**
 * What is told outside the house: looks for news, hands what is due to its channel, and notes what became of it. Everything lies in the store, so any
 * node does it, and one that died is stood in for.
 */
import type { Bus } from '../bus/bus.ts';
import type { Clock } from '../engine/clock.ts';
import type { Log } from '../engine/means.ts';
import type { Engine } from '../engine/port.ts';
import { kindOf } from '#shared/core/recorded.ts';
import type { KeptDelivery, Store } from '../store/store.ts';
import type { Awaited } from './awaited.ts';
import type { Channel, Deliveries, Outcome } from './channel.ts';
import { deliveryId, forwardAll } from './news.ts';
import { mostAttempts, nextAttempt } from './schedule.ts';

interface Means {
  readonly store: Store;
  readonly bus: Bus;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly log: Log;
  readonly awaited: Awaited;
}

const topic = 'deliveries';
/** What others brought or left is looked for at this odd pace, so that nodes do not beat in step. */
const pace = 3_011;
/** Longer than any attempt may take: then others may try. */
const lease = 60_000;
const atOnce = 16;
/** An orderly end waits so long for what is under way. */
const grace = 3_000;
/** What is due and cannot be had just now is not asked for without end. */
const breath = 20;
/** Ended ones are shown for so long. */
const kept = 30 * 86_400_000;

class Queue implements Deliveries {
  readonly #means: Means;
  readonly #channels: readonly Channel[];
  /** Ids under way on this node. */
  readonly #under = new Map<string, Promise<void>>();
  readonly #stop: (() => void)[] = [];
  #cancel: () => void = () => undefined;
  #looking: Promise<void> | null = null;
  #again = false;
  /** News or a change may be there; otherwise there is only room for more. */
  #news = true;
  #closed = false;
  #forgotten = -Infinity;

  constructor(means: Means, channels: readonly Channel[]) {
    this.#means = means;
    this.#channels = channels;
  }

  async start(): Promise<void> {
    const { bus, engine, awaited } = this.#means;
    this.#stop.push(
      await bus.subscribe(topic, () => {
        awaited.doubt();
        this.look();
      }),
      engine.onCommit(({ stream }) => awaited.has(kindOf(stream)) && this.look()),
    );
    await awaited.read(this.#channels);
    this.look();
  }

  async changed(): Promise<void> {
    this.#means.awaited.doubt();
    this.#means.bus.publish(topic, new Uint8Array());
    await this.#means.awaited.read(this.#channels);
    this.look();
  }

  async put(channel: string, subscription: string, key: string, payload: unknown): Promise<void> {
    const id = deliveryId(channel, subscription, `!${key}`);
    const madeAt = this.#means.clock.now();
    await this.#means.store.putDeliveries([{ ...{ id, channel, subscription, payload, madeAt }, stream: '', seq: 0 }]);
    this.look();
  }

  look(): void {
    this.#news = true;
    this.#begin();
  }

  #begin(): void {
    if (this.#closed) return;
    this.#again = true;
    this.#looking ??= this.#run().finally(() => {
      this.#looking = null;
      if (this.#again) this.#begin();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    for (const stop of this.#stop.splice(0)) stop();
    await this.#looking;
    // Whatever takes longer is tried again when its time is over.
    await Promise.race([
      Promise.all(this.#under.values()),
      new Promise<void>((resolve) => void this.#means.clock.wake(this.#means.clock.now() + grace, resolve)),
    ]);
  }

  async #run(): Promise<void> {
    const { store, clock, log, awaited, engine } = this.#means;
    while (this.#again && !this.#closed) {
      this.#again = false;
      try {
        if (this.#news) {
          this.#news = false;
          await awaited.read(this.#channels);
          await forwardAll({ store, engine, log, now: () => clock.now(), awaits: (kind) => awaited.has(kind) }, this.#channels);
        }
        await this.#take();
        await this.#forget();
      } catch (cause) {
        log.warn({ err: cause }, 'deliveries wait');
      }
    }
    await this.#sleep();
  }

  /** As many as there is room for; each that ends makes room and looks again. */
  async #take(): Promise<void> {
    const { store, clock } = this.#means;
    const room = atOnce - this.#under.size;
    if (room <= 0) return;
    const now = clock.now();
    for (const delivery of await store.takeDeliveries(now, now + lease, room)) {
      const attempt = this.#attempt(delivery).finally(() => {
        this.#under.delete(delivery.id);
        this.#begin();
      });
      this.#under.set(delivery.id, attempt);
    }
  }

  async #attempt(delivery: KeptDelivery): Promise<void> {
    const { store, clock, log } = this.#means;
    const channel = this.#channels.find(({ name }) => name === delivery.channel);
    const outcome = await this.#outcome(channel, delivery);
    const at = clock.now();
    const nextAt = 'again' in outcome ? nextAttempt(delivery.attempts, at, Math.random(), outcome.at) : null;
    const ended = nextAt !== null ? null : 'done' in outcome ? 'done' : 'dead';
    const note = 'done' in outcome ? outcome.done : 'again' in outcome ? outcome.again : outcome.dead;
    try {
      const mine = await store.endAttempt(delivery.id, delivery.attempts, { at, note, nextAt, ended });
      if (!mine || ended !== 'dead') return;
      log.warn({ delivery: delivery.id, channel: delivery.channel, subscription: delivery.subscription, note }, 'a delivery was given up');
      await channel?.gaveUp?.({ ...delivery, nextAt, ended, note });
    } catch (cause) {
      // It stays taken until its time is over, and is tried again then.
      log.warn({ err: cause, delivery: delivery.id }, 'what became of a delivery could not be kept');
    }
  }

  async #outcome(channel: Channel | undefined, delivery: KeptDelivery): Promise<Outcome> {
    if (!channel) return { dead: 'no such channel' };
    // Processes that end again and again in the middle of it are no reason to go on for ever.
    if (delivery.attempts > mostAttempts + 2) return { dead: 'too many attempts' };
    try {
      return await channel.deliver(delivery);
    } catch (cause) {
      this.#means.log.warn({ err: cause, delivery: delivery.id, channel: channel.name }, 'a delivery failed inside');
      return { again: 'failed inside' };
    }
  }

  async #forget(): Promise<void> {
    const now = this.#means.clock.now();
    if (now - this.#forgotten < 3_600_000) return;
    this.#forgotten = now;
    await this.#means.store.forgetDeliveries(now - kept);
  }

  async #sleep(): Promise<void> {
    const { store, clock, log } = this.#means;
    const now = clock.now();
    const next = await store.nextDelivery().catch((cause: unknown) => void log.warn({ err: cause }, 'deliveries wait'));
    if (this.#closed) return;
    this.#cancel();
    // Without room nothing would be taken: whoever ends looks again.
    const full = this.#under.size >= atOnce;
    this.#cancel = clock.wake(full ? now + pace : Math.max(now + breath, Math.min(next ?? Infinity, now + pace)), () => this.look());
  }
}

/** Opens the queue; what was left by a node that died is taken up. */
export const openDeliveries = async (means: Means, channels: readonly Channel[]): Promise<Deliveries> => {
  const queue = new Queue(means, channels);
  await queue.start();
  return queue;
};
