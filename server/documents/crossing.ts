/** What nodes tell each other about a document. A hint: what is lost is found again in the store. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { DocumentName } from '#shared/core/kind.ts';
import { readCursors, writeCursors, type Cursor } from './frames.ts';

export type News =
  /** Updates (`after`, `head`] as one; empty when it only tells how far things are. */
  | { readonly edits: Uint8Array; readonly after: number; readonly head: number }
  | { readonly presence: readonly Cursor[] }
  /** A node that has just opened the document knows nobody's cursor. */
  | { readonly askPresence: true };

export const topicOf = (name: DocumentName): string => `documents/${name}`;

export const writeNews = (node: string, news: News): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarString(encoder, node);
    if ('edits' in news) {
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarUint(encoder, news.after);
      encoding.writeVarUint(encoder, news.head);
      encoding.writeVarUint8Array(encoder, news.edits);
    } else if ('presence' in news) {
      encoding.writeVarUint(encoder, 1);
      writeCursors(encoder, news.presence);
    } else {
      encoding.writeVarUint(encoder, 2);
    }
  });

/** null: from this very node, or of a kind this version does not know. */
export const readNews = (node: string, message: Uint8Array): News | null => {
  const decoder = decoding.createDecoder(message);
  if (decoding.readVarString(decoder) === node) return null;
  switch (decoding.readVarUint(decoder)) {
    case 0: {
      const after = decoding.readVarUint(decoder);
      const head = decoding.readVarUint(decoder);
      return { after, head, edits: decoding.readVarUint8Array(decoder) };
    }
    case 1:
      return { presence: readCursors(decoder) };
    case 2:
      return { askPresence: true };
    default:
      return null;
  }
};
