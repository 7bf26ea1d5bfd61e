/** A piece of a log on its way to the thread: one block of bytes instead of thousands of small ones. */
import type { PersonId } from '#shared/core/actor.ts';
import type { LoggedUpdate } from '#server/store/store.ts';

export interface Packed {
  readonly seqs: readonly number[];
  readonly by: readonly PersonId[];
  readonly at: readonly number[];
  /** Where each update ends in `bytes`. */
  readonly ends: readonly number[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export const pack = (log: readonly LoggedUpdate[]): Packed => {
  const bytes = new Uint8Array(log.reduce((sum, { update }) => sum + update.length, 0));
  const ends: number[] = [];
  let end = 0;
  for (const { update } of log) {
    bytes.set(update, end);
    ends.push((end += update.length));
  }
  return { seqs: log.map(({ seq }) => seq), by: log.map(({ by }) => by), at: log.map(({ at }) => at), ends, bytes };
};

export const unpack = ({ seqs, by, at, ends, bytes }: Packed): LoggedUpdate[] =>
  seqs.map((seq, n) => ({ seq, by: by[n] ?? '', at: at[n] ?? 0, update: bytes.subarray(ends[n - 1] ?? 0, ends[n] ?? 0) }));
