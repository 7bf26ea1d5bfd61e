/** What lies between the nodes of a simulated house: a bus that loses, and a store that answers when chance lets it. */
import type { Bus } from '#server/bus/bus.ts';
import type { DocumentStore, Store } from '#server/store/store.ts';
import type { Chance } from '#tests/simulator/chance.ts';
import type { MemoryStore } from '#tests/store/memory.ts';

interface Letter {
  readonly topic: string;
  readonly message: Uint8Array;
}

/** One node's end of the bus. */
export class Ether implements Bus {
  connected = true;
  /** Its node died: nothing comes and nothing goes. */
  dead = false;
  readonly takes: { readonly topic: string; readonly take: (message: Uint8Array) => void }[] = [];
  readonly returns: (() => void)[] = [];
  readonly #post: (letter: Letter) => void;

  constructor(post: (letter: Letter) => void) {
    this.#post = post;
  }

  publish(topic: string, message: Uint8Array): void {
    if (this.connected && !this.dead) this.#post({ topic, message: Uint8Array.from(message) });
  }

  subscribe(topic: string, take: (message: Uint8Array) => void): Promise<() => void> {
    const one = { topic, take };
    this.takes.push(one);
    return Promise.resolve(() => void this.takes.splice(this.takes.indexOf(one), 1));
  }

  onReturn(then: () => void): void {
    this.returns.push(then);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export class Air {
  readonly #chance: Chance;
  readonly #ends: Ether[] = [];
  readonly #letters: Letter[] = [];

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  get waiting(): number {
    return this.#letters.length;
  }

  end(): Ether {
    const end = new Ether((letter) => void this.#letters.push(letter));
    this.#ends.push(end);
    return end;
  }

  /** Brings up to `most`, the oldest first; some of them do not arrive everywhere. */
  bring(most: number, losing: number): void {
    for (const { topic, message } of this.#letters.splice(0, most)) {
      for (const end of this.#ends) {
        if (end.dead || !end.connected || this.#chance.happens(losing)) continue;
        for (const { topic: its, take } of [...end.takes]) if (its === topic) take(message);
      }
    }
  }

  /** Cuts a node off, or lets it back. */
  toggle(end: Ether): void {
    end.connected = !end.connected;
    if (end.connected) for (const then of end.returns) then();
  }

  /** Everybody is back, and was told. */
  calm(): void {
    for (const end of this.#ends) {
      end.connected = true;
      if (!end.dead) for (const then of end.returns) then();
    }
  }
}

/** What the store is asked waits until it is let through. A dead node never hears the answer; what it asked may be done or not. */
export class Gate {
  readonly store: Store;
  dead = false;
  readonly #asks: (() => Promise<void>)[] = [];

  /** `forgetful`: now and then it only says that it kept something; a planted fault. */
  constructor(shared: MemoryStore, forgetful: Chance | null = null) {
    const later = <T>(work: () => Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        this.#asks.push(async () => {
          try {
            const outcome = await work();
            if (!this.dead) resolve(outcome);
          } catch (reason) {
            reject(reason instanceof Error ? reason : new Error(String(reason)));
          }
        });
      });
    const documents: Partial<DocumentStore> = {
      document: (name, since) => later(() => shared.document(name, since)),
      appendUpdates: (batch) =>
        later(async () => {
          if (!forgetful?.happens(0.05)) return shared.appendUpdates(batch);
          const heads = await Promise.all(batch.map(({ name }) => shared.document(name)));
          return heads.map(({ tail, baseSeq }, n) => (tail.at(-1)?.seq ?? baseSeq) + (batch[n]?.updates.length ?? 0));
        }),
      compact: (...asked) => later(() => shared.compact(...asked)),
    };
    this.store = { ...shared, ...documents };
  }

  get waiting(): number {
    return this.#asks.length;
  }

  open(most: number): void {
    for (const ask of this.#asks.splice(0, most)) void ask();
  }

  /** The node dies in the middle of whatever it asked. */
  die(chance: Chance): void {
    this.dead = true;
    for (const ask of this.#asks.splice(0)) if (chance.happens(0.5)) void ask();
  }
}
