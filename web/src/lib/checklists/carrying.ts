/** To and from the clipboard. */
import { readClipboard, writeHtml, writeTsv, type Cells } from './clipboard.ts';
import { columns } from './columns.ts';
import type { Grid } from './grid.svelte.ts';
import type { Lists } from './lists.svelte.ts';
import type { Reading } from './reading.ts';
import { isCell, type Steering } from './steering.ts';

export class Carrying {
  readonly #lists: Lists;
  readonly #grid: Grid;
  readonly #reading: Reading;
  readonly #steering: Steering;

  constructor(lists: Lists, grid: Grid, reading: Reading, steering: Steering) {
    this.#lists = lists;
    this.#grid = grid;
    this.#reading = reading;
    this.#steering = steering;
  }

  readonly copy = (event: ClipboardEvent): void => void this.#take(event);

  readonly cut = (event: ClipboardEvent): void => {
    if (this.#take(event)) this.#steering.clear();
  };

  /** A table is looked at before anything is written; words go into the text one is in. */
  readonly paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const table = readClipboard(text, event.clipboardData?.getData('text/html') ?? '');
    if (!this.#lists.of(this.#grid.list).writable || (table === null && !isCell(event.target))) return;
    event.preventDefault();
    this.#grid.task = { type: 'paste', cells: table ?? [[text]] };
  };

  /** The whole list with the names of its columns, also what is filtered away; false when the browser does not let us. */
  async copyAll(): Promise<boolean> {
    const fields = columns[this.#grid.list].map(({ field }) => field);
    const table = [
      fields.map((field) => this.#reading.heading(field)),
      ...this.#words(
        this.#grid.rows.map(({ id }) => id),
        fields,
      ),
    ];
    const blob = (type: string, text: string): Blob => new Blob([text], { type });
    try {
      const item = { 'text/plain': blob('text/plain', writeTsv(table)), 'text/html': blob('text/html', writeHtml(table, true)) };
      await navigator.clipboard.write([new ClipboardItem(item)]);
      return true;
    } catch {
      return false;
    }
  }

  #take(event: ClipboardEvent): boolean {
    const chosen = isCell(event.target) ? this.#grid.selection() : null;
    if (!chosen || !event.clipboardData) return false;
    const cells = this.#words(chosen.rows, chosen.fields);
    event.preventDefault();
    event.clipboardData.setData('text/plain', writeTsv(cells));
    event.clipboardData.setData('text/html', writeHtml(cells, false));
    return true;
  }

  #words(rows: readonly string[], fields: readonly string[]): Cells {
    const known = new Map(this.#grid.rows.map((row) => [row.id, row]));
    return rows.flatMap((id) => {
      const row = known.get(id);
      return row ? [fields.map((field) => this.#reading.words(this.#grid.list, row, field))] : [];
    });
  }
}
