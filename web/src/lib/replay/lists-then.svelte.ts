/** A list as it stood at the moment of the needle: asked for where it was another, and not more often than the server likes. */
import type { ContentAt, Moment, MomentPage } from '#shared/core/history.ts';
import { rowsInOrder } from '#shared/core/differences.ts';
import type { DocumentName } from '#shared/core/kind.ts';
import { isNotDone, readJson, type NotDone } from '#web/lib/live/http.ts';
import { stampOf } from './then.ts';

/** Between two questions. */
const pace = 600;
/** Pages of moments looked through: a day of writing. */
const mostPages = 20;

export class ListThen {
  /** Rows in their order; null = not known yet. */
  rows: readonly Readonly<Record<string, unknown>>[] | null = $state.raw(null);
  /** `closed`: not for this viewer, or forgotten. */
  state: 'asking' | 'here' | 'closed' | 'away' = $state('asking');
  readonly #path: string;
  readonly #known = new Map<number, ListThen['rows']>();
  #moments: readonly Moment[] = [];
  #shown = -1;
  #wanted = -1;
  #busy = false;

  constructor(name: DocumentName) {
    this.#path = `/api/documents/${name}/history`;
  }

  async open(at: number): Promise<void> {
    const moments: Moment[] = [];
    let next: number | null = null;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const page: MomentPage | NotDone = await readJson<MomentPage>(next === null ? this.#path : `${this.#path}?upTo=${next}`);
      if (isNotDone(page)) {
        this.state = 'refused' in page ? 'closed' : 'away';
        return;
      }
      moments.push(...page.moments);
      next = page.next;
      if (next === null) break;
    }
    this.#moments = moments;
    this.move(at);
  }

  move(at: number): void {
    this.#wanted = stampOf(this.#moments, at);
    if (!this.#busy && this.#wanted !== this.#shown) void this.#bring();
  }

  async #bring(): Promise<void> {
    this.#busy = true;
    while (this.#wanted !== this.#shown) {
      const stamp = this.#wanted;
      const rows = this.#known.get(stamp) ?? (await this.#ask(stamp));
      if (rows === null) break;
      this.#known.set(stamp, rows);
      this.#shown = stamp;
      this.rows = rows;
      this.state = 'here';
    }
    this.#busy = false;
  }

  async #ask(stamp: number): Promise<ListThen['rows']> {
    if (stamp === 0) return [];
    const content = await readJson<ContentAt>(`${this.#path}/content?at=${stamp}`);
    await new Promise((resolve) => setTimeout(resolve, pace));
    if (isNotDone(content)) {
      // Forgotten, or for now not to be had: what is shown stays until the needle moves on.
      this.state = 'malformed' in content ? 'closed' : 'away';
      return null;
    }
    return rowsInOrder(content).map((id) => ({ ...content.rows[id], id }));
  }
}
