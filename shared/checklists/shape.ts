/**
 * What the two documents are made of, read off the schemas their rows are checked by. Far wider than those: a row may be unfinished, too
 * long or too many, and is then marked while people type; here is only what every screen relies on to show it at all.
 */
import type * as v from 'valibot';
import type { CellSort, DocumentShape, PlainSort } from '../core/document.ts';
import { responsibilityCells, responsibilityTexts } from './responsibility.ts';
import { mostRows } from './row.ts';
import { suggestionCells, suggestionTexts } from './suggestion.ts';

/** What a schema is made of inside, as far as it says what sort of value it takes. */
interface Inside {
  readonly type: string;
  readonly wrapped?: Inside;
  readonly item?: Inside;
  readonly entries?: Readonly<Record<string, Inside>>;
}

const sortOf = ({ type, wrapped, item, entries }: Inside): PlainSort => {
  if (wrapped) return sortOf(wrapped);
  if (item) return { list: sortOf(item) };
  if (entries) return { fields: Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, sortOf(entry)])) };
  if (type === 'picklist') return 'string';
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'plain';
};

/** `texts` name the cells that are shared text. */
const shapeOf = (
  { entries }: { readonly entries: Readonly<Record<string, v.GenericSchema>> },
  texts: readonly string[],
): DocumentShape => ({
  cells: Object.fromEntries(
    Object.entries(entries).map(([name, schema]): [string, CellSort] => [name, texts.includes(name) ? 'text' : sortOf(schema)]),
  ),
  // Two people who paste at once, each within the limit, are both taken.
  most: { rows: 4 * mostRows, cells: 64, text: 100_000, value: 32_000 },
});

export const suggestionsShape = shapeOf(suggestionCells, suggestionTexts);
export const responsibilitiesShape = shapeOf(responsibilityCells, responsibilityTexts);
