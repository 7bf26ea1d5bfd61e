/** The other end of `compaction.ts`: makes one whole of many updates. */
import * as Y from 'yjs';
import { answerInTurn } from '#server/thread.ts';
import type { Compacted } from './compaction.ts';
import { mayForget } from './content.ts';

answerInTurn((updates: readonly Uint8Array[]): Compacted => {
  const doc = new Y.Doc({ gcFilter: mayForget });
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
  return { base: Y.encodeStateAsUpdate(doc), vector: Y.encodeStateVector(doc) };
});
