/** Edits of the suggestion list by two people, letter after letter, as they reach the store. */
import * as Y from 'yjs';
import type { StreamId } from '#shared/core/recorded.ts';
import type { DocumentStore } from '#server/store/store.ts';

export const words = '每季度公布一次维修资金的收支';

export const listsOfTheRoom = (checklist: StreamId, now: number): Parameters<DocumentStore['appendUpdates']>[0] => {
  const doc = new Y.Doc();
  const updates: { update: Uint8Array; by: string; at: number }[] = [];
  let by = 'g-1';
  doc.on('update', (update) => updates.push({ update, by, at: now + updates.length * 1_000 }));
  const row = new Y.Map<unknown>();
  const text = new Y.Text();
  doc.transact(() => {
    row.set('order', 'a0');
    row.set('proposer', '李明');
    row.set('suggestion', text);
    doc.getMap('rows').set('row-1', row);
  });
  for (const letter of words) text.insert(text.length, letter);
  by = 'g-2';
  row.set('department', 'housing');
  return [{ name: `${checklist}/suggestions`, updates }];
};
