/**
 * What people take away on paper, as plain data: what it says and in which order. How it looks (GB/T 9704-2012: A4, text block
 * 156 × 225 mm, 22 lines of 28 characters) is known to whoever sets it, and is the same for every kind.
 */
import type { DocumentContent, Row } from './kind.ts';
import type { StreamId } from './recorded.ts';

export interface Print {
  /** Name of the file, without its ending. */
  readonly file: string;
  readonly title: string;
  /** Of the document, as in 〔2026〕12号; '' while it has none. */
  readonly number: string;
  /** Said across the top of every page while nobody has issued it; '' = it is issued. */
  readonly draft: string;
  /** Wide tables lie on their side. */
  readonly turned: boolean;
  readonly blocks: readonly PrintBlock[];
}

export type PrintBlock =
  /** Levels of an official document: 1 = 一、 2 = （一） 3 = 1. The number is part of the text. */
  | { readonly sort: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  /** `lead`: who says it, set apart from what is said. Several lines are several paragraphs. */
  | { readonly sort: 'paragraph'; readonly lead: string; readonly text: string }
  /** Label and what it says, one below the other. */
  | { readonly sort: 'facts'; readonly facts: readonly (readonly [label: string, text: string])[] }
  | {
      readonly sort: 'table';
      readonly columns: readonly { readonly title: string; /** Parts of the width. */ readonly width: number }[];
      readonly rows: readonly (readonly string[])[];
    }
  /** At the end, to be signed by hand. */
  | { readonly sort: 'signatures'; readonly parties: readonly string[]; readonly day: string };

/** One paper of a kind. */
export interface PrintRule<S> {
  /** Parts of the stream's own documents it is made of, as things stand; whoever prints must be allowed to read them. */
  documents(state: S): readonly string[];
  /** Other streams it is made of, by the name under which `print` finds their account. */
  beside(state: S, id: string): Readonly<Record<string, StreamId>>;
  /** Read models it takes names from. */
  readonly models: readonly string[];
  /** `state` as this viewer may know it; null = there is nothing to print for them. */
  print(state: S, on: PrintGround, id: string): Print | null;
}

/** What a paper is made of besides its stream, all of it as the viewer may know it. */
export interface PrintGround {
  readonly documents: Readonly<Record<string, DocumentContent>>;
  /** `Kind.account` of what lies beside; null where this viewer may not know it. */
  readonly beside: Readonly<Record<string, unknown>>;
  readonly rows: Readonly<Record<string, readonly { readonly id: string; readonly row: Row }[]>>;
}
