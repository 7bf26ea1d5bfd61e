/** The other end of `compaction.ts`: makes one whole of many updates, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import * as Y from 'yjs';
import type { Compacted } from './compaction.ts';
import { mayForget } from './content.ts';

const doc = new Y.Doc({ gcFilter: mayForget });
doc.transact(() => (workerData as readonly Uint8Array[]).forEach((update) => Y.applyUpdate(doc, update)));
parentPort?.postMessage({ base: Y.encodeStateAsUpdate(doc), vector: Y.encodeStateVector(doc) } satisfies Compacted);
