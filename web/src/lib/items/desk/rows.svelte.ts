import type { DeskRow } from '#shared/items/read-model.ts';
import type { RowPage } from '#shared/core/wire.ts';
import type { Live } from '#web/lib/live/live.svelte.ts';
import { Watch } from '#web/lib/live/watch.svelte.ts';
import type { Line } from './groups.ts';
import { deskQueries } from './queries.ts';

/** All rows of one desk on this screen, each once. */
export class DeskRows {
  readonly #watches: readonly Watch<DeskRow>[];
  readonly lines: readonly Line[] = $derived.by(() => [
    ...new Map(this.#watches.flatMap(({ rows }) => rows.map((line) => [line.id, line] as const))).values(),
  ]);
  /** More lies behind than is shown: counts are at least so much. */
  readonly more: boolean = $derived.by(() => this.#watches.some(({ next }) => next !== null));
  readonly loading: boolean = $derived.by(() => this.#watches.some(({ loading }) => loading));
  readonly failed: boolean = $derived.by(() => this.#watches.some(({ failed }) => failed));

  constructor(live: Live, department: string, first: readonly RowPage[]) {
    this.#watches = deskQueries(department).map((query, n) => new Watch<DeskRow>(live, query, first[n]));
  }

  /** `$effect(() => rows.open())` */
  open(): () => void {
    const leave = this.#watches.map((watch) => watch.open());
    return () => leave.forEach((one) => one());
  }

  async showMore(): Promise<void> {
    await Promise.all(this.#watches.filter(({ next }) => next !== null).map((watch) => watch.more()));
  }
}
