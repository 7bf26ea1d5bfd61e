/** Minutes as they are issued, and what is checked of the pencil before. */
import type { DocumentContent } from '../core/kind.ts';
import type { Problem } from '../core/refusal.ts';
import { blocksIn, mostBlocks, mostLetters, type Block, type WrittenBlock } from './block.ts';

/** In ink, in the order people see. */
export type IssuedBlock = Omit<Block, 'order'>;

export interface Minutes {
  /** When the session closed; null before, and for the public. */
  readonly concludedAt: number | null;
  readonly issued: { readonly at: number; readonly blocks: readonly IssuedBlock[] } | null;
}

export const unwritten: Minutes = { concludedAt: null, issued: null };

export type MinutesEvent =
  { readonly type: 'minutesConcluded' } | { readonly type: 'minutesIssued'; readonly blocks: readonly IssuedBlock[] };

const says = ({ kind, text }: WrittenBlock): boolean => kind === 'turn' || text.trim() !== '';

/**
 * Those that will be read. A block in which nobody wrote anything is left out, only a turn stands by itself, for somebody spoke; and so is the
 * heading of a segment in which nothing was said.
 */
export const readable = <B extends WrittenBlock>(blocks: readonly B[]): readonly B[] => {
  const saying = blocks.filter(says);
  return saying.filter(({ kind }, n) => kind !== 'subheading' || !['heading', 'subheading', undefined].includes(saying[n + 1]?.kind));
};

const inked = ({ order: _order, drawn: _drawn, ...block }: WrittenBlock): IssuedBlock => ({
  ...block,
  text: block.text.replace(/\r\n?/gu, '\n').trim(),
});

/** Codes: too-long, too-many. Rows count from 1 as people see them. */
export const checkMinutes = (
  content: DocumentContent,
): { readonly blocks: readonly IssuedBlock[]; readonly problems: readonly Problem[] } => {
  const blocks = blocksIn(content);
  const problems = blocks.flatMap(({ row: id, text }, n): Problem[] =>
    text.length > mostLetters ? [{ row: n + 1, id, field: 'text', code: 'too-long' }] : [],
  );
  const many: readonly Problem[] = blocks.length > mostBlocks ? [{ field: 'minutes', code: 'too-many' }] : [];
  return { blocks: readable(blocks).map(inked), problems: [...problems, ...many] };
};
