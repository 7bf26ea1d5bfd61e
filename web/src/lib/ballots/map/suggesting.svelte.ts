import { emptySuggestion } from '#shared/checklists/suggestion.ts';
import type { Source } from '#shared/checklists/row.ts';
import { Document } from '#web/lib/live/document.svelte.ts';

export interface SuggestionDraft {
  readonly statement: string;
  /** When it was made. */
  readonly at: number | null;
  readonly problem: string;
  readonly suggestion: string;
  readonly minority: string;
  readonly support: number;
  readonly reserve: number;
  readonly oppose: number;
}

/** How long the server may take to have a row on its disk before the sheet closes all the same: this browser keeps it and brings it later. */
const patience = 5_000;

/** The suggestion list of a session, as far as one statement goes into it. */
export class Suggesting {
  readonly #document: Document;

  constructor(session: string, me: { readonly person: string; readonly name: string }) {
    this.#document = new Document(`checklists/${session}/suggestions`, me);
  }

  /** `$effect(() => suggesting.open())` */
  open(): () => void {
    return this.#document.open();
  }

  /** `waits`: not known yet whether it can be written. */
  get state(): 'waits' | 'writable' | 'shut' {
    if (this.#document.writable) return 'writable';
    return this.#document.state === 'connecting' ? 'waits' : 'shut';
  }

  /** A row rests on this statement already. */
  has(statement: string): boolean {
    return this.#document.rows.some(({ cells }) =>
      ((cells['sources'] ?? []) as readonly Source[]).some(({ kind, id }) => kind === 'statement' && id === statement),
    );
  }

  /** One row at the end of the list; resolves when it is kept, or will be. */
  async write({ statement, at, problem, suggestion, minority, support, reserve, oppose }: SuggestionDraft): Promise<void> {
    const source: Source = { kind: 'statement', id: statement, ...(at === null ? {} : { at }) };
    this.#document.add(
      { ...emptySuggestion(''), sources: [source], support, reserve, oppose },
      { problem, suggestion, minority, attitudeReason: '' },
    );
    const until = Date.now() + patience;
    while (this.#document.waiting > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
