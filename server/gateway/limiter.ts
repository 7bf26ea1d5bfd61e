/** How often something may be tried: a bucket for each key that refills at a steady pace. Kept in memory, for this node alone. */

export interface Allowance {
  /** So many at once. */
  readonly burst: number;
  /** Milliseconds until one of them is back. */
  readonly each: number;
}

interface Bucket {
  level: number;
  at: number;
}

const mostKeys = 20_000;

export class Limiter {
  readonly #allowance: Allowance;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(allowance: Allowance, now: () => number) {
    this.#allowance = allowance;
    this.#now = now;
  }

  /** Uses one up; false when none was left. */
  take(key: string): boolean {
    const bucket = this.#bucket(key);
    if (bucket.level < 1) return false;
    bucket.level -= 1;
    return true;
  }

  /** Whether nothing is left; uses nothing up. */
  spent(key: string): boolean {
    return this.#buckets.has(key) && this.#bucket(key).level < 1;
  }

  /** Whole seconds until `take` works again; 0 when it does now. */
  wait(key: string): number {
    const missing = this.#buckets.has(key) ? 1 - this.#bucket(key).level : 0;
    return missing <= 0 ? 0 : Math.ceil((missing * this.#allowance.each) / 1000);
  }

  /** What was taken turned out to be all right. */
  giveBack(key: string): void {
    const bucket = this.#bucket(key);
    bucket.level = Math.min(this.#allowance.burst, bucket.level + 1);
  }

  forget(key: string): void {
    this.#buckets.delete(key);
  }

  #bucket(key: string): Bucket {
    const now = this.#now();
    const { burst, each } = this.#allowance;
    const bucket = this.#buckets.get(key) ?? { level: burst, at: now };
    bucket.level = Math.min(burst, bucket.level + Math.max(0, now - bucket.at) / each);
    bucket.at = now;
    // Kept in order of use, so that the first one is the one least used.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > mostKeys) this.#buckets.delete(this.#buckets.keys().next().value as string);
    return bucket;
  }
}
