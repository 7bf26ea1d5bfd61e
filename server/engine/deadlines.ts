/** What time alone brings: wakes by itself, asks each deadline once for ever, also over restarts and on several nodes. */
import { house } from '#shared/core/actor.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Answer } from '#shared/core/wire.ts';
import type { Asked } from './draft.ts';
import type { Means } from './means.ts';
import type { Streams } from './streams.ts';

const portion = 100;
/** Wakes that other nodes wrote are seen at this pace at the latest. */
const longest = 30_011;
/** After a store that was away. */
const pause = 2_003;

export class Deadlines {
  readonly #means: Means;
  readonly #streams: Streams;
  readonly #ask: (asked: Asked) => Promise<Answer>;
  #next = Infinity;
  #cancel: () => void = () => undefined;
  #running = false;
  #closed = false;

  constructor(means: Means, streams: Streams, ask: (asked: Asked) => Promise<Answer>) {
    this.#means = means;
    this.#streams = streams;
    this.#ask = ask;
  }

  /** A commit wrote this wake. */
  expect(at: number | null): void {
    if (at !== null && at < this.#next) this.#sleep(at);
  }

  /** Asks all that is due, then sleeps until the next. */
  async run(): Promise<void> {
    if (this.#running || this.#closed) return;
    this.#running = true;
    this.#next = Infinity;
    try {
      const now = this.#means.clock.now();
      let kept = true;
      for (const stream of await this.#means.store.due(now, portion)) kept = (await this.#bring(stream, now)) && kept;
      const next = await this.#means.store.nextWake();
      // A disk that is full answers at once: what it refused must not be asked again and again.
      this.#sleep(Math.max(Math.min(next ?? Infinity, this.#next, now + longest), kept ? 0 : now + pause));
    } catch (cause) {
      this.#means.log.warn({ err: cause }, 'deadlines wait');
      this.#sleep(this.#means.clock.now() + pause);
    } finally {
      this.#running = false;
    }
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  #sleep(at: number): void {
    this.#cancel();
    if (this.#closed) return;
    this.#next = at;
    this.#cancel = this.#means.clock.wake(at, () => void this.run());
  }

  /** False when the store could not keep it. */
  async #bring(stream: StreamId, now: number): Promise<boolean> {
    const kind = this.#streams.kind(stream);
    const { state } = await this.#streams.open(stream);
    const due = (kind.deadlines?.(state) ?? []).filter(({ at }) => at <= now);
    for (const { key, command } of due) {
      const answer = await this.#ask({ stream, id: `at:${key}`, command, actor: house(now) });
      if (!('seq' in answer)) this.#means.log.warn({ stream, key, answer }, 'a deadline was not taken');
      if ('unavailable' in answer) return false;
    }
    await this.#settle(stream, new Set(due.map(({ key }) => key)));
    return true;
  }

  /** What was asked just now and changed nothing must not wake us again at once; what came to be due meanwhile must. */
  async #settle(stream: StreamId, asked: ReadonlySet<string>): Promise<void> {
    const { seq, state } = await this.#streams.open(stream);
    const left = (this.#streams.kind(stream).deadlines?.(state) ?? []).filter(({ key }) => !asked.has(key));
    const wake = left.length > 0 ? Math.min(...left.map(({ at }) => at)) : null;
    await this.#means.store.commit([{ stream, expected: seq, events: [], rows: [], reactions: [], settles: [], documents: [], wake }]);
  }
}
