/** Links that followed a split or a merge of suggestions. When that is undone or done again, they follow again; what others changed since stays. */
import { idsIn } from './cells.ts';
import type { Lists } from './lists.svelte.ts';

type Links = readonly string[];

interface Relink {
  /** The suggestion that comes and goes with the step. */
  readonly suggestion: string;
  readonly responsibility: string;
  readonly there: Links;
  readonly gone: Links;
}

const same = (a: Links, b: Links): boolean => a.length === b.length && a.every((id, n) => id === b[n]);

export class Relinks {
  readonly #lists: Lists;
  readonly #known: Relink[] = [];

  constructor(lists: Lists) {
    this.#lists = lists;
  }

  /** `after`: what the links of a responsibility become, null = as they are. `suggestion` is there afterwards (`there`) or gone. */
  apply(suggestion: string, there: boolean, after: (links: Links) => Links | null): void {
    const changed = this.#lists.responsibilities.rows.flatMap((row): Relink[] => {
      const before = idsIn(row, 'suggestions');
      const links = after(before);
      if (links === null) return [];
      return [{ suggestion, responsibility: row.id, there: there ? links : before, gone: there ? before : links }];
    });
    this.#known.push(...changed);
    this.#write(changed.map((one) => ({ row: one.responsibility, links: there ? one.there : one.gone })));
  }

  /** After an undo or redo among the suggestions. */
  follow(): void {
    const { suggestions, responsibilities } = this.#lists;
    const ids = new Set(suggestions.rows.map(({ id }) => id));
    const rows = new Map(responsibilities.rows.map((row) => [row.id, row]));
    this.#write(
      this.#known.flatMap(({ suggestion, responsibility, there, gone }) => {
        const row = rows.get(responsibility);
        const [now, other] = ids.has(suggestion) ? [there, gone] : [gone, there];
        return row && same(idsIn(row, 'suggestions'), other) ? [{ row: row.id, links: now }] : [];
      }),
    );
  }

  #write(changes: readonly { readonly row: string; readonly links: Links }[]): void {
    if (changes.length > 0)
      this.#lists.responsibilities.edit((rows) => changes.forEach(({ row, links }) => rows.set(row, 'suggestions', [...links])));
  }
}
