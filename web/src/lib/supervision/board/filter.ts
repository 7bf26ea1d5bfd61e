/** What of the board is shown, and filters that somebody gave a name. */
import { dayOf, type Calendar } from '#shared/core/calendar.ts';
import type { RowQuery } from '#shared/core/wire.ts';
import type { BoardRow } from '#shared/items/board.ts';
import { stalledDays } from '#shared/items/clock.ts';

export const piles = [
  'all',
  'red',
  'stalled',
  'adjudicate',
  'extension',
  'verify',
  'close',
  'lookBack',
  'followUp',
  'answer',
  'pair',
  'soon',
] as const;
export type Pile = (typeof piles)[number];

/** '' = whichever. */
export interface Filter {
  readonly pile: Pile;
  readonly department: string;
  readonly area: string;
  readonly committee: string;
  readonly text: string;
}
export const everything: Filter = { pile: 'all', department: '', area: '', committee: '', text: '' };

/** Working days without an act after which an item counts as stalled. */
export const stalledAfter = 20;

export interface Ground {
  readonly calendar: Calendar;
  readonly now: number;
  /** Committee → departments it is paired with. */
  readonly committees: Readonly<Record<string, readonly string[]>>;
}

export const isStalled = (row: BoardRow, { calendar, now }: Ground): boolean =>
  row.lamp !== 'none' && stalledDays(calendar, row, now).value >= stalledAfter;

const inPile: Readonly<Record<Pile, (row: BoardRow, ground: Ground) => boolean>> = {
  all: () => true,
  red: (row) => row.lamp === 'red',
  stalled: isStalled,
  adjudicate: ({ waitsFor }) => waitsFor.includes('adjudicate'),
  extension: ({ waitsFor }) => waitsFor.includes('extension'),
  verify: ({ waitsFor }) => waitsFor.includes('verify'),
  close: ({ waitsFor }) => waitsFor.includes('close'),
  lookBack: ({ waitsFor }) => waitsFor.includes('look-back') || waitsFor.includes('review'),
  followUp: ({ followUp }, { now }) => followUp !== null && followUp <= dayOf(now),
  answer: ({ letters, waitsFor }) => letters.open > 0 || waitsFor.includes('interview'),
  pair: ({ pair }) => pair !== null && pair.waits.length > 0,
  soon: (row) => row.lamp === 'yellow',
};

export const holds = ({ pile, department, area, committee }: Filter, row: BoardRow, ground: Ground): boolean =>
  inPile[pile](row, ground) &&
  (department === '' || row.lead === department) &&
  (area === '' || row.area === area) &&
  (committee === '' || (ground.committees[committee]?.includes(row.lead) ?? false));

const indexOfPile: Partial<Record<Pile, readonly [index: string, value: string]>> = {
  red: ['lamp', 'red'],
  soon: ['lamp', 'yellow'],
  adjudicate: ['waitsFor', 'adjudicate'],
  extension: ['waitsFor', 'extension'],
  verify: ['waitsFor', 'verify'],
  close: ['waitsFor', 'close'],
};

/** What is asked of the house; the rest of the filter picks from what it gives. */
export const queryOf = ({ pile, department, area, text }: Filter): Omit<RowQuery, 'model' | 'after'> => {
  const words = text.trim();
  if (words !== '') return { text: words, limit: 200 };
  const [index, value] =
    department !== '' ? ['department', department] : area !== '' ? ['area', area] : (indexOfPile[pile] ?? [undefined, undefined]);
  return index === undefined || value === undefined ? { limit: 200 } : { index, value, limit: 200 };
};

export interface Saved {
  readonly name: string;
  readonly filter: Filter;
}

const isFilter = (value: unknown): value is Filter =>
  typeof value === 'object' &&
  value !== null &&
  piles.some((pile) => 'pile' in value && value.pile === pile) &&
  (['department', 'area', 'committee', 'text'] as const).every(
    (field) => field in value && typeof value[field as keyof typeof value] === 'string',
  );

/** From what a browser kept, whatever became of it. */
export const readSaved = (kept: string): readonly Saved[] => {
  try {
    const found: unknown = JSON.parse(kept === '' ? '[]' : kept);
    if (!Array.isArray(found)) return [];
    return found.filter(
      (one: unknown): one is Saved =>
        typeof one === 'object' && one !== null && 'name' in one && typeof one.name === 'string' && 'filter' in one && isFilter(one.filter),
    );
  } catch (unreadable) {
    console.debug('saved filters not readable', unreadable);
    return [];
  }
};

/** The same name takes the place of the one before. */
export const withSaved = (all: readonly Saved[], one: Saved): readonly Saved[] => [...all.filter(({ name }) => name !== one.name), one];
