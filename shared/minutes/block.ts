/**
 * 协商纪要 as a document: rows that are blocks of text, one below the other. What was said comes from the record with the id of its source, so
 * it stands there once; the rest people write. Nobody's name is in it: a block knows whose words it tells by id, and the name is looked up
 * where it is read, so that it can be hidden, and erased.
 */
import * as v from 'valibot';
import { textCell, type DocumentShape } from '../core/document.ts';
import type { DocumentContent, Follows } from '../core/kind.ts';

export const blockKinds = [
  /** 一、 */
  'heading',
  /** （一） a segment of the agenda */
  'subheading',
  'paragraph',
  /** 缺席 */
  'absent',
  'turn',
  'motion',
  'stance',
  'question',
  'answer',
  'commitment',
  'poll',
  'opinion',
  /** 议定事项 */
  'decision',
] as const;
export type BlockKind = (typeof blockKinds)[number];

export const blockSources = ['segment', 'turn', 'motion', 'question', 'answer', 'commitment', 'poll', 'statement'] as const;
export interface BlockSource {
  readonly kind: (typeof blockSources)[number];
  readonly id: string;
}

/** One block as the record tells it. */
export interface Block {
  /** Of the row: the same source, the same row. */
  readonly row: string;
  readonly kind: BlockKind;
  readonly order: string;
  /** Row it belongs below, wherever that stands: an answer below its question. */
  readonly under: string | null;
  readonly text: string;
  /** Whose words; '' = somebody who would not be named; null = nobody in particular. */
  readonly person: string | null;
  readonly department: string | null;
  /** Department it is directed at or was handed to. */
  readonly to: string | null;
  readonly side: string | null;
  /** Milliseconds since 1970. */
  readonly at: number | null;
  readonly source: BlockSource | null;
}

/** What the house wrote, and what the row says: as long as they are the same it follows its source. */
export const follows: Follows = { text: 'text', drawn: 'drawn' };

export const cellsOf = ({ row: _row, text, ...cells }: Block): Readonly<Record<string, unknown>> => ({
  ...cells,
  text: textCell(text),
  drawn: text,
});

export const nothing: Omit<Block, 'row' | 'kind' | 'order' | 'text'> = {
  under: null,
  person: null,
  department: null,
  to: null,
  side: null,
  at: null,
  source: null,
};

export const mostBlocks = 3000;
export const mostLetters = 10_000;

export const minutesShape: DocumentShape = {
  cells: {
    order: 'string',
    kind: 'string',
    under: 'string',
    text: 'text',
    drawn: 'string',
    person: 'string',
    department: 'string',
    to: 'string',
    side: 'string',
    at: 'number',
    source: { fields: { kind: 'string', id: 'string' } },
  },
  // Two people who paste at once, each within the limit, are both taken.
  most: { rows: 2 * mostBlocks, cells: 32, text: 5 * mostLetters, value: 32_000 },
};

const short = v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(64))), null);
const source = v.object({ kind: v.picklist(blockSources), id: v.pipe(v.string(), v.maxLength(64)) });

/** A block as it stands in the document. A cell that is none of ours reads as empty: people must always be able to see and mend it. */
const written = v.object({
  kind: v.fallback(v.picklist(blockKinds), 'paragraph'),
  order: v.fallback(v.string(), ''),
  under: short,
  text: v.fallback(v.string(), ''),
  drawn: v.fallback(v.nullable(v.string()), null),
  person: short,
  department: short,
  to: short,
  side: short,
  at: v.fallback(v.nullable(v.number()), null),
  source: v.fallback(v.nullable(source), null),
});

export interface WrittenBlock extends Block {
  /** What the house last wrote here; null = people put it in. */
  readonly drawn: string | null;
}

export const blockIn = (row: string, cells: Readonly<Record<string, unknown>>): WrittenBlock => ({ row, ...v.parse(written, cells) });

const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byPlace = (a: Block, b: Block): number => before(a.order, b.order) || before(a.row, b.row);

/** As people see them, top to bottom: each with all that belongs below it. A block whose upper one is gone stands by itself. */
export const arranged = <B extends Block>(blocks: readonly B[]): readonly B[] => {
  const known = new Set(blocks.map(({ row }) => row));
  const below = Map.groupBy(blocks.toSorted(byPlace), ({ row, under }) =>
    under !== null && under !== row && known.has(under) ? under : '',
  );
  const placed = new Set<string>();
  const out: B[] = [];
  const place = (block: B): void => {
    if (placed.has(block.row)) return;
    placed.add(block.row);
    out.push(block);
    below.get(block.row)?.forEach(place);
  };
  below.get('')?.forEach(place);
  // Two blocks that were each put below the other.
  blocks.toSorted(byPlace).forEach(place);
  return out;
};

export const blocksIn = ({ rows }: DocumentContent): readonly WrittenBlock[] =>
  arranged(Object.entries(rows).map(([row, cells]) => blockIn(row, cells)));
