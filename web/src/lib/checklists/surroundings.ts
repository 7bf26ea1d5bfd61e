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
    const blocks = row?.closest('[data-block]')?.parentElement?.querySelectorAll<HTMLElement>(':scope > [data-block]');
    if (!blocks) return;
    for (const there of this.#whole) if (!isWithin(there, far)) this.#tell(there, false);
    // Rows of blocks out of sight have no place until somebody asks, and asking would lay them out.
    for (let n = firstBelow(blocks, -near); n < blocks.length; n += 1) {
      const block = blocks[n];
      if (!block || block.getBoundingClientRect().top > innerHeight + near) break;
      for (const there of block.querySelectorAll(':scope > [data-row]'))
        if (!this.#whole.has(there) && isWithin(there, near)) this.#tell(there, true);
    }
  }

  #tell(row: Element, whole: boolean): void {
    if (whole) this.#whole.add(row);
    else this.#whole.delete(row);
    this.#draw.get(row)?.(whole);
  }
}

const isWithin = (row: Element, reach: number): boolean => {
  const { top, bottom } = row.getBoundingClientRect();
  return bottom >= -reach && top <= innerHeight + reach;
};

/** The first block that ends below this height of the window. */
const firstBelow = (blocks: ArrayLike<Element>, height: number): number => {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.getBoundingClientRect().bottom ?? 0) < height) low = middle + 1;
    else high = middle;
  }
  return low;
};
