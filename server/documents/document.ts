/**
 * One open document. What clients send waits; once a turn it is all applied to the one Y.Doc, written to disk, and only then told. Between two
 * turns the Y.Doc is exactly what is on disk, so whatever is answered from it may be seen.
 */
import * as Y from 'yjs';
import { closings } from '#shared/core/document.ts';
import type { DocumentName } from '#shared/core/kind.ts';
import { StoreUnavailable, type DocumentStore } from '#server/store/store.ts';
import type { Connection, Intake } from './connection.ts';
import { Copy } from './copy.ts';
import type { News } from './crossing.ts';
import { askFrame, deniedFrame, presenceFrame, updateFrame, type Incoming } from './frames.ts';
import type { Keeper } from './keeper.ts';
import type { DocumentLimits } from './limits.ts';
import { Presence } from './presence.ts';
import { takeIn, type Batch, type Made } from './round.ts';
import { createTurns } from './turns.ts';

/** What a document needs of its surroundings. */
export interface Surroundings {
  readonly store: DocumentStore;
  readonly keeper: Keeper;
  readonly limits: DocumentLimits;
  readonly clock: () => number;
  /** To the other nodes. */
  publish(name: DocumentName, news: News): void;
  failed(reason: unknown, name: DocumentName): void;
}

/** A client that keeps sending edits whose foundation it never delivers is not one we understand. */
const patienceWithGaps = 5;
const emptyUpdate = new Uint8Array([0, 0]);
const isEmpty = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0;

export class OpenDocument implements Intake {
  readonly name: DocumentName;
  readonly presence: Presence;
  readonly connections = new Set<Connection>();
  usedAt: number;
  /** Clients at the door, whose rights are being looked up. */
  expected = 0;
  readonly #around: Surroundings;
  readonly #copy: Copy;
  readonly #inTurn = createTurns();
  #waiting: Batch | null = null;
  #under = 0;
  #paused: Connection[] = [];
  #cursorsDue = false;

  constructor(name: DocumentName, around: Surroundings) {
    this.name = name;
    this.#around = around;
    this.#copy = new Copy(name, around.store, (update) => this.#broadcast(update, null));
    this.presence = new Presence(around.limits);
    this.usedAt = around.clock();
  }

  /** Nothing waits, nothing is under way, nobody is connected. */
  get quiet(): boolean {
    return this.#under === 0 && this.connections.size + this.expected === 0 && !this.#copy.compacting;
  }

  /** From the next turn on the client is told everything; first whether it may write. */
  join(connection: Connection): void {
    this.connections.add(connection);
    this.#wait().joins.push(connection);
    connection.attach(this);
  }

  take(from: Connection, incoming: Incoming): void {
    if ('ask' in incoming) this.#wait().asks.push({ connection: from, known: incoming.ask });
    else if ('update' in incoming) this.#edit(from, incoming.update);
    else if ('presence' in incoming) this.#cursors(from, incoming.presence);
    else from.glimpse(presenceFrame(this.presence.all()));
  }

  left(connection: Connection): void {
    if (!this.connections.delete(connection)) return;
    this.usedAt = this.#around.clock();
    this.presence.leave(connection, this.usedAt);
    this.#cursorsLater();
  }

  told(): Uint8Array {
    return this.#copy.vector();
  }

  /** Runs `work` with the document as it is on disk, other nodes' edits included, while nothing is taken in. */
  held<T>(work: (doc: Y.Doc, head: number) => Promise<T>): Promise<T> {
    return this.#turn(async () => {
      await this.#copy.learn();
      return work(await this.#copy.doc(), this.#copy.head);
    });
  }

  /** `write` changes the Y.Doc, or says that nothing was left to do. Rejects with StoreUnavailable. */
  pencil(write: (doc: Y.Doc) => boolean): Promise<'kept' | 'already' | 'frozen'> {
    return new Promise((resolve, reject) => this.#wait().pencils.push({ write, resolve, reject }));
  }

  /** Another node told something. */
  hear(news: News): void {
    if ('edits' in news) return this.#later(() => this.#copy.hear(news.edits, news.after, news.head));
    if ('presence' in news) this.presence.learn(news.presence, this.#around.clock());
    else this.#around.publish(this.name, { presence: this.presence.own() });
    this.#cursorsLater();
  }

  /** Reads from the store what other nodes wrote, when this one may have missed it. */
  catchUp(): void {
    if (this.#copy.here) this.#later(() => this.#copy.learn());
  }

  /** Tells other nodes how far this one is, so that whoever missed something notices. */
  tellHead(): void {
    const head = this.#copy.head;
    this.#around.publish(this.name, { edits: emptyUpdate, after: head, head });
    this.#around.publish(this.name, { askPresence: true });
  }

  beat(now: number): void {
    this.presence.sweep(now);
    this.#cursorsLater();
    for (const connection of this.connections) connection.beat();
  }

  /** Resolves when everything that was said is on disk. */
  async settled(): Promise<void> {
    while (this.#under > 0) await this.#inTurn(() => undefined);
    await this.#copy.compacting;
  }

  #edit(from: Connection, update: Uint8Array): void {
    // The empty update says nothing new; everything else is an attempt to write.
    if (isEmpty(update)) return;
    if (from.access !== 'write') return from.bar(closings.notYours, from.frozen ? 'frozen' : 'read-only');
    const waiting = this.#wait();
    waiting.edits.push({ connection: from, update });
    waiting.bytes += update.length;
    if (waiting.bytes <= this.#around.limits.waiting) return;
    from.pause();
    this.#paused.push(from);
  }

  #cursors(from: Connection, cursors: Parameters<Presence['take']>[0]): void {
    if (from.access !== 'write') return;
    const fault = this.presence.take(cursors, from, this.#around.clock());
    if (fault) from.bar(closings.malformed, fault);
    this.#cursorsLater();
  }

  /** What waits for the next turn; asking for it makes that turn come. */
  #wait(): Batch {
    if (this.#waiting) return this.#waiting;
    this.#waiting = { edits: [], asks: [], joins: [], pencils: [], bytes: 0 };
    this.#later(() => this.#round());
    return this.#waiting;
  }

  async #turn<T>(work: () => T | Promise<T>): Promise<T> {
    this.#under += 1;
    try {
      return await this.#inTurn(work);
    } finally {
      this.#under -= 1;
      this.usedAt = this.#around.clock();
    }
  }

  #later(work: () => Promise<void>): void {
    this.#turn(work).catch((reason: unknown) => this.#around.failed(reason, this.name));
  }

  /** One turn: take in all that waits, keep it, tell it, answer. */
  async #round(): Promise<void> {
    // One turn of the loop later, so that what several sockets brought at once is one turn, too.
    await new Promise(setImmediate);
    const batch = this.#waiting;
    this.#waiting = null;
    for (const connection of this.#paused.splice(0)) connection.resume();
    if (!batch) return;
    try {
      const made = await this.#takeIn(batch);
      const kept = made.edits.length > 0 ? await this.#around.keeper.keep(this.name, made.edits) : null;
      if (kept === 'frozen') return this.#refuse(batch);
      if (kept !== null) await this.#tell(made, kept);
      for (const pencil of batch.pencils) pencil.resolve(made.pencilled.has(pencil) ? 'kept' : 'already');
      this.#answer(batch, made.gaps);
      this.#copy.compact(this.#around.limits.tail, (reason) => this.#around.failed(reason, this.name));
    } catch (reason) {
      this.#lose(batch, reason);
    }
  }

  /** Applies the batch to the Y.Doc. An update that breaks costs its sender the connection; the document is then read anew without it. */
  async #takeIn(batch: Batch): Promise<Made> {
    for (;;) {
      const doc = await this.#copy.doc();
      const made = takeIn(doc, batch, this.#around.limits.document - this.#copy.bytes, this.#around.clock());
      if (!made.culprit) return made;
      this.#copy.discard();
    }
  }

  async #tell(made: Made, kept: number): Promise<void> {
    const updates = made.edits.map((edit) => edit.update);
    const update = updates.length === 1 && updates[0] ? updates[0] : Y.mergeUpdates(updates);
    const gap = this.#copy.kept(updates, kept);
    this.#broadcast(update, made.only);
    this.#around.publish(this.name, { edits: update, after: kept - updates.length, head: kept });
    if (gap) await this.#copy.learn();
  }

  #answer(batch: Batch, gaps: readonly Connection[]): void {
    for (const connection of batch.joins) {
      if (connection.access === 'write') connection.send(askFrame(this.#copy.vector()));
      else connection.send(deniedFrame(connection.frozen ? 'frozen' : 'read-only'));
      const cursors = this.presence.all();
      if (cursors.length > 0) connection.glimpse(presenceFrame(cursors));
    }
    for (const { connection, known } of batch.asks) {
      const frame = connection.open ? this.#copy.answer(known) : null;
      if (frame) connection.answer(frame);
    }
    for (const connection of gaps) {
      connection.gaps += 1;
      if (connection.gaps > patienceWithGaps) connection.bar(closings.malformed, 'gaps');
      else connection.send(askFrame(this.#copy.vector()));
    }
  }

  #broadcast(update: Uint8Array, but: Connection | null): void {
    const frame = updateFrame(update);
    for (const connection of this.connections) if (connection !== but) connection.send(frame);
  }

  /** The ink came first: the writers are told, everybody else goes on from what is on disk. */
  #refuse(batch: Batch): void {
    this.#copy.discard();
    for (const { connection } of batch.edits) connection.bar(closings.notYours, 'frozen');
    for (const pencil of batch.pencils) pencil.resolve('frozen');
    if (batch.asks.length + batch.joins.length === 0) return;
    const next = this.#wait();
    next.asks.push(...batch.asks);
    next.joins.push(...batch.joins);
  }

  /** The store stayed away: nobody saw these edits; their writers still have them and come back with them. */
  #lose(batch: Batch, reason: unknown): void {
    this.#copy.discard();
    for (const { connection } of [...batch.edits, ...batch.asks]) connection.bar(closings.unavailable, 'unavailable');
    for (const connection of batch.joins) connection.bar(closings.unavailable, 'unavailable');
    for (const pencil of batch.pencils) pencil.reject(reason);
    if (!(reason instanceof StoreUnavailable)) throw reason;
  }

  #cursorsLater(): void {
    if (this.#cursorsDue) return;
    this.#cursorsDue = true;
    setTimeout(() => this.#tellCursors(), this.#around.limits.presenceEvery).unref();
  }

  #tellCursors(): void {
    this.#cursorsDue = false;
    const { all, own } = this.presence.changes();
    if (own.length > 0) this.#around.publish(this.name, { presence: own });
    if (all.length === 0) return;
    const frame = presenceFrame(all);
    for (const connection of this.connections) connection.glimpse(frame);
  }
}
