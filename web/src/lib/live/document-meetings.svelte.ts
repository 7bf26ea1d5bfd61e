/** Who meets whom in the cells of one document: whose cursor is where, and which cell two people set at once. */
import { SvelteMap } from 'svelte/reactivity';
import { cellOf } from './document-changes.ts';
import { isSame, type Clash } from './document-conflicts.ts';
import type { Cursor, Somebody } from './document-cursors.ts';

/** Somebody and I set the same cell at once. `by` is null while it is not known who it was. `at`: milliseconds since 1970, here. */
export interface Conflict extends Clash {
  readonly row: string;
  readonly field: string;
  readonly by: Somebody | null;
  readonly at: number;
}

const nobody: readonly Cursor[] = [];

export class Meetings {
  others: readonly Cursor[] = $state.raw(nobody);
  conflicts: readonly Conflict[] = $state.raw([]);
  readonly #places = new SvelteMap<string, readonly Cursor[]>();

  /** Who else is in this cell; a screen that asks hears only of changes in it. */
  othersAt(row: string, field: string): readonly Cursor[] {
    return this.#places.get(cellOf(row, field)) ?? nobody;
  }

  conflictAt(row: string, field: string): Conflict | null {
    return this.conflicts.find((one) => one.row === row && one.field === field) ?? null;
  }

  meet(others: readonly Cursor[]): void {
    if (isSame(others, this.others)) return;
    this.others = others;
    const places = new Map<string, Cursor[]>();
    for (const one of others) {
      const cell = cellOf(one.row, one.field);
      places.set(cell, [...(places.get(cell) ?? []), one]);
    }
    for (const cell of [...this.#places.keys()]) if (!places.has(cell)) this.#places.delete(cell);
    for (const [cell, here] of places) if (!isSame(here, this.#places.get(cell))) this.#places.set(cell, here);
  }

  /** null = nothing to answer any more. */
  clash(row: string, field: string, clash: Clash | null, by: Somebody | null): void {
    const rest = this.conflicts.filter((one) => one.row !== row || one.field !== field);
    if (clash) this.conflicts = [...rest, { ...clash, row, field, by, at: Date.now() }];
    else if (rest.length < this.conflicts.length) this.conflicts = rest;
  }

  /** Somebody said who they are. */
  name(who: (client: number) => Somebody | null): void {
    if (!this.conflicts.some(({ by, client }) => !by && who(client))) return;
    this.conflicts = this.conflicts.map((one) => ({ ...one, by: one.by ?? who(one.client) }));
  }

  /** Rows that are gone have nothing to answer. */
  leave(rows: readonly string[]): void {
    if (this.conflicts.some(({ row }) => rows.includes(row))) this.conflicts = this.conflicts.filter(({ row }) => !rows.includes(row));
  }
}
