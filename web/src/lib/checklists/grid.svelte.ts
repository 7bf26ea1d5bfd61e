import { createContext } from 'svelte';
import { MediaQuery } from 'svelte/reactivity';
import type { Cursor } from '#web/lib/live/document-cursors.ts';
import type { DocumentRow } from '#web/lib/live/document-rows.ts';
import { columns } from './columns.ts';
import type { Lists } from './lists.svelte.ts';
import type { ListName } from './place.ts';
import { Surroundings } from './surroundings.ts';
import { everything, find, isFiltered, sectionsOf, type Found, type Known, type Section, type View } from './view.ts';

export interface CellName {
  readonly row: string;
  readonly field: string;
}

/** What people do with one row or with the list as a whole, in a window of its own. */
export type Task =
  | { readonly type: 'split' | 'merge' | 'move'; readonly row: string }
  /** `text`: a table that lies on the clipboard; '' = people bring it themselves. */
  | { readonly type: 'paste'; readonly cells: readonly (readonly string[])[] | null }
  | { readonly type: 'keys' };

/** What a cell says in words. */
export type Read = (row: DocumentRow, field: string) => string;

const nobody: readonly Cursor[] = [];
/** Rows that are drawn with all their cells at once, and rows that are drawn at all; the others follow when there is time. */
const atOnce = { whole: 4, all: 24 };
/** So many more each time the browser has nothing else to do. */
const more = 40;

/** One list as it is worked in on this screen: where one is, what is selected, found, filtered. Nobody else sees any of it. */
export class Grid {
  readonly list: ListName;
  cursor: CellName | null = $state.raw(null);
  /** Where a selection of several cells began. */
  anchor: CellName | null = $state.raw(null);
  view: View = $state.raw(everything);
  finding: boolean = $state(false);
  sought: string = $state('');
  at: number = $state(0);
  task: Task | null = $state.raw(null);
  /** Wide enough for a table; a phone shows cards. */
  readonly #wide = new MediaQuery('width > 43.75rem', true);
  readonly #lists: Lists;
  readonly #known: Known;
  readonly #read: Read;
  readonly #stays = new Set<string>();
  readonly surroundings = new Surroundings();
  /** Rows that are drawn by now, counted from the top: a long list is there to be worked in long before its end is drawn. */
  reach: number = $state(atOnce.all);

  readonly rows: readonly DocumentRow[] = $derived.by(() => this.#lists.of(this.list).rows);
  /** Not all rows, or not in their order. */
  readonly partial: boolean = $derived(isFiltered(this.view) || this.view.group !== 'none');
  readonly sections: readonly Section[] = $derived.by(() =>
    this.partial ? sectionsOf(this.rows, this.view, this.#known, this.#stays) : [{ key: null, rows: this.rows }],
  );
  /** Rows as they are drawn, top to bottom. */
  readonly drawn: readonly DocumentRow[] = $derived(this.partial ? this.sections.flatMap(({ rows }) => rows) : this.rows);
  /** Those of them that are drawn by now. */
  readonly reached: readonly DocumentRow[] = $derived(this.reach < this.drawn.length ? this.drawn.slice(0, this.reach) : this.drawn);
  readonly found: readonly Found[] = $derived.by(() =>
    this.finding
      ? find(
          this.drawn,
          columns[this.list].map(({ field }) => field),
          this.sought,
          this.#read,
        )
      : [],
  );
  readonly here: Found | null = $derived(this.found[Math.min(this.at, this.found.length - 1)] ?? null);
  readonly #numbers: ReadonlyMap<string, number> = $derived(new Map(this.rows.map(({ id }, n) => [id, n + 1])));
  readonly #company: ReadonlyMap<string, readonly Cursor[]> = $derived.by(() =>
    Map.groupBy(this.#lists.of(this.list).others, ({ row, field }) => `${row} ${field}`),
  );
  readonly #range = $derived.by(() => {
    const [from, to] = [this.anchor, this.cursor];
    if (!from || !to || (from.row === to.row && from.field === to.field)) return null;
    const between = (all: readonly string[], a: string, b: string): readonly string[] => {
      const [one, other] = [all.indexOf(a), all.indexOf(b)];
      return one < 0 || other < 0 ? [] : all.slice(Math.min(one, other), Math.max(one, other) + 1);
    };
    const rows = between(
      this.drawn.map(({ id }) => id),
      from.row,
      to.row,
    );
    const fields = between(
      columns[this.list].map(({ field }) => field),
      from.field,
      to.field,
    );
    return { rows, fields, inRows: new Set(rows), inFields: new Set(fields) };
  });

  constructor(lists: Lists, list: ListName, known: Known, read: Read) {
    this.#lists = lists;
    this.list = list;
    this.#known = known;
    this.#read = read;
    this.view = lists.views[list];
  }

  get wide(): boolean {
    return this.#wide.current;
  }

  /** From 1, in the whole list, whatever is shown of it. */
  numberOf(row: string): number {
    return this.#numbers.get(row) ?? 0;
  }

  othersIn(row: string, field: string): readonly Cursor[] {
    return this.#company.get(`${row} ${field}`) ?? nobody;
  }

  /** The selected cells, or the one where I am; null = nowhere. */
  selection(): { readonly rows: readonly string[]; readonly fields: readonly string[] } | null {
    const range = this.#range;
    if (range) return { rows: range.rows, fields: range.fields };
    return this.cursor && { rows: [this.cursor.row], fields: [this.cursor.field] };
  }

  isSelected(row: string, field: string): boolean {
    return (this.#range?.inRows.has(row) ?? false) && (this.#range?.inFields.has(field) ?? false);
  }

  /** The one cell that Tab comes to from outside. */
  isStop(row: string, field: string): boolean {
    const { cursor } = this;
    return cursor ? cursor.row === row && cursor.field === field : this.drawn[0]?.id === row && columns[this.list][0]?.field === field;
  }

  show(view: Partial<View>): void {
    this.#stays.clear();
    this.view = { ...this.view, ...view };
    this.#lists.views[this.list] = this.view;
  }

  /** Nothing may hide this row any longer. */
  uncover(row: string): void {
    if (!this.rows.some(({ id }) => id === row)) return;
    this.reach = Infinity;
    if (!this.drawn.some(({ id }) => id === row)) this.show(everything);
  }

  isFirst(n: number): boolean {
    return n <= atOnce.whole;
  }

  /** Draws the rest bit by bit; the result ends it. `$effect(() => grid.unroll())` */
  unroll(): () => void {
    const idle = globalThis.requestIdleCallback ?? ((then: () => void) => setTimeout(then, 50));
    const cancel = globalThis.cancelIdleCallback ?? clearTimeout;
    let next = 0;
    const on = (): void => {
      this.reach += more;
      if (this.reach < this.drawn.length) next = idle(on);
      else this.reach = Infinity;
    };
    next = idle(on);
    return () => cancel(next);
  }
}

export const [theGrid, openGrid] = createContext<Grid>();
