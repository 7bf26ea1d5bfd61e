/** How many people have a stream open, on all nodes together. Never stored; a hint for the eye. */
import { randomUUID } from 'node:crypto';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Bus } from '../bus/bus.ts';
import type { Feed } from './feed.ts';

interface Elsewhere {
  readonly counts: Readonly<Record<StreamId, number>>;
  readonly until: number;
}

const topic = 'presence';
/** One signal a second for each stream is plenty; nodes repeat themselves so that a dead one is forgotten. */
const pace = 1_000;
const repeat = 10_000;
const forget = 30_000;

/** People count once, however many screens they have; those without a name count by connection. */
export const present = (feed: Feed | undefined): number => {
  if (!feed) return 0;
  const people = new Set<string>();
  let nameless = 0;
  for (const follower of feed.followers) {
    const { id } = follower.who();
    if (id === '') nameless += 1;
    else people.add(id);
  }
  return people.size + nameless;
};

export class Presence {
  readonly #node = randomUUID();
  readonly #bus: Bus;
  readonly #count: (stream: StreamId) => number;
  readonly #tell: (stream: StreamId, present: number) => void;
  readonly #here = new Map<StreamId, number>();
  readonly #told = new Map<StreamId, number>();
  readonly #elsewhere = new Map<string, Elsewhere>();
  readonly #changed = new Set<StreamId>();
  #timer: NodeJS.Timeout | null = null;
  #saidAt = 0;
  #unsubscribe: () => void = () => undefined;

  constructor(bus: Bus, count: (stream: StreamId) => number, tell: (stream: StreamId, present: number) => void) {
    this.#bus = bus;
    this.#count = count;
    this.#tell = tell;
  }

  async start(): Promise<void> {
    this.#unsubscribe = await this.#bus.subscribe(topic, (message) => this.#hear(message));
    this.#timer = setInterval(() => this.#beat(), pace).unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#unsubscribe();
  }

  changed(stream: StreamId): void {
    this.#changed.add(stream);
  }

  total(stream: StreamId): number {
    let total = this.#here.get(stream) ?? this.#count(stream);
    for (const { counts, until } of this.#elsewhere.values()) if (until > Date.now()) total += counts[stream] ?? 0;
    return total;
  }

  #beat(): void {
    const changed = [...this.#changed];
    this.#changed.clear();
    let differs = false;
    for (const stream of changed) {
      const count = this.#count(stream);
      if (count === (this.#here.get(stream) ?? 0)) continue;
      differs = true;
      if (count === 0) this.#here.delete(stream);
      else this.#here.set(stream, count);
    }
    if (differs || (this.#here.size > 0 && Date.now() - this.#saidAt > repeat)) this.#say();
    for (const stream of changed) this.#signal(stream);
  }

  #signal(stream: StreamId): void {
    const total = this.total(stream);
    if (this.#told.get(stream) === total) return;
    if (this.#here.has(stream)) {
      this.#told.set(stream, total);
      this.#tell(stream, total);
    } else this.#told.delete(stream);
  }

  #say(): void {
    this.#saidAt = Date.now();
    this.#bus.publish(topic, new TextEncoder().encode(JSON.stringify({ node: this.#node, counts: Object.fromEntries(this.#here) })));
  }

  #hear(message: Uint8Array): void {
    const { node, counts } = JSON.parse(new TextDecoder().decode(message)) as { node: string; counts: Elsewhere['counts'] };
    if (node === this.#node) return;
    const before = this.#elsewhere.get(node)?.counts ?? {};
    this.#elsewhere.set(node, { counts, until: Date.now() + forget });
    for (const stream of new Set([...Object.keys(before), ...Object.keys(counts)]) as Set<StreamId>)
      if (this.#here.has(stream)) this.#changed.add(stream);
  }
}
