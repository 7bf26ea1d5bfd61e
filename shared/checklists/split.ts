/** One row becomes two. Both rest on the same sources; nothing that was written is lost or said twice without need. */
import { responsibilityTexts } from './responsibility.ts';
import { suggestionTexts } from './suggestion.ts';

export type ListOfRows = 'suggestions' | 'responsibilities';
type Cells = Readonly<Record<string, unknown>>;

export const textsOf = (list: ListOfRows): readonly string[] => (list === 'suggestions' ? suggestionTexts : responsibilityTexts);

/** The part of a text that moves to the new row, in characters: `from` inclusive, `to` exclusive. */
export interface Cut {
  readonly from: number;
  readonly to: number;
}

export interface Split {
  /** What stays of the texts that were cut; the others stay whole. */
  readonly kept: Readonly<Record<string, string>>;
  /** The new row, without its place. */
  readonly plain: Cells;
  readonly texts: Readonly<Record<string, string>>;
}

/** Texts a row can't do without: where they are not cut, both rows say them, and people write apart what differs. */
const needed: readonly string[] = ['problem', 'suggestion', 'title', 'task', 'criterion'];
/** What was counted or agreed about the whole says nothing about a part. */
const ofTheWhole: Cells = { support: null, reserve: null, oppose: null, milestones: [] };

const textIn = (cells: Cells, field: string): string => (typeof cells[field] === 'string' ? cells[field] : '');

export const partsOf = (text: string, { from, to }: Cut): { readonly kept: string; readonly moved: string } => {
  const [before, after] = [text.slice(0, from).trimEnd(), text.slice(to).trimStart()];
  return { kept: before !== '' && after !== '' ? `${before}\n${after}` : before + after, moved: text.slice(from, to).trim() };
};

export const splitRow = (list: ListOfRows, cells: Cells, cuts: Readonly<Record<string, Cut>>): Split => {
  const shared = textsOf(list);
  const kept: Record<string, string> = {};
  const texts: Record<string, string> = {};
  for (const field of shared) {
    const text = textIn(cells, field);
    const cut = cuts[field];
    if (cut) {
      const parts = partsOf(text, cut);
      kept[field] = parts.kept;
      texts[field] = parts.moved;
    } else texts[field] = needed.includes(field) ? text : '';
  }
  const plain = Object.entries(cells).filter(([field]) => field !== 'order' && !shared.includes(field));
  return {
    kept,
    texts,
    plain: Object.fromEntries(plain.map(([field, cell]) => [field, field in ofTheWhole ? ofTheWhole[field] : cell])),
  };
};

/** Links to a suggestion that was split: whatever came from it comes from both parts. Null = nothing to change. */
export const linksAfterSplit = (links: readonly string[], split: string, made: string): readonly string[] | null =>
  links.includes(split) && !links.includes(made) ? links.flatMap((id) => (id === split ? [id, made] : [id])) : null;
