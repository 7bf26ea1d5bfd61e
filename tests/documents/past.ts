/** Several writers of one document, each with a copy of their own, and the log as the server would keep it. */
import * as Y from 'yjs';
import { contentOf } from '#server/documents/content.ts';
import type { Store } from '#server/store/store.ts';
import { list } from './room.ts';

export interface Logged {
  readonly seq: number;
  readonly by: string;
  readonly at: number;
  readonly update: Uint8Array;
}

export class Past {
  readonly log: Logged[] = [];
  readonly #copies = new Map<string, Y.Doc>();
  readonly #server = new Y.Doc();
  /** Content at each seq, as the server saw it; at 0 nothing. */
  readonly contents: ReturnType<typeof contentOf>[] = [contentOf(new Y.Doc())];
  now = 1_700_000_000_000;

  /** One edit of a person on their own copy, taken in by the server; seen by nobody else before `meet`. */
  edit(by: string, work: (rows: Y.Map<Y.Map<unknown>>) => void): void {
    const copy = this.copy(by);
    const before = Y.encodeStateVector(copy);
    let deleted = false;
    const note = (transaction: Y.Transaction): void => void (deleted = transaction.deleteSet.clients.size > 0);
    copy.on('afterTransaction', note);
    copy.transact(() => work(copy.getMap('rows')));
    copy.off('afterTransaction', note);
    if (!deleted && Buffer.compare(before, Y.encodeStateVector(copy)) === 0) return;
    let taken: Uint8Array | null = null;
    const take = (update: Uint8Array): void => void (taken = update);
    this.#server.on('update', take);
    Y.applyUpdate(this.#server, Y.encodeStateAsUpdate(copy, before));
    this.#server.off('update', take);
    if (!taken) return;
    this.log.push({ seq: this.log.length + 1, by, at: this.now, update: taken });
    this.contents.push(contentOf(this.#server));
  }

  /** A person is told all that others wrote. */
  meet(by: string): void {
    Y.applyUpdate(this.copy(by), Y.encodeStateAsUpdate(this.#server, Y.encodeStateVector(this.copy(by))));
  }

  copy(by: string): Y.Doc {
    const known = this.#copies.get(by);
    if (known) return known;
    const made = new Y.Doc();
    this.#copies.set(by, made);
    Y.applyUpdate(made, Y.encodeStateAsUpdate(this.#server));
    return made;
  }

  whole(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#server);
  }

  async keep(store: Store): Promise<void> {
    await store.appendUpdates([{ name: list, updates: this.log }]);
  }
}

/** A row with a plain cell `lead` and a text `task`. */
export const putRow = (rows: Y.Map<Y.Map<unknown>>, id: string, order: string, task = ''): void => {
  const row = new Y.Map<unknown>();
  row.set('order', order);
  row.set('lead', null);
  row.set('task', new Y.Text(task));
  rows.set(id, row);
};

export const taskOf = (rows: Y.Map<Y.Map<unknown>>, id: string): Y.Text | null => {
  const task = rows.get(id)?.get('task');
  return task instanceof Y.Text ? task : null;
};
