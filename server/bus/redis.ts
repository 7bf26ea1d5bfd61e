/**
 * Redis pub/sub: one connection speaks, one listens. While either is away nothing is kept for later; followers look at the store, and
 * again when both are back.
 */
import { createClient } from 'redis';
import type { Bus } from './bus.ts';
import { Subscriptions } from './subscribers.ts';

const second = 1_000;

/** Milliseconds before the next attempt: quick at first, then every two seconds, not all nodes in step. */
const patience = (retries: number): number => Math.min(2 * second, 50 * 2 ** Math.min(retries, 6)) * (0.75 + Math.random() / 2);

const connect = (url: string) =>
  createClient({
    url,
    // What cannot be said now is not said later.
    disableOfflineQueue: true,
    pingInterval: 5 * second,
    // A peer that vanished without a word: no answer to three pings.
    socket: { connectTimeout: 3 * second, socketTimeout: 15 * second, reconnectStrategy: patience },
  });
type Client = ReturnType<typeof connect>;

/** The server is away as long as one of the two is. */
class RedisBus implements Bus {
  readonly #speaker: Client;
  readonly #listener: Client;
  readonly #subscriptions: Subscriptions;
  readonly #report: (error: Error) => void;
  readonly #returns = new Set<() => void>();
  readonly #ready = new Set<Client>();
  readonly #take = (message: Buffer, topic: Buffer): void => this.#subscriptions.deliver(topic.toString(), message);
  #connected = false;
  #closed = false;

  constructor(url: string, report: (error: Error) => void) {
    this.#report = report;
    this.#subscriptions = new Subscriptions(report);
    this.#speaker = connect(url);
    this.#listener = connect(url);
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** Resolves when both are connected, or the first attempt of one of them failed. */
  async open(): Promise<void> {
    const attempts = [this.#speaker, this.#listener].map(
      (client) =>
        new Promise<void>((resolve) => {
          client.on('error', (error: Error) => {
            this.#away(client, error);
            resolve();
          });
          client.on('ready', () => void this.#back(client).then(resolve));
          // Retries until it is closed; then it rejects, which nobody needs to hear.
          client.connect().catch(() => resolve());
        }),
    );
    await Promise.all(attempts);
  }

  #away(client: Client, error: Error): void {
    const was = this.#ready.delete(client);
    this.#connected = false;
    if (was && !this.#closed) this.#report(error);
  }

  async #back(client: Client): Promise<void> {
    if (client === this.#listener && !(await this.#listenTo(this.#subscriptions.topics))) return;
    this.#ready.add(client);
    if (this.#ready.size < 2 || this.#connected || this.#closed) return;
    this.#connected = true;
    for (const then of this.#returns) then();
  }

  /** False when the connection broke meanwhile: its return subscribes to everything anew. */
  async #listenTo(topics: readonly string[]): Promise<boolean> {
    if (topics.length === 0) return true;
    try {
      await this.#listener.subscribe([...topics], this.#take, true);
      return true;
    } catch {
      return false;
    }
  }

  publish(topic: string, message: Uint8Array): void {
    if (!this.#speaker.isReady) return;
    // The connection breaks while it is said: whoever listens looks at the store when it is back.
    this.#speaker.publish(topic, Buffer.from(message.buffer, message.byteOffset, message.byteLength)).catch(() => undefined);
  }

  async subscribe(topic: string, take: (message: Uint8Array) => void): Promise<() => void> {
    const end = this.#subscriptions.add(topic, take);
    if (this.#listener.isReady) await this.#listenTo([topic]);
    return () => {
      if (end() && this.#listener.isReady) this.#listener.unsubscribe(topic, this.#take, true).catch(() => undefined);
    };
  }

  onReturn(then: () => void): void {
    this.#returns.add(then);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#connected = false;
    this.#subscriptions.clear();
    for (const client of [this.#speaker, this.#listener]) {
      client.destroy();
    }
  }
}

export const redisBus = async (url: string, report: (error: Error) => void): Promise<Bus> => {
  const bus = new RedisBus(url, report);
  await bus.open();
  return bus;
};
