/** Which edits were typed, and which client has heard which: each is counted once, however often its bytes arrive. */
import { Histogram } from '../../load/histogram.ts';
import { readTokens } from './token.ts';

const mostEach = 4_000;

export class Ledger {
  /** When edit `n` of a writer was handed to its socket. */
  readonly #sentAt: readonly Float64Array[];
  readonly sent: Uint32Array;
  /** Edits × clients that heard them. */
  delivered = 0;
  /** Edits that arrived before one that was typed earlier by the same writer, which never happens on a sound wire. */
  skipped = 0;
  latency = new Histogram();
  /** Number of the first writer; what earlier ones left in the document is no news. */
  readonly base: number;

  constructor(writers: number, base = 0) {
    this.base = base;
    this.#sentAt = Array.from({ length: writers }, () => new Float64Array(mostEach));
    this.sent = new Uint32Array(writers);
  }

  get total(): number {
    return this.sent.reduce((sum, count) => sum + count, 0);
  }

  /** The number of the next edit of this writer, which is sent now. */
  next(writer: number): number {
    const n = this.sent[writer] ?? 0;
    if (n >= mostEach) throw new Error('more edits than the ledger has room for');
    this.sent[writer] = n + 1;
    this.#sentAt[writer]![n] = performance.now();
    return n;
  }

  /** From now on only what comes now counts. */
  forgetTimes(): void {
    this.latency = new Histogram();
  }

  /** Ear of one client; `own` is the writer it is itself, whose edits are no news to it. `last` = the newest edit heard of each writer. */
  ear(own: number | null): Ear {
    const last = new Int32Array(this.sent.length).fill(-1);
    const hear = (frame: Buffer): void => {
      const now = performance.now();
      readTokens(frame, (token, n) => {
        const writer = token - this.base;
        const known = last[writer];
        if (known === undefined || n <= known || writer === own) return;
        if (n > known + 1) this.skipped += n - known - 1;
        last[writer] = n;
        ear.heard += 1;
        this.delivered += 1;
        this.latency.add(now - (this.#sentAt[writer]?.[n] ?? now));
      });
    };
    const ear = { last, own, hear, heard: 0 };
    return ear;
  }

  /** Edits of `writers` that this client has not heard. */
  missing({ last, own }: Ear, writers: readonly number[]): number {
    return writers.reduce((sum, writer) => sum + (writer === own ? 0 : (this.sent[writer] ?? 0) - 1 - (last[writer] ?? -1)), 0);
  }
}

export interface Ear {
  readonly last: Int32Array;
  readonly own: number | null;
  readonly hear: (frame: Buffer) => void;
  heard: number;
}
