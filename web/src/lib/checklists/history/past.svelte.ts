/** The past of one list as this screen has asked for it so far. */
import type { ContentAt, DifferencesBetween, Moment, MomentPage, RowBlame } from '#shared/core/history.ts';
import type { DocumentName } from '#shared/core/kind.ts';
import { getJson } from '#web/lib/live/http.ts';

/** A page may hold a single long moment: so many are asked for until there is something to look through. */
const enough = 8;
const mostPages = 4;

export class Past {
  readonly #path: string;
  readonly #contents = new Map<number, ContentAt>();
  moments: readonly Moment[] = $state.raw([]);
  /** Seq up to which older moments come; null = there are none. */
  next: number | null = $state(null);
  /** The oldest seq that is known; above 0 what came before was forgotten. */
  since = $state(0);
  /** `away`: nothing came; what is there stays. */
  state: 'asking' | 'here' | 'away' = $state('asking');

  constructor(name: DocumentName) {
    this.#path = `/api/documents/${name}/history`;
  }

  /** The newest ones, anew. */
  async load(): Promise<void> {
    if (this.moments.length === 0) this.state = 'asking';
    await this.#ask(null, []);
  }

  async older(): Promise<void> {
    if (this.next === null) return;
    this.state = 'asking';
    await this.#ask(this.next, this.moments);
  }

  /** Null: nothing came. */
  async content(seq: number): Promise<ContentAt | null> {
    const known = this.#contents.get(seq);
    if (known) return known;
    const content = await getJson<ContentAt>(`${this.#path}/content?seq=${seq}`);
    if (content) this.#contents.set(seq, content);
    return content;
  }

  changesOf({ first, seq }: Moment): Promise<DifferencesBetween | null> {
    return getJson<DifferencesBetween>(`${this.#path}/differences?from=${Math.max(this.since, first - 1)}&to=${seq}`);
  }

  blame(row: string): Promise<RowBlame | null> {
    return getJson<RowBlame>(`${this.#path}/rows/${row}`);
  }

  async #ask(upTo: number | null, known: readonly Moment[]): Promise<void> {
    let moments = known;
    let next = upTo;
    for (let pages = 0; pages < mostPages && moments.length < known.length + enough; pages += 1) {
      const page = await getJson<MomentPage>(next === null ? this.#path : `${this.#path}?upTo=${next}`);
      if (!page) {
        this.state = 'away';
        return;
      }
      moments = [...moments, ...page.moments];
      ({ next } = page);
      this.since = page.since;
      if (next === null) break;
    }
    this.moments = moments;
    this.next = next;
    this.state = 'here';
  }
}
