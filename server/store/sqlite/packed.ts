/** Updates of documents on their way to the thread: one text and one run of bytes. Many small objects cost several times as much to hand over. */
import type { DocumentName } from '#shared/core/kind.ts';
import type { DocumentStore } from '../store.ts';

type Batch = Parameters<DocumentStore['appendUpdates']>[0];
type Listed = readonly (readonly [name: DocumentName, updates: readonly (readonly [by: string, at: number, length: number])[]])[];

export const pack = (batch: Batch): readonly [string, Uint8Array] => {
  const listed: Listed = batch.map(({ name, updates }) => [name, updates.map(({ by, at, update }) => [by, at, update.length])]);
  const bytes = new Uint8Array(batch.reduce((sum, { updates }) => updates.reduce((its, { update }) => its + update.length, sum), 0));
  let place = 0;
  for (const { updates } of batch)
    for (const { update } of updates) {
      bytes.set(update, place);
      place += update.length;
    }
  return [JSON.stringify(listed), bytes];
};

export const unpack = (text: string, bytes: Uint8Array): Batch => {
  let place = 0;
  const next = (length: number): Uint8Array => bytes.subarray(place, (place += length));
  return (JSON.parse(text) as Listed).map(([name, updates]) => ({
    name,
    updates: updates.map(([by, at, length]) => ({ by, at, update: next(length) })),
  }));
};
