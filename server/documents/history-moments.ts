/** The log told as people remember it: who wrote, from when to when, in which rows. */
import type { PersonId } from '#shared/core/actor.ts';
import { orderCell } from '#shared/core/differences.ts';
import type { Moment, TouchedRow } from '#shared/core/history.ts';
import type { Touch } from './history-touches.ts';

/** Whoever writes nothing for so long (milliseconds) begins a new moment. */
export const pause = 2 * 60_000;
/** One that never pauses is told in parts. */
const longest = 15 * 60_000;
const mostRows = 40;

export interface Entry {
  readonly seq: number;
  readonly by: PersonId;
  readonly at: number;
  readonly touch: Touch;
}

interface Open {
  readonly first: Entry;
  last: Entry;
  added: number;
  removed: number;
  readonly rows: Map<string, { how: TouchedRow['how']; readonly cells: Set<string> }>;
}

/** A row that came within the moment came, whatever was written in it; one that came and went leaves no trace. */
const join = (open: Open, { rows, added, removed }: Touch): void => {
  open.added += added;
  open.removed += removed;
  for (const [row, { how, cells }] of rows) {
    const known = open.rows.get(row);
    if (known?.how === 'added' && how === 'removed') open.rows.delete(row);
    else if (!known) open.rows.set(row, { how, cells: new Set(cells) });
    else {
      if (how === 'removed') known.how = how;
      else if (known.how === 'removed') known.how = 'changed';
      for (const cell of cells) known.cells.add(cell);
    }
  }
};

const told = ({ first, last, added, removed, rows }: Open): Moment => ({
  seq: last.seq,
  first: first.seq,
  by: first.by,
  since: first.at,
  until: last.at,
  added,
  removed,
  rows: [...rows].slice(0, mostRows).map(([row, { how, cells }]) => ({
    row,
    how,
    moved: how === 'changed' && cells.has(orderCell),
    cells: how === 'changed' ? [...cells].filter((cell) => cell !== orderCell) : [],
  })),
  more: Math.max(0, rows.size - mostRows),
});

export class Moments {
  readonly #open = new Map<PersonId, Open>();
  readonly #over: Open[] = [];

  add(entry: Entry): void {
    let open = this.#open.get(entry.by);
    if (open && (entry.at - open.last.at > pause || entry.at - open.first.at > longest)) {
      this.#over.push(open);
      open = undefined;
    }
    if (!open) this.#open.set(entry.by, (open = { first: entry, last: entry, added: 0, removed: 0, rows: new Map() }));
    open.last = entry;
    join(open, entry.touch);
  }

  /** Newest first. What only moved things about inside the document, and nothing a person sees, is left out. */
  newestFirst(): readonly Moment[] {
    return [...this.#over, ...this.#open.values()]
      .filter(({ rows, added, removed }) => rows.size > 0 || added + removed > 0)
      .sort((a, b) => b.last.seq - a.last.seq)
      .map(told);
  }
}

/**
 * Where a page of a longer log begins: after the longest pause in its oldest third, so that few moments are cut in two. Of `ats`, times of
 * its updates in order; the number of updates left to the page before.
 */
export const cutOf = (ats: readonly number[]): number => {
  let cut = 0;
  let longestPause = -1;
  for (let n = 1; n <= ats.length / 3; n += 1) {
    const gap = (ats[n] ?? 0) - (ats[n - 1] ?? 0);
    if (gap > longestPause) [cut, longestPause] = [n, gap];
  }
  return cut;
};
