/** Applies what clients said in one turn to the Y.Doc; nothing is on disk or told yet. */
import * as Y from 'yjs';
import { closings, type DocumentShape } from '#shared/core/document.ts';
import type { Connection } from './connection.ts';
import type { Edit } from './keeper.ts';
import { keepingShape, Misshapen } from './shape.ts';

export interface Pencil {
  readonly write: (doc: Y.Doc) => boolean;
  readonly resolve: (outcome: 'kept' | 'already' | 'frozen') => void;
  readonly reject: (reason: unknown) => void;
}

/** All that waits for one turn. */
export interface Batch {
  readonly edits: { readonly connection: Connection; readonly update: Uint8Array }[];
  readonly asks: { readonly connection: Connection; readonly known: Uint8Array }[];
  /** Slow clients that take frames again, and how far they were told. */
  readonly late: { readonly connection: Connection; readonly told: number }[];
  readonly joins: Connection[];
  readonly pencils: Pencil[];
  /** Of the edits. */
  bytes: number;
}

export const emptyBatch = (): Batch => ({ edits: [], asks: [], late: [], joins: [], pencils: [], bytes: 0 });

export interface Made {
  /** One update for each writer that changed something, as Yjs took it in. */
  readonly edits: readonly Edit[];
  /** The only writer, who knows its own edit already. */
  readonly only: Connection | null;
  readonly pencilled: ReadonlySet<Pencil>;
  /** Writers whose edits rest on edits that are not here. */
  readonly gaps: readonly Connection[];
  /** Whose update broke: the Y.Doc may be harmed and must be read anew. */
  readonly culprit: Connection | null;
}

/** More steps than any person types; an update that claims more would poison the writer it names. */
const mostSteps = 2 ** 40;

/** What `change` brings, as one update; null when nothing changed. Throws when it breaks Yjs or its limits. */
const produce = (doc: Y.Doc, change: () => void): Uint8Array | null => {
  let produced: Uint8Array | null = null;
  let steps: ReadonlyMap<number, number> = new Map();
  const take = (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction): void => {
    produced = update;
    steps = transaction.afterState;
  };
  doc.on('update', take);
  try {
    doc.transact(change);
  } finally {
    doc.off('update', take);
  }
  for (const made of steps.values()) if (made > mostSteps) throw new RangeError('too many steps');
  return produced;
};

const byWriter = (batch: Batch): Map<Connection, Uint8Array[]> => {
  const writers = new Map<Connection, Uint8Array[]>();
  for (const { connection, update } of batch.edits) {
    const updates = writers.get(connection);
    if (updates) updates.push(update);
    else writers.set(connection, [update]);
  }
  return writers;
};

/** Parts that rest on something unknown are let go: their sender is asked for all that is missing, and delivers both. */
const dropGaps = (doc: Y.Doc): boolean => {
  if (!doc.store.pendingStructs && !doc.store.pendingDs) return false;
  doc.store.pendingStructs = null;
  doc.store.pendingDs = null;
  return true;
};

/** `room`: bytes the document may still grow by. */
export const takeIn = (doc: Y.Doc, batch: Batch, room: number, now: number, shape: DocumentShape | null): Made => {
  const edits: Edit[] = [];
  const writers: (Connection | null)[] = [];
  const pencilled = new Set<Pencil>();
  const gaps: Connection[] = [];
  const made = (culprit: Connection | null): Made => ({
    edits,
    pencilled,
    gaps,
    culprit,
    only: writers.length === 1 ? (writers[0] ?? null) : null,
  });
  let left = room;
  for (const [connection, updates] of byWriter(batch)) {
    if (connection.barred) continue;
    const size = updates.reduce((sum, update) => sum + update.length, 0);
    if (size > left) {
      connection.bar(closings.tooLarge, 'too-large');
      continue;
    }
    left -= size;
    try {
      const update = produce(doc, () => keepingShape(doc, shape, () => updates.forEach((one) => Y.applyUpdate(doc, one))));
      if (dropGaps(doc)) gaps.push(connection);
      if (update) {
        edits.push({ update, by: connection.viewer.id, at: now });
        writers.push(connection);
      }
    } catch (reason) {
      connection.bar(closings.malformed, reason instanceof Misshapen ? reason.message : 'malformed');
      return made(connection);
    }
  }
  for (const pencil of batch.pencils) {
    const update = produce(doc, () => void (pencil.write(doc) && pencilled.add(pencil)));
    if (!update) continue;
    edits.push({ update, by: 'house', at: now });
    writers.push(null);
  }
  return made(null);
};
