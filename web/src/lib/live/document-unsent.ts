/** What was written here and is not known to be on the server's disk, in the order it was written. */
import { placeOfCell } from './document-changes.ts';

/** `cells` of an edit: names of what it touched; a row as a whole has no field. */
export class Unsent<W extends { readonly cells: readonly string[] }> {
  /** The number of the last edit, from 1. */
  writes = 0;
  #edits: (W & { readonly number: number })[] = [];
  /** Cell → number of the last edit that touched it. */
  readonly #cells = new Map<string, number>();

  add(edit: W): void {
    this.writes += 1;
    this.#edits.push({ ...edit, number: this.writes });
    for (const cell of edit.cells) this.#cells.set(cell, this.writes);
  }

  /** Everything up to this number is on the server now: those edits. */
  settle(upTo: number): readonly W[] {
    const settled = this.#edits.filter(({ number }) => number <= upTo);
    this.#edits = this.#edits.filter(({ number }) => number > upTo);
    for (const [cell, number] of this.#cells) if (number <= upTo) this.#cells.delete(cell);
    return settled;
  }

  get any(): boolean {
    return this.#edits.length > 0;
  }

  get edits(): readonly W[] {
    return this.#edits;
  }

  get cells(): readonly string[] {
    return [...this.#cells.keys()];
  }

  /** How many places people would count: a new row is one. */
  get places(): number {
    const whole = new Set(this.cells.map(placeOfCell).flatMap(({ row, field }) => (field === '' ? [row] : [])));
    return this.cells.map(placeOfCell).filter(({ row, field }) => field === '' || !whole.has(row)).length;
  }
}
