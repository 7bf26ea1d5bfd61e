/**
 * The list a room parts with. Chosen one by one, each time the statement that most people agree with of those who agree with none chosen so
 * far, until no k-th part of the room that shares a statement is left without one (justified representation; Aziz and others 2017).
 */
import type { Row } from './votes.ts';

export interface Chosen {
  readonly statement: number;
  /** People it speaks for that none before it did. */
  readonly covers: number;
}

/** `length` statements at most, 8 unless told. */
export const closingList = (rows: readonly Row[], active: Uint8Array, length = 8): readonly Chosen[] => {
  const covered = new Uint8Array(rows.length);
  const voters = rows.filter((row) => row.some((entry) => active[entry >> 2] === 1)).length;
  const chosen: Chosen[] = [];
  while (chosen.length < length) {
    const counts = new Int32Array(active.length);
    rows.forEach((row, i) => {
      if (covered[i] === 0) for (const entry of row) if ((entry & 3) === 2) counts[entry >> 2]! += active[entry >> 2]!;
    });
    let best = 0;
    for (let s = 1; s < counts.length; s += 1) if (counts[s]! > counts[best]!) best = s;
    const covers = counts[best] ?? 0;
    if (covers === 0 || covers < voters / length) break;
    chosen.push({ statement: best, covers });
    rows.forEach((row, i) => {
      if (row.includes(best * 4 + 2)) covered[i] = 1;
    });
  }
  return chosen;
};
