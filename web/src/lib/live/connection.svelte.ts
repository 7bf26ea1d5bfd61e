/** The one socket of a page: opened when somebody first needs it, open again by itself, its state always visible. */
import type { Socket } from 'socket.io-client';
import type { AnyCommand } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Answer, Followed, FromBrowser, FromServer, Sent, Signal } from '#shared/core/wire.ts';
import type { Clock } from './clock.svelte.ts';

/** `idle`: nothing live on this page. `late`: connected, but answers take longer than two seconds. */
export type ConnectionState = 'idle' | 'connecting' | 'online' | 'late' | 'offline';

export interface Follower {
  place(): { readonly since: number; readonly audience: string };
  followed(told: Followed): void;
  events(batch: readonly Sent[]): void;
  audience(told: Followed): void;
  signal(signal: Signal): void;
}

const heartbeat = 10_000;
/** Milliseconds after connecting: several trips at once, since on a shaky line the quickest ones tell the time best. */
const firstTrips = [0, 250, 500, 800, 1_200, 1_700, 2_500, 4_000] as const;
const lateAfter = 2_000;
const answerWithin = 15_000;
type Wire = Socket<{ [M in keyof FromServer]: FromServer[M] }, { [M in keyof FromBrowser]: FromBrowser[M] }>;

export class Connection {
  state: ConnectionState = $state('idle');
  readonly clock: Clock;
  #socket: Wire | null = null;
  #opening = false;
  readonly #followers = new Map<StreamId, Set<Follower>>();
  readonly #watchers = new Map<string, Set<() => void>>();
  readonly #onOnline = new Set<() => void>();
  #beat: ReturnType<typeof setInterval> | undefined;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  now(): number {
    return this.clock.now();
  }

  get online(): boolean {
    return this.#socket?.connected === true;
  }

  /** Called at each time the connection is there again; at once when it is there now. The result ends it. */
  whenOnline(then: () => void): () => void {
    this.#onOnline.add(then);
    if (this.online) then();
    void this.open();
    return () => this.#onOnline.delete(then);
  }

  /** From now on this follower hears the stream. The result ends it. */
  follow(stream: StreamId, follower: Follower): () => void {
    const all = this.#followers.get(stream) ?? new Set();
    this.#followers.set(stream, all.add(follower));
    if (this.online) this.refollow(stream, follower);
    void this.open();
    return () => {
      all.delete(follower);
      if (all.size > 0) return;
      this.#followers.delete(stream);
      if (this.online) this.#socket?.emit('unfollow', stream);
    };
  }

  /** From the place the follower says: after a gap, a reconnect, a changed audience. */
  refollow(stream: StreamId, follower: Follower): void {
    const { since, audience } = follower.place();
    this.#socket?.timeout(answerWithin).emit('follow', stream, since, audience, (lost, told) => {
      if (this.#followers.get(stream)?.has(follower)) follower.followed(lost ? { unavailable: 'lost' } : told);
    });
  }

  /** `lost`: nobody knows whether it arrived; ask again with the same id. */
  async command(stream: StreamId, id: string, command: AnyCommand): Promise<Answer | 'lost'> {
    const socket = this.#socket;
    if (!socket?.connected) return 'lost';
    return new Promise((resolve) => {
      socket.timeout(answerWithin).emit('command', stream, id, command, (lost, answer) => resolve(lost ? 'lost' : answer));
    });
  }

  /** `changed` is called when a row of the model may have changed, also after every reconnect. The result ends it. */
  watch(model: string, changed: () => void): () => void {
    const all = this.#watchers.get(model) ?? new Set();
    if (all.size === 0 && this.online) this.#watch(model);
    this.#watchers.set(model, all.add(changed));
    void this.open();
    return () => {
      all.delete(changed);
      if (all.size > 0) return;
      this.#watchers.delete(model);
      if (this.online) this.#socket?.emit('unwatch', model);
    };
  }

  async open(): Promise<void> {
    if (this.#opening || this.#socket || typeof window === 'undefined') return;
    this.#opening = true;
    this.state = 'connecting';
    const { io } = await import('socket.io-client').catch(() => ({ io: null }));
    this.#opening = false;
    if (!io) {
      this.state = 'offline';
      setTimeout(() => void this.open(), 5_000);
      return;
    }
    const socket: Wire = io({ transports: ['websocket'], reconnectionDelay: 500, reconnectionDelayMax: 5_000, timeout: 10_000 });
    this.#socket = socket;
    socket.on('connect', () => this.#connected());
    socket.on('disconnect', (reason) => {
      this.state = 'offline';
      // Turned away by the server (another sign-in, a closing node): the client library does not come back by itself then.
      if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 1_000);
    });
    socket.on('connect_error', () => (this.state = 'offline'));
    socket.on('events', (stream, batch) => this.#each(stream, (one) => one.events(batch)));
    socket.on('audience', (stream, told) => this.#each(stream, (one) => one.audience(told)));
    socket.on('signal', (stream, signal) => this.#each(stream, (one) => one.signal(signal)));
    socket.on('rows', (model) => this.#watchers.get(model)?.forEach((changed) => changed()));
    window.addEventListener('offline', this.#lost);
    window.addEventListener('online', this.#found);
    document.addEventListener('visibilitychange', this.#found);
    this.#beat = setInterval(() => this.#measure(), heartbeat);
  }

  /** Whether the line carries an answer within so many milliseconds. */
  async proves(within: number): Promise<boolean> {
    const socket = this.#socket;
    if (!socket?.connected) return false;
    return new Promise((resolve) => socket.timeout(within).emit('clock', (lost) => resolve(!lost)));
  }

  /** No attempt of its own until `again`: somebody else looks whether the house answers. */
  hold(): void {
    if (!this.#socket) return;
    this.#socket.disconnect();
    this.state = 'offline';
  }

  /** A fresh attempt at once, whatever attempt is under way. */
  again(): void {
    this.#socket?.disconnect().connect();
  }

  close(): void {
    clearInterval(this.#beat);
    window.removeEventListener('offline', this.#lost);
    window.removeEventListener('online', this.#found);
    document.removeEventListener('visibilitychange', this.#found);
    this.#socket?.disconnect();
    this.#socket = null;
    this.state = 'idle';
  }

  readonly #lost = (): void => {
    this.state = 'offline';
  };

  /** The network is back or the phone woke up: do not wait for the next round. */
  readonly #found = (): void => {
    if (document.visibilityState === 'hidden') return;
    if (this.online) this.#measure();
    else this.#socket?.connect();
  };

  #connected(): void {
    this.state = 'online';
    this.clock.forget();
    for (const after of firstTrips) setTimeout(() => this.#measure(), after);
    for (const [stream, all] of this.#followers) for (const one of all) this.refollow(stream, one);
    for (const model of this.#watchers.keys()) this.#watch(model);
    for (const then of this.#onOnline) then();
  }

  #watch(model: string): void {
    this.#socket?.timeout(answerWithin).emit('watch', model, () => this.#watchers.get(model)?.forEach((changed) => changed()));
  }

  /** One round trip: sets the clock, and tells whether the line is slow or dead. */
  #measure(): void {
    const socket = this.#socket;
    if (!socket?.connected) return;
    const asked = Date.now();
    const late = setTimeout(() => socket.connected && (this.state = 'late'), lateAfter);
    socket.timeout(answerWithin).emit('clock', (lost, server) => {
      clearTimeout(late);
      if (lost) {
        if (socket.connected) socket.disconnect().connect();
        return;
      }
      this.clock.heard(asked, server, Date.now());
      this.state = Date.now() - asked > lateAfter ? 'late' : 'online';
    });
  }

  #each(stream: StreamId, tell: (follower: Follower) => void): void {
    this.#followers.get(stream)?.forEach(tell);
  }
}
