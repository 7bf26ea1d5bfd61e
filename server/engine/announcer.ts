/**
 * Tells what was committed, on every node, in order and without gaps. The bus is only a hint: a followed stream that fell behind is read
 * from the store, at once when a gap shows and at a slow pace anyway.
 */
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import type { Means } from './means.ts';
import type { Announcement } from './port.ts';
import type { Streams } from './streams.ts';

interface Followed {
  followers: number;
  /** Last one announced; null until the stream was opened. */
  seq: number | null;
}

interface Message {
  readonly node: string;
  /** Streams whose personal facts were erased: what is open of them is worth nothing any more. */
  readonly erased?: readonly StreamId[];
  readonly stream?: StreamId;
  readonly events?: readonly Recorded<AnyEvent>[];
  readonly models?: readonly string[];
}

const topic = 'commits';
/** How long a commit of another node may stay unseen while the bus is well, and while it is away. */
const pace = { well: 2_503, away: 701 };

/** A stream that never stands still is found by the slow look. */
const mostReads = 50;

export class Announcer {
  readonly #means: Means;
  readonly #streams: Streams;
  readonly #node: string;
  /** Other nodes exist only where they can share the store. */
  readonly #alone: boolean;
  readonly #followed = new Map<StreamId, Followed>();
  readonly #behind = new Map<StreamId, Promise<void>>();
  readonly #commits = new Set<(announcement: Announcement) => void>();
  readonly #rows = new Set<(models: readonly string[]) => void>();
  readonly #erased = new Set<(streams: readonly StreamId[]) => void>();
  #unsubscribe: () => void = () => undefined;
  #cancel: () => void = () => undefined;
  #closed = false;

  constructor(means: Means, streams: Streams) {
    this.#means = means;
    this.#streams = streams;
    this.#node = means.chance();
    this.#alone = means.store.dialect !== 'postgres';
  }

  async start(): Promise<void> {
    this.#unsubscribe = await this.#means.bus.subscribe(topic, (message) =>
      this.#take(JSON.parse(new TextDecoder().decode(message)) as Message),
    );
    this.#means.bus.onReturn(() => void this.#look());
    if (!this.#alone) this.#pace();
  }

  onCommit(take: (announcement: Announcement) => void): () => void {
    this.#commits.add(take);
    return () => this.#commits.delete(take);
  }

  onRows(take: (models: readonly string[]) => void): () => void {
    this.#rows.add(take);
    return () => this.#rows.delete(take);
  }

  onErased(take: (streams: readonly StreamId[]) => void): () => void {
    this.#erased.add(take);
    return () => this.#erased.delete(take);
  }

  follow(stream: StreamId): void {
    const followed = this.#followed.get(stream);
    if (followed) {
      followed.followers += 1;
      return;
    }
    const fresh: Followed = { followers: 1, seq: null };
    this.#followed.set(stream, fresh);
    this.#streams.open(stream).then(
      ({ seq }) => (fresh.seq ??= seq),
      // Whoever follows opens it too and is told there.
      (cause: unknown) => this.#means.log.warn({ err: cause, stream }, 'a followed stream could not be opened'),
    );
  }

  unfollow(stream: StreamId): void {
    const followed = this.#followed.get(stream);
    if (followed && --followed.followers === 0) this.#followed.delete(stream);
  }

  /** Committed by this node, and already taken by `Streams`. */
  tell(stream: StreamId, events: readonly Recorded<AnyEvent>[], models: readonly string[]): void {
    if (events.length > 0) this.#announce(stream, events);
    if (models.length > 0) for (const take of this.#rows) take(models);
    if (events.length > 0 || models.length > 0) this.#publish({ node: this.#node, stream, events, models });
  }

  /** Erasure changes the past: every node must read these streams again. */
  forget(erased: readonly StreamId[]): void {
    for (const take of this.#erased) take(erased);
    this.#publish({ node: this.#node, erased });
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
    this.#unsubscribe();
  }

  #publish(message: Message): void {
    if (this.#alone) return;
    this.#means.bus.publish(topic, new TextEncoder().encode(JSON.stringify(message)));
  }

  #announce(stream: StreamId, events: readonly Recorded<AnyEvent>[]): void {
    const followed = this.#followed.get(stream);
    const open = this.#streams.peek(stream);
    const first = events[0];
    if (!open || !first) return;
    if (followed && followed.seq !== null && first.seq !== followed.seq + 1) {
      this.#bring(stream, followed);
      return;
    }
    if (followed) followed.seq = events.at(-1)?.seq ?? followed.seq;
    for (const take of this.#commits) take({ stream, after: { seq: open.seq, state: open.state }, events });
  }

  /** Another node's commit: take it if it follows on what is open here, else look at the store. */
  #take({ node, stream, events, models, erased }: Message): void {
    if (node === this.#node || this.#closed) return;
    if (erased) {
      for (const one of erased) this.#streams.forget(one);
      for (const take of this.#erased) take(erased);
    }
    if (models && models.length > 0) for (const take of this.#rows) take(models);
    if (!stream || !events || !this.#streams.peek(stream)) return;
    const fresh = this.#streams.advance(stream, events);
    const followed = this.#followed.get(stream);
    if (!followed) {
      if (fresh === null) this.#streams.forget(stream);
    } else if (fresh === null) this.#bring(stream, followed);
    else if (fresh.length > 0) this.#announce(stream, fresh);
  }

  /** Reads from the store all that a followed stream has not announced; one reader for each stream. */
  #bring(stream: StreamId, followed: Followed): void {
    if (this.#behind.has(stream)) return;
    const bring = async (): Promise<void> => {
      for (let tries = 0; tries < mostReads; tries += 1) {
        await this.#streams.catchUp(stream);
        const told = followed.seq ?? 0;
        const events = await this.#means.store.events(stream, told);
        const open = this.#streams.peek(stream);
        // Committed while we read: what is announced must end where the state stands.
        if (!open || (events.at(-1)?.seq ?? told) < open.seq) continue;
        followed.seq = open.seq;
        const fresh = events.filter(({ seq }) => seq > told && seq <= open.seq);
        if (fresh.length > 0)
          for (const take of this.#commits) take({ stream, after: { seq: open.seq, state: open.state }, events: fresh });
        return;
      }
    };
    const done = bring()
      .catch((cause: unknown) => this.#means.log.warn({ err: cause, stream }, 'a followed stream stays behind'))
      .finally(() => this.#behind.delete(stream));
    this.#behind.set(stream, done);
  }

  #pace(): void {
    const wait = this.#means.bus.connected ? pace.well : pace.away;
    this.#cancel = this.#means.clock.wake(this.#means.clock.now() + wait, () => {
      void this.#look().finally(() => {
        if (!this.#closed) this.#pace();
      });
    });
  }

  async #look(): Promise<void> {
    try {
      const heads = await this.#means.store.heads([...this.#followed.keys()]);
      for (const [stream, followed] of this.#followed) {
        const head = heads.get(stream) ?? 0;
        if (followed.seq !== null && head > followed.seq) this.#bring(stream, followed);
      }
    } catch (cause) {
      this.#means.log.warn({ err: cause }, 'followed streams could not be looked up');
    }
  }
}
