import { untrack } from 'svelte';
import type { RowPage, RowQuery } from '#shared/core/wire.ts';
import { getJson } from './http.ts';
import type { Live } from './live.svelte.ts';

type Line<T> = { readonly id: string; readonly row: T };

/** Rows of a read model on this screen, fetched anew when one of them changed. `T` is the row the page expects. */
export class Watch<T> {
  rows: readonly Line<T>[] = $state.raw([]);
  next: string | null = $state(null);
  /** Asked and not come yet; `failed` = shown rows may be old. */
  loading: boolean = $state(false);
  failed: boolean = $state(false);
  readonly #live: Live;
  #query: RowQuery;
  #pages = 1;
  #round = 0;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(live: Live, query: RowQuery, first?: RowPage) {
    this.#live = live;
    this.#query = query;
    if (first) this.#show(first.rows, first.next);
  }

  /** `$effect(() => watch.open())` */
  open(): () => void {
    const leave = untrack(() => this.#live.connection.watch(this.#query.model, () => this.#soon()));
    return () => {
      clearTimeout(this.#again);
      leave();
    };
  }

  /** Another search or filter of the same model. */
  async ask(query: Omit<RowQuery, 'model' | 'after'>): Promise<void> {
    this.#query = { ...query, model: this.#query.model };
    this.#pages = 1;
    await this.#fetch();
  }

  async more(): Promise<void> {
    this.#pages += 1;
    await this.#fetch();
  }

  /** Many changes in a row bring one fetch. */
  #soon(): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => void this.#fetch(), 250);
  }

  async #fetch(): Promise<void> {
    const round = (this.#round += 1);
    this.loading = true;
    const rows: Line<T>[] = [];
    let next: string | null = null;
    for (let page = 0; page < this.#pages && (page === 0 || next !== null); page += 1) {
      const answer: RowPage | null = await getJson<RowPage>(rowsPath(this.#query, next));
      // A newer question is under way: its answer counts.
      if (round !== this.#round) return;
      this.failed = answer === null;
      if (answer === null) break;
      rows.push(...(answer.rows as readonly Line<T>[]));
      next = answer.next;
    }
    this.loading = false;
    if (!this.failed) this.#show(rows, next);
  }

  #show(rows: RowPage['rows'] | readonly Line<T>[], next: string | null): void {
    this.rows = rows as readonly Line<T>[];
    this.next = next;
  }
}

export const rowsPath = (query: RowQuery, after: string | null = null): string => {
  const { model, limit, ...rest } = query;
  const given = { ...rest, ...(limit === undefined ? {} : { limit: String(limit) }), ...(after === null ? {} : { after }) };
  const parameters = new URLSearchParams(given).toString();
  return `/api/rows/${encodeURIComponent(model)}${parameters === '' ? '' : `?${parameters}`}`;
};
