/** The table by keyboard: from what a key asks for to what happens. */
import { tick } from 'svelte';
import { columns } from './columns.ts';
import { empty } from './gestures.ts';
import type { Grid } from './grid.svelte.ts';
import { askedBy, isAnywhere, type Anywhere, type Asked, type Go } from './keys.ts';
import type { Lists } from './lists.svelte.ts';
import { bringRow, cellAt, controlIn, goTo } from './place.ts';

export const isCell = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && target.dataset['cell'] !== undefined;
export const cellOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof HTMLElement ? target.closest<HTMLElement>('[data-cell]') : null;
const placeOf = (cell: HTMLElement): readonly [row: string, field: string] => {
  const [row = '', field = ''] = cell.dataset['cell']?.split(' ') ?? [];
  return [row, field];
};
const rowOf = (cell: HTMLElement | null): string | null => cell?.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null;

/** What the table asks of the page around it. */
export interface Around {
  /** A row below this one, at the end when null. */
  add(below: string | null): void;
  /** Rows are not moved while only some of them are shown. */
  moveWaits(): void;
}

export class Steering {
  readonly #lists: Lists;
  readonly #grid: Grid;
  readonly #around: Around;

  constructor(lists: Lists, grid: Grid, around: Around) {
    this.#lists = lists;
    this.#grid = grid;
    this.#around = around;
  }

  readonly keys = (event: KeyboardEvent): void => {
    const asked = askedBy(event, !isCell(event.target));
    if (asked && this.#act(asked, cellOf(event.target))) event.preventDefault();
  };

  readonly focus = (event: FocusEvent): void => {
    const cell = cellOf(event.target);
    if (!cell) return;
    const [row, field] = placeOf(cell);
    const { cursor } = this.#grid;
    if (cursor?.row === row && cursor.field === field) return;
    this.#grid.cursor = { row, field };
    this.#grid.anchor = null;
  };

  /** Empties what is selected. */
  clear(): void {
    const chosen = this.#grid.selection();
    if (chosen && this.#document.writable) empty(this.#lists, this.#grid.list, chosen.rows, chosen.fields);
  }

  get #document() {
    return this.#lists.of(this.#grid.list);
  }

  /** True when the browser should do nothing any more. */
  #act(asked: Asked, cell: HTMLElement | null): boolean {
    if (isAnywhere(asked)) return this.#anywhere(asked, cell);
    if (!cell) return false;
    switch (asked.type) {
      case 'go':
        this.#go(asked, cell);
        return true;
      case 'next':
        return this.#next(asked.step);
      case 'moveRow':
        void this.#moveRow(cell, asked.step);
        return true;
      case 'write':
        write(cell, asked.typed);
        return !asked.typed;
      case 'leave':
        cell.focus({ preventScroll: true });
        return true;
      case 'empty':
        this.clear();
        return true;
    }
  }

  #anywhere({ type }: Anywhere, cell: HTMLElement | null): boolean {
    const grid = this.#grid;
    switch (type) {
      case 'find':
        grid.finding = true;
        return true;
      case 'undo':
        this.#lists.undo(grid.list);
        return true;
      case 'redo':
        this.#lists.redo(grid.list);
        return true;
      case 'addRow':
        if (this.#document.writable) this.#around.add(rowOf(cell));
        return true;
      case 'all': {
        const [first, last] = [grid.drawn[0], grid.drawn.at(-1)];
        if (!first || !last) return false;
        grid.anchor = { row: first.id, field: columns[grid.list][0]?.field ?? '' };
        grid.cursor = { row: last.id, field: columns[grid.list].at(-1)?.field ?? '' };
        return true;
      }
      case 'letGo':
        grid.anchor = null;
        return true;
    }
  }

  #choose(row: string, field: string, extend: boolean): void {
    const fields = fieldsIn(row);
    const order = columns[this.#grid.list].map((one) => one.field);
    // Not every row draws every cell: the nearest before it stands for it.
    const there = fields.includes(field) ? field : fields.findLast((one) => order.indexOf(one) <= order.indexOf(field));
    const cell = cellAt(row, there ?? fields[0] ?? '');
    if (!cell) return;
    const from = this.#grid.anchor ?? this.#grid.cursor;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    this.#grid.anchor = extend ? from : null;
    this.#grid.cursor = { row, field: placeOf(cell)[1] };
  }

  #rowFrom(row: string, steps: number): string {
    const { drawn } = this.#grid;
    const at = drawn.findIndex(({ id }) => id === row);
    return drawn[Math.max(0, Math.min(drawn.length - 1, at + steps))]?.id ?? row;
  }

  #go({ way, extend }: Go, cell: HTMLElement): void {
    const { cursor, drawn } = this.#grid;
    if (!cursor) return;
    const fields = fieldsIn(cursor.row);
    const at = fields.indexOf(cursor.field);
    const page = pageOf(cell);
    const along = { left: fields[at - 1], right: fields[at + 1], first: fields[0], last: fields.at(-1) };
    const across = { up: -1, down: 1, 'page-up': -page, 'page-down': page, top: -drawn.length, bottom: drawn.length };
    if (way === 'left' || way === 'right' || way === 'first' || way === 'last')
      this.#choose(cursor.row, along[way] ?? cursor.field, extend);
    else this.#choose(this.#rowFrom(cursor.row, across[way]), cursor.field, extend);
  }

  /** False at either end: from there Tab leaves the table. */
  #next(step: 1 | -1): boolean {
    const { cursor } = this.#grid;
    if (!cursor) return false;
    const fields = fieldsIn(cursor.row);
    const beside = fields[fields.indexOf(cursor.field) + step];
    const row = beside === undefined ? this.#rowFrom(cursor.row, step) : cursor.row;
    const field = beside ?? fieldsIn(row).at(step > 0 ? 0 : -1);
    if (field === undefined || (beside === undefined && row === cursor.row)) return false;
    this.#choose(row, field, false);
    return true;
  }

  async #moveRow(cell: HTMLElement, step: 1 | -1): Promise<void> {
    const row = rowOf(cell);
    if (row === null || !this.#document.writable) return;
    if (this.#grid.partial) return this.#around.moveWaits();
    const focused = document.activeElement;
    this.#document.move(row, step);
    await tick();
    if (focused instanceof HTMLElement && focused.isConnected) return focused.focus();
    // In another block it is drawn anew.
    if (isCell(focused)) this.#choose(row, placeOf(cell)[1], false);
    else goTo(row, placeOf(cell)[1]);
  }
}

/** Fields of a row that are drawn, in the order of reading. */
const fieldsIn = (row: string): readonly string[] =>
  [...(bringRow(row)?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])].map((cell) => placeOf(cell)[1]);

/** How many rows such as this one the window shows. */
const pageOf = (cell: HTMLElement): number =>
  Math.max(1, Math.floor(innerHeight / Math.max(1, cell.closest<HTMLElement>('[data-row]')?.offsetHeight ?? innerHeight)));

/** Into the cell: behind its text, over its value. What is only a button is pressed, unless somebody types. */
const write = (cell: HTMLElement, typed: boolean): void => {
  const control = controlIn(cell);
  control?.focus();
  if (control instanceof HTMLTextAreaElement) control.setSelectionRange(control.value.length, control.value.length);
  else if (control instanceof HTMLInputElement && control.type !== 'checkbox') control.select();
  else if (control instanceof HTMLButtonElement && !typed) control.click();
};
