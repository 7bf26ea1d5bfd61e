import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { inThread } from '#server/documents/compaction.ts';

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
  const { base } = await inThread([chosen(1, 'housing', nothing), chosen(2, 'gardens', nothing)]);
  const leads = Y.decodeUpdate(base).structs.flatMap((struct): unknown[] => (struct instanceof Y.Item ? struct.content.getContent() : []));
  expect(leads.sort()).toEqual(['gardens', 'housing']);
});
