/** All followed streams of this node. A feed lives as long as somebody follows it. */
import type { AnyKind } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Followed } from '#shared/core/wire.ts';
import type { Engine } from '../engine/port.ts';
import { Feed } from './feed.ts';
import type { Air, Follower } from './follower.ts';

export class Feeds {
  readonly #engine: Engine;
  readonly #air: Air;
  readonly #feeds = new Map<StreamId, { readonly feed: Feed; readonly opened: Promise<void> }>();
  readonly #stop: () => void;
  /** Told whenever the number of followers changed. */
  onCount: (stream: StreamId) => void = () => undefined;

  constructor(engine: Engine, air: Air) {
    this.#engine = engine;
    this.#air = air;
    const stops = [
      engine.onCommit((announcement) => this.#feeds.get(announcement.stream)?.feed.announce(announcement)),
      engine.onErased((streams) => {
        for (const stream of streams)
          this.get(stream)
            ?.renew()
            .catch((cause: unknown) => air.trouble(stream, cause));
      }),
    ];
    this.#stop = () => stops.forEach((stop) => void stop());
  }

  get(stream: StreamId): Feed | undefined {
    return this.#feeds.get(stream)?.feed;
  }

  /** Followers, summed over all streams. */
  get count(): number {
    let count = 0;
    for (const { feed } of this.#feeds.values()) count += feed.followers.size;
    return count;
  }

  async follow(follower: Follower, stream: StreamId, kind: AnyKind, since: number, audience: string): Promise<Followed> {
    const { feed, opened } = this.#feeds.get(stream) ?? this.#start(stream, kind);
    feed.busy += 1;
    // What is told while this is answered comes with the answer.
    feed.leave(follower);
    try {
      await opened;
      return await feed.follow(follower, since, audience);
    } finally {
      feed.busy -= 1;
      this.#settle(feed);
    }
  }

  unfollow(follower: Follower, stream: StreamId): void {
    const feed = this.#feeds.get(stream)?.feed;
    if (!feed) return;
    feed.leave(follower);
    this.#settle(feed);
  }

  reconsider(follower: Follower): void {
    for (const stream of [...follower.audiences.keys()]) {
      const feed = this.get(stream);
      if (!feed) continue;
      feed.reconsider(follower);
      this.#settle(feed);
    }
  }

  /** Says what is still due and listens no more. */
  close(): void {
    this.#stop();
    for (const { feed } of this.#feeds.values()) {
      feed.flush();
      feed.close();
    }
  }

  #start(stream: StreamId, kind: AnyKind) {
    // First told of, then read: nothing can fall between the two.
    this.#engine.follow(stream);
    const feed = new Feed(stream, kind, this.#engine, this.#air);
    const started = { feed, opened: feed.open() };
    this.#feeds.set(stream, started);
    return started;
  }

  #settle(feed: Feed): void {
    this.onCount(feed.stream);
    if (feed.busy > 0 || feed.followers.size > 0 || this.#feeds.get(feed.stream)?.feed !== feed) return;
    this.#feeds.delete(feed.stream);
    feed.close();
    this.#engine.unfollow(feed.stream);
  }
}
