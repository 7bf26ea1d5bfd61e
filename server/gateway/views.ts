/** The newest state as each audience knows it: a hall that comes in together is told one and the same. */
import type { AnyKind } from '#shared/core/kind.ts';

export class Views {
  readonly #kind: AnyKind;
  #newest: { readonly state: unknown; readonly views: Map<string, unknown> } = { state: null, views: new Map() };

  constructor(kind: AnyKind) {
    this.#kind = kind;
  }

  /** The same object for as long as the state is the same. */
  of(state: unknown, audience: string): unknown {
    if (this.#newest.state !== state) this.#newest = { state, views: new Map() };
    const { views } = this.#newest;
    if (!views.has(audience)) views.set(audience, this.#kind.visibility.view(state, audience));
    return views.get(audience);
  }
}
