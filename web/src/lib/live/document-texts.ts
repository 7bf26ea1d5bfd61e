/** The text fields on this screen that are bound to shared texts. */
import type { Changes } from './document-changes.ts';
import { TextBinding, type SharedText, type TextField } from './document-text.ts';

interface Bound {
  readonly row: string;
  readonly field: string;
  readonly binding: TextBinding;
}

export class Texts {
  readonly #bound = new Set<Bound>();
  #typing: TextBinding | null = null;

  /** The result ends it. */
  bind(field: TextField, row: string, name: string, text: SharedText): () => void {
    const binding: TextBinding = new TextBinding(field, {
      ...text,
      splice: (splices) => {
        this.#typing = binding;
        text.splice(splices);
        this.#typing = null;
      },
    });
    const bound = { row, field: name, binding };
    this.#bound.add(bound);
    return () => {
      binding.close();
      this.#bound.delete(bound);
    };
  }

  /** `mine`: the edit of the field that is being typed in, which shows it already. */
  changed(changes: Changes, textOf: (row: string, field: string) => unknown, mine: boolean): void {
    const typing = mine ? this.#typing : null;
    for (const { row, field, binding } of this.#bound) {
      if (!changes.rows.has(row) || binding === typing) continue;
      const delta = changes.deltas.get(textOf(row, field));
      if (delta) binding.changed(delta);
      else if (changes.beyondText) binding.changed(null);
    }
  }

  /** Everything may be different. */
  renew(): void {
    for (const { binding } of this.#bound) binding.changed(null);
  }
}
