/**
 * The past, speaking as the server does: windows of the room follow their streams here, are told the state of the moment the needle stands at,
 * and cannot tell the difference. Nothing can be asked of it. So everything that shows a live session shows one that is over.
 */
import { nobody } from '#shared/core/actor.ts';
import type { AnyEvent, StreamId } from '#shared/core/recorded.ts';
import type { AnyCommand } from '#shared/core/kind.ts';
import type { SummaryAt } from '#shared/core/wire.ts';
import type { Clock } from '#web/lib/live/clock.svelte.ts';
import type { Connection, ConnectionState, Follower } from '#web/lib/live/connection.svelte.ts';
import type { Live } from '#web/lib/live/live.svelte.ts';
import type { Outbox, Settled } from '#web/lib/live/outbox.svelte.ts';
import { summaryAt } from './then.ts';
import type { Track } from './track.ts';

/** Sound where it is cast: nobody but the class itself can reach what # hides. */
type Seen<T> = Pick<T, keyof T>;

/** Somebody who never sat there: what is mine, and what I could do, is not part of the past. */
const onlooker = 'onlooker';

export interface PastStream {
  readonly stream: StreamId;
  readonly audience: string;
  readonly track: Track<unknown, AnyCommand, AnyEvent, string>;
  readonly summaries: readonly SummaryAt[];
}

class PastClock implements Seen<Clock> {
  #at: number = $state(0);
  readonly offset = { value: 0, error: 0 };

  /** To the second, as every clock of the room. */
  get ticking(): number {
    return this.#at;
  }

  now(): number {
    return this.#at;
  }

  move(at: number): void {
    const second = Math.floor(at / 1000) * 1000;
    if (second !== this.#at) this.#at = second;
  }

  recall(): void {
    // It is the clock of that day, whatever this device thinks.
  }

  heard(): void {
    // Nobody is asked for the time.
  }

  forget(): void {
    // There is nothing to measure afresh.
  }
}

class PastConnection implements Seen<Connection> {
  readonly clock: Clock;
  readonly state: ConnectionState = 'online';
  readonly online = true;
  readonly #streams: ReadonlyMap<StreamId, PastStream>;
  readonly #followers = new Map<Follower, { readonly of: PastStream; state: unknown; summary: unknown }>();

  constructor(clock: Clock, streams: readonly PastStream[]) {
    this.clock = clock;
    this.#streams = new Map(streams.map((one) => [one.stream, one]));
  }

  now(): number {
    return this.clock.now();
  }

  whenOnline(): () => void {
    return () => undefined;
  }

  follow(stream: StreamId, follower: Follower): () => void {
    const of = this.#streams.get(stream);
    if (of) {
      this.#followers.set(follower, { of, state: undefined, summary: undefined });
      this.#tell(follower, this.now());
    } else follower.followed({ refused: 'not-yours' });
    return () => this.#followers.delete(follower);
  }

  refollow(_stream: StreamId, follower: Follower): void {
    const told = this.#followers.get(follower);
    if (told) told.state = undefined;
    this.#tell(follower, this.now());
  }

  /** The needle moved: whoever follows is told what stands there now, where it is another. */
  move(at: number): void {
    for (const follower of this.#followers.keys()) this.#tell(follower, at);
  }

  #tell(follower: Follower, at: number): void {
    const told = this.#followers.get(follower);
    if (!told) return;
    const { seq, state } = told.of.track.at(at);
    if (told.state !== state) {
      told.state = state;
      follower.audience({ seq, audience: told.of.audience, state, events: [] });
    }
    const summary = summaryAt(told.of.summaries, at);
    if (told.summary !== summary) {
      told.summary = summary;
      follower.signal({ summary });
    }
  }

  watch(): () => void {
    return () => undefined;
  }

  async command(): Promise<'lost'> {
    return 'lost';
  }

  async proves(): Promise<boolean> {
    return true;
  }

  async open(): Promise<void> {
    // It is open as long as the page is.
  }

  again(): void {
    // It never breaks.
  }

  hold(): void {
    // And never tries by itself.
  }

  close(): void {
    this.#followers.clear();
  }
}

const outbox: Seen<Outbox> = {
  letters: [],
  open: () => () => undefined,
  of: () => [],
  listen: () => () => undefined,
  put: () => undefined,
};

export interface Past {
  readonly live: Live;
  move(at: number): void;
}

export const pastOf = (streams: readonly PastStream[]): Past => {
  const clock = new PastClock();
  const connection = new PastConnection(clock as Seen<Clock> as Clock, streams);
  const live: Seen<Live> = {
    viewer: { ...nobody(0), id: onlooker },
    clock: connection.clock,
    connection: connection as Seen<Connection> as Connection,
    outbox: outbox as Outbox,
    ask: async (): Promise<Settled> => ({ refused: 'not-yours' }),
    open: () => () => undefined,
  };
  return {
    live,
    move: (at) => {
      clock.move(at);
      connection.move(at);
    },
  };
};
