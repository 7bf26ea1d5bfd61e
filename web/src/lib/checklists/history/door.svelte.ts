/** Whoever stands at a cell can ask who wrote it; the panel of that list opens at its row. */
import type { ListName } from '../place.ts';

class Door {
  /** The row asked about, until the panel has opened. */
  asked: { readonly list: ListName; readonly row: string } | null = $state.raw(null);
}

export const door = new Door();

export const askWhoWrote = (list: ListName, row: string): void => {
  door.asked = { list, row };
};
