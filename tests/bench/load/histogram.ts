/** Times in milliseconds, as many as may come, to a twentieth of a millisecond. */
const step = 0.05;
const longest = 30_000;

export interface Summary {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export class Histogram {
  readonly #counts = new Uint32Array(longest / step + 1);
  #count = 0;
  #max = 0;

  add(ms: number): void {
    this.#counts[Math.min(this.#counts.length - 1, Math.floor(ms / step))]! += 1;
    this.#count += 1;
    if (ms > this.#max) this.#max = ms;
  }

  quantile(q: number): number {
    let left = Math.ceil(this.#count * q);
    if (left === 0) return 0;
    const bin = this.#counts.findIndex((count) => (left -= count) <= 0);
    return Math.round((bin + 1) * step * 100) / 100;
  }

  summary(): Summary {
    return { p50: this.quantile(0.5), p99: this.quantile(0.99), max: Math.round(this.#max * 100) / 100 };
  }
}
