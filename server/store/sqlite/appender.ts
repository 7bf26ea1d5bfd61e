/**
 * Edits of documents go to disk without holding the event loop: written into the log of the database at once, and synced by a thread of the
 * operating system while others are heard. Nothing is read of a document before it is synced, so what anybody is told is on disk.
 */
import { fdatasync, openSync, closeSync } from 'node:fs';
import { StoreUnavailable, type DocumentStore } from '../store.ts';
import { connect, databaseFile, inTransaction, type Limits } from './connection.ts';
import { documentWrites } from './documents.ts';

type Batch = Parameters<DocumentStore['appendUpdates']>[0];

export class Appender {
  readonly #db: ReturnType<typeof connect>;
  readonly #write: (batch: Batch) => (number | 'frozen')[];
  readonly #log: number;
  /** The sync under way, and the one after it, which covers what was written since. */
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  /** After the database is there: its log is the file that is synced. */
  constructor(folder: string, limits: Limits) {
    this.#db = connect(folder, limits);
    this.#db.exec('pragma synchronous = normal');
    this.#write = documentWrites(this.#db).appendUpdates;
    this.#log = openSync(`${databaseFile(folder)}-wal`, 'r+');
  }

  /** One transaction; on disk once `synced` says so. */
  write(batch: Batch): (number | 'frozen')[] {
    return inTransaction(this.#db, () => this.#write(batch));
  }

  /** Resolves when all that is written by now is on disk. Rejects with StoreUnavailable. */
  synced(): Promise<void> {
    if (!this.#running) return this.#sync();
    return (this.#next ??= this.#running.then(
      () => this.#sync(),
      () => this.#sync(),
    ));
  }

  /** Resolves when nothing that was written is still on its way to disk. */
  async settled(): Promise<void> {
    await (this.#next ?? this.#running);
  }

  async close(): Promise<void> {
    await this.settled().catch(() => undefined);
    this.#db.close();
    closeSync(this.#log);
  }

  #sync(): Promise<void> {
    this.#next = null;
    const running = new Promise<void>((resolve, reject) => {
      fdatasync(this.#log, (cause) => {
        this.#running = null;
        if (cause) reject(new StoreUnavailable('the disk did not take an edit', { cause }));
        else resolve();
      });
    });
    return (this.#running = running);
  }
}
