/** Which rows are near the window. Asked only when something may have moved, so that it costs nothing while people type. */

/** In pixels above and below the window: where a row gets its cells, and where it may lose them again. */
const near = 700;
const far = 2000;

export class Surroundings {
  readonly #draw = new Map<Element, (whole: boolean) => void>();
  readonly #whole = new Set<Element>();
  #asked = false;

  /** Tells a row when to be drawn whole and when in short. The result ends it. */
  watch(row: Element, draw: (whole: boolean) => void): () => void {
    this.#draw.set(row, draw);
    this.look();
    return () => {
      this.#draw.delete(row);
      this.#whole.delete(row);
    };
  }

  /** Before the next frame. */
  readonly look = (): void => {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      this.#survey();
    });
  };

  #survey(): void {
    const [row] = this.#draw.keys();
    const rows = row?.parentElement?.querySelectorAll<HTMLElement>(':scope > [data-row]');
    if (!rows) return;
    for (const there of this.#whole) {
      const { top, bottom } = there.getBoundingClientRect();
      if (bottom < -far || top > innerHeight + far) {
        this.#whole.delete(there);
        this.#draw.get(there)?.(false);
      }
    }
    for (let n = firstBelow(rows, -near); n < rows.length; n += 1) {
      const there = rows[n];
      if (!there || there.getBoundingClientRect().top > innerHeight + near) break;
      if (this.#whole.has(there)) continue;
      this.#whole.add(there);
      this.#draw.get(there)?.(true);
    }
  }
}

/** The first row that ends below this height of the window. */
const firstBelow = (rows: ArrayLike<Element>, height: number): number => {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) < height) low = middle + 1;
    else high = middle;
  }
  return low;
};
