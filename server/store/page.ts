/** How rows are paged and searched, the same in every store. */
import type { Row } from '#shared/core/kind.ts';
import type { RowPage, RowQuery } from '#shared/core/wire.ts';

/** The place after one row in the order (sort, id), both falling. */
export interface Cursor {
  readonly sort: number;
  readonly id: string;
}

export const writeCursor = (cursor: Cursor): string => `${cursor.sort}~${cursor.id}`;

/** null when it was not made by `writeCursor`. */
export const readCursor = (after: string): Cursor | null => {
  const cut = after.indexOf('~');
  const sort = Number(after.slice(0, cut));
  return cut < 1 || Number.isNaN(sort) ? null : { sort, id: after.slice(cut + 1) };
};

export interface Place {
  readonly model: string;
  readonly index: string;
  readonly value: string;
  /** Each must occur in the text of the row; already in the form of `searchable`. */
  readonly words: readonly string[];
  readonly after: Cursor | null;
  readonly limit: number;
}

/** The query with everything it left open; null when its `after` is no cursor: such a page is empty. */
export const placeOf = (query: RowQuery): Place | null => {
  const after = query.after === undefined ? null : readCursor(query.after);
  if (query.after !== undefined && after === null) return null;
  return {
    model: query.model,
    index: query.index ?? 'all',
    value: query.value ?? '',
    words: searchable(query.text ?? '')
      .split(' ')
      .filter((word) => word !== ''),
    after,
    limit: Math.min(200, Math.max(1, Math.trunc(query.limit ?? 50))),
  };
};

export const emptyPage: RowPage = { rows: [], next: null };

/** `found` holds one row more than `limit` when there is a next page. */
export const pageOf = (found: readonly { readonly id: string; readonly sort: number; readonly row: Row }[], limit: number): RowPage => {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ id, row }) => ({ id, row })),
    next: found.length > limit && last ? writeCursor(last) : null,
  };
};

/** Text as it is kept and looked for: full-width and case make no difference; no NUL, which PostgreSQL cannot keep. */
export const searchable = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('\0', '').replace(/\s+/gu, ' ').trim();
