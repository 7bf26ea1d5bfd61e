export type Take = (message: Uint8Array) => void;

/** Who listens to what on this node. */
export class Subscriptions {
  readonly #takes = new Map<string, Set<Take>>();
  readonly #report: (error: Error) => void;

  /** `report` hears of what a subscriber threw: the others still get the message, and the bus goes on. */
  constructor(report: (error: Error) => void) {
    this.#report = report;
  }

  get topics(): readonly string[] {
    return [...this.#takes.keys()];
  }

  /** A subscription counts once each time it is made, also for the same function. The result is true when it was the last of its topic. */
  add(topic: string, take: Take): () => boolean {
    const own: Take = (message) => take(message);
    const takes = this.#takes.get(topic) ?? new Set();
    this.#takes.set(topic, takes.add(own));
    return () => {
      const last = takes.delete(own) && takes.size === 0;
      if (last) this.#takes.delete(topic);
      return last;
    };
  }

  has(topic: string): boolean {
    return this.#takes.has(topic);
  }

  deliver(topic: string, message: Uint8Array): void {
    for (const take of this.#takes.get(topic) ?? []) {
      try {
        take(message);
      } catch (error) {
        this.#report(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }

  clear(): void {
    this.#takes.clear();
  }
}
