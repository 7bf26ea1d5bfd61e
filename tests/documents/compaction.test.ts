import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Compacted } from '#server/documents/compaction.ts';

const thread = new URL('../../server/documents/compaction-thread.ts', import.meta.url);

/** Sets the lead of a document that knows `known`, and returns what was set as an update. */
const chosen = (client: number, lead: string, known: Uint8Array): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = client;
  Y.applyUpdate(doc, known);
  doc.getMap('rows').set('lead', lead);
  return Y.encodeStateAsUpdate(doc);
};

test('of two choices made at once the one that does not stand is still there after a compaction', async () => {
  const nothing = Y.encodeStateAsUpdate(new Y.Doc());
  const worker = new Worker(thread, { workerData: [chosen(1, 'housing', nothing), chosen(2, 'gardens', nothing)] });
  const [{ base }] = (await once(worker, 'message')) as [Compacted];
  const leads = Y.decodeUpdate(base).structs.flatMap((struct): unknown[] => (struct instanceof Y.Item ? struct.content.getContent() : []));
  expect(leads.sort()).toEqual(['gardens', 'housing']);
});
