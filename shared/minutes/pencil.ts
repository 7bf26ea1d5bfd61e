/** From a block to the edit that puts it into the minutes of a session. */
import type { Reaction } from '../core/kind.ts';
import { cellsOf, follows, nothing, type Block } from './block.ts';
import { headOf, type SectionName } from './place.ts';
import { headings } from './wording.ts';

/** Put in once; renewed for as long as nobody wrote in it. */
export const pencilled = (session: string, block: Block): Reaction => ({
  name: `minutes-${block.row}`,
  document: `checklists/${session}/minutes`,
  row: block.row,
  cells: cellsOf(block),
  follows,
});

/** The head of a section: put in with the first thing that belongs there. */
export const headingOf = (section: keyof typeof headings & SectionName): Block => ({
  ...nothing,
  row: `heading-${section}`,
  kind: 'heading',
  order: headOf(section),
  text: headings[section],
});

/** The row of a source. Ids are as long as a row's name may be, so a very long one goes without the word before it. */
export const rowOf = (word: string, id: string): string => (word.length + id.length + 1 > 64 ? id : `${word}-${id}`);
