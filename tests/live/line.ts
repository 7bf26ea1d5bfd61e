/** A line driven by hand in place of the socket: what is said on it waits until the test answers. */
import type { Answer, Followed, Sent, Signal } from '#shared/core/wire.ts';

interface Follower {
  place(): { since: number; audience: string };
  followed(told: Followed): void;
  events(batch: readonly Sent[]): void;
  signal(signal: Signal): void;
}

export class Line {
  online = true;
  readonly asked: { readonly id: string; readonly answer: (answer: Answer | 'lost') => void }[] = [];
  readonly places: { since: number; audience: string }[] = [];
  follower: Follower | null = null;
  readonly #onOnline = new Set<() => void>();

  now(): number {
    return 1_000;
  }

  whenOnline(then: () => void): () => void {
    this.#onOnline.add(then);
    if (this.online) then();
    return () => this.#onOnline.delete(then);
  }

  command(_stream: string, id: string): Promise<Answer | 'lost'> {
    if (!this.online) return Promise.resolve('lost');
    return new Promise((answer) => this.asked.push({ id, answer }));
  }

  follow(stream: string, follower: Follower): () => void {
    this.follower = follower;
    this.refollow(stream, follower);
    return () => (this.follower = null);
  }

  refollow(_stream: string, follower: Follower): void {
    this.places.push(follower.place());
  }

  /** The connection breaks: what was under way is lost. */
  cut(): void {
    this.online = false;
    for (const { answer } of this.asked) answer('lost');
  }

  mend(): void {
    this.online = true;
    for (const then of this.#onOnline) then();
  }
}

/** Enough of localStorage. */
export const memory = (): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> => {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
};
