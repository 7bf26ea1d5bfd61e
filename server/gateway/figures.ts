/** Figures about what is hidden (`Visibility.summary`): told whole, to each audience only when they changed. */
import type { AnyKind } from '#shared/core/kind.ts';
import type { Signal } from '#shared/core/wire.ts';

/** Milliseconds between two tellings: five a second keep up with a hall, and cost the same however many press. */
export const figuresPace = 200;

export class Figures {
  readonly #kind: AnyKind;
  readonly #told = new Map<string, string>();
  /** Of the newest state: a hall that comes in together asks for the same. */
  #known: { readonly state: unknown; readonly summaries: Map<string, unknown> } = { state: null, summaries: new Map() };

  constructor(kind: AnyKind) {
    this.#kind = kind;
  }

  get any(): boolean {
    return this.#kind.visibility.summary !== undefined;
  }

  of(state: unknown, audience: string): unknown {
    if (this.#known.state !== state) this.#known = { state, summaries: new Map() };
    const { summaries } = this.#known;
    if (!summaries.has(audience)) summaries.set(audience, this.#kind.visibility.summary?.(state, audience));
    return summaries.get(audience);
  }

  /** Those that differ from what was told last. */
  changed(state: unknown, audiences: Iterable<string>): readonly { readonly audience: string; readonly summary: unknown }[] {
    return [...audiences].flatMap((audience) => {
      const summary = this.of(state, audience);
      const text = JSON.stringify(summary);
      if (summary === undefined || this.#told.get(audience) === text) return [];
      this.#told.set(audience, text);
      return [{ audience, summary }];
    });
  }

  /** For one who just came: others may know older ones, so whatever comes next is told to all again. */
  first(state: unknown, audience: string): Signal {
    this.#told.delete(audience);
    const summary = this.of(state, audience);
    return summary === undefined ? {} : { summary };
  }
}
