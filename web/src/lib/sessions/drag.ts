import type { Attachment } from 'svelte/attachments';

/**
 * Moving rows of a list with the mouse; everything it does has a button, too. `move` gets the row that is dragged and the one it was
 * dropped on: it goes before that one, or, dropped on the lower half, behind it.
 */
export class Dragging {
  #dragged: string | null = null;
  readonly #move: (row: string, onto: string, behind: boolean) => void;

  constructor(move: (row: string, onto: string, behind: boolean) => void) {
    this.#move = move;
  }

  /** `{@attach dragging.row(id)}` on each row. */
  row(id: string): Attachment<HTMLElement> {
    return (element) => {
      const behind = (event: DragEvent): boolean => {
        const box = element.getBoundingClientRect();
        return event.clientY > box.top + box.height / 2;
      };
      const mark = (where: 'before' | 'behind' | null): void => {
        element.style.boxShadow = where === null ? '' : `inset 0 ${where === 'before' ? '3px' : '-3px'} 0 var(--work)`;
      };
      const listeners: { readonly [Type in 'dragstart' | 'dragend' | 'dragover' | 'dragleave' | 'drop']: (event: DragEvent) => void } = {
        dragstart: (event) => {
          this.#dragged = id;
          event.dataTransfer?.setData('text/plain', id);
          if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
        },
        dragend: () => {
          this.#dragged = null;
        },
        dragover: (event) => {
          if (this.#dragged === null || this.#dragged === id) return;
          event.preventDefault();
          mark(behind(event) ? 'behind' : 'before');
        },
        dragleave: () => mark(null),
        drop: (event) => {
          mark(null);
          if (this.#dragged === null || this.#dragged === id) return;
          event.preventDefault();
          this.#move(this.#dragged, id, behind(event));
        },
      };
      element.draggable = true;
      const all = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
      for (const [type, listener] of all) element.addEventListener(type, listener);
      return () => {
        for (const [type, listener] of all) element.removeEventListener(type, listener);
      };
    };
  }
}

/** Before which row something goes when it is dropped before or behind `onto`; null = to the end. */
export const placeBefore = (rows: readonly { readonly id: string }[], moved: string, onto: string, behind: boolean): string | null => {
  const others = rows.filter(({ id }) => id !== moved);
  const at = others.findIndex(({ id }) => id === onto);
  return behind ? (others[at + 1]?.id ?? null) : onto;
};
