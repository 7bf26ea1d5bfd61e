/**
 * One open document. What clients send waits; once a turn it is all applied to the one Y.Doc, written to disk, and only then told. Between two
 * turns the Y.Doc is exactly what is on disk, so whatever is answered from it may be seen. The more a telling costs the longer the next turn
 * waits, so that a crowd is told many edits at once.
 */
import * as Y from 'yjs';
import { closings, type DocumentShape } from '#shared/core/document.ts';
import type { DocumentName } from '#shared/core/kind.ts';
import { StoreUnavailable } from '#server/store/store.ts';
import { Answers } from './answers.ts';
import { Audience } from './audience.ts';
import type { Connection, Intake } from './connection.ts';
import { Copy } from './copy.ts';
import type { News } from './crossing.ts';
import { Cursors } from './cursors.ts';
import { presenceFrame, updateFrame, type Incoming } from './frames.ts';
import { Pace } from '../pace.ts';
import { packet } from '../packet.ts';
import { Presence } from './presence.ts';
import { emptyBatch, takeIn, type Batch, type Made } from './round.ts';
import type { Surroundings } from './surroundings.ts';
import { createTurns } from './turns.ts';

/** Part of the time that telling edits may take; what comes meanwhile is told together. */
const share = 0.2;
/** Updates that may be left after the base when a document comes to rest. */
const tailAtRest = 50;
const nothingMade: Made = { edits: [], only: null, pencilled: new Set(), gaps: [], culprit: null };
const emptyUpdate = new Uint8Array([0, 0]);
const isEmpty = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0;

export class OpenDocument implements Intake {
  readonly name: DocumentName;
  readonly presence: Presence;
  readonly audience = new Audience();
  usedAt: number;
  /** Clients at the door, whose rights are being looked up. */
  expected = 0;
  readonly #around: Surroundings;
  readonly #shape: DocumentShape | null;
  readonly #copy: Copy;
  readonly #inTurn = createTurns();
  readonly #pace: Pace;
  readonly #cursors: Cursors;
  readonly #answers: Answers;
  #waiting: Batch | null = null;
  /** What waits has no turn of its own yet. */
  #awaited = false;
  #under = 0;
  #paused: Connection[] = [];
  #head = 0;

  constructor(name: DocumentName, around: Surroundings, shape: DocumentShape | null) {
    this.name = name;
    this.#around = around;
    this.#shape = shape;
    const failed = (reason: unknown): void => around.failed(reason, name);
    this.#copy = new Copy(name, around.store, (update) => this.#broadcast(update, null), failed);
    this.presence = new Presence(around.limits);
    this.#pace = new Pace({ share, shortest: 0, longest: around.limits.together });
    this.#answers = new Answers(this.#copy, this.presence, (work) => this.#later(work));
    this.#cursors = new Cursors(this.presence, this.audience, around.limits, (own) => around.publish(name, { presence: own }));
    this.usedAt = around.clock();
  }

  /** Nothing waits, nothing is under way, nobody is connected. */
  get quiet(): boolean {
    return this.#under === 0 && !this.#awaited && this.audience.connections.size + this.expected === 0 && !this.#copy.compaction.under;
  }

  /** From the next turn on the client is told everything; first whether it may write. */
  join(connection: Connection): void {
    this.audience.connections.add(connection);
    this.#wait().joins.push(connection);
    connection.attach(this);
  }

  take(from: Connection, incoming: Incoming): void {
    if ('ask' in incoming) this.#wait().asks.push({ connection: from, known: incoming.ask });
    else if ('update' in incoming) this.#edit(from, incoming.update, incoming.answers === true);
    else if ('presence' in incoming) this.#cursor(from, incoming.presence);
    else from.glimpse(packet(presenceFrame(this.presence.all())));
  }

  left(connection: Connection): void {
    if (!this.audience.connections.delete(connection)) return;
    this.usedAt = this.#around.clock();
    this.presence.leave(connection, this.usedAt);
    this.#cursors.later();
  }

  told(): number {
    return this.#copy.whole.position;
  }

  behind(connection: Connection, told: number): void {
    this.#wait().late.push({ connection, told });
  }

  /** Runs `work` with the document as it is on disk, other nodes' edits included, while nothing is taken in. */
  held<T>(work: (doc: Y.Doc, head: number) => Promise<T>): Promise<T> {
    this.#begin();
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
    this.#cursors.later();
  }

  /** Reads from the store what other nodes wrote, when this one may have missed it. */
  catchUp(): void {
    if (this.#copy.read) this.#later(() => this.#copy.learn());
  }

  /** Tells other nodes how far this one is, so that whoever missed something notices. */
  tellHead(): void {
    const head = this.#copy.head;
    this.#around.publish(this.name, { edits: emptyUpdate, after: head, head });
    this.#around.publish(this.name, { askPresence: true });
  }

  beat(now: number): void {
    this.presence.sweep(now);
    this.#cursors.later();
    for (const connection of this.audience.connections) connection.beat();
    if (this.#copy.head === this.#head) this.rest();
    this.#head = this.#copy.head;
  }

  /** Nobody writes now: the best time to make the next opening fast. False when nothing was left to do. */
  rest(): boolean {
    if (this.#under === 0 && !this.#awaited) this.#copy.compact(tailAtRest);
    return this.#copy.compaction.under !== null;
  }

  /** Resolves when everything that was said is on disk. */
  async settled(): Promise<void> {
    for (; this.#awaited || this.#under > 0; await this.#inTurn(() => undefined)) this.#begin();
    await this.#copy.compaction.under;
  }

  #edit(from: Connection, update: Uint8Array, answers: boolean): void {
    if (answers) from.askedAt = -Infinity;
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

  #cursor(from: Connection, cursors: Uint8Array): void {
    if (from.access !== 'write') return;
    const fault = this.presence.take(cursors, from, this.#around.clock());
    if (fault) from.bar(closings.malformed, fault);
    this.#cursors.later();
  }

  /** What waits for the next turn; asking for it makes that turn come. */
  #wait(): Batch {
    if (this.#waiting) return this.#waiting;
    this.#waiting = emptyBatch();
    this.#awaited = true;
    const pause = this.#pace.wait(performance.now());
    // At least one turn of the loop, so that what several sockets brought at once is one turn, too.
    if (pause >= 1) setTimeout(this.#begin, pause);
    else setImmediate(this.#begin);
    return this.#waiting;
  }

  /** What waits gets its turn, before everything that comes later. */
  readonly #begin = (): void => {
    if (!this.#awaited) return;
    this.#awaited = false;
    this.#later(() => this.#round());
  };

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
    const batch = this.#waiting;
    this.#waiting = null;
    for (const connection of this.#paused.splice(0)) connection.resume();
    if (!batch) return;
    this.#pace.begins(performance.now());
    try {
      const made = batch.edits.length + batch.pencils.length > 0 ? await this.#takeIn(batch) : nothingMade;
      const kept = made.edits.length > 0 ? await this.#around.keeper.keep(this.name, made.edits) : null;
      if (kept === 'frozen') return this.#refuse(batch);
      if (kept !== null) await this.#tell(made, kept);
      for (const pencil of batch.pencils) pencil.resolve(made.pencilled.has(pencil) ? 'kept' : 'already');
      await this.#answers.mend(batch.late, made.gaps);
      await this.#answers.welcome(batch.joins);
      const left = await this.#answers.answer(batch.asks);
      if (left.length > 0) this.#wait().asks.push(...left);
      this.#copy.compact(this.#around.limits.tail);
    } catch (reason) {
      this.#lose(batch, reason);
    }
  }

  /** Applies the batch to the Y.Doc. An update that breaks costs its sender the connection; the document is then read anew without it. */
  async #takeIn(batch: Batch): Promise<Made> {
    for (;;) {
      const doc = await this.#copy.doc();
      const made = takeIn(doc, batch, this.#around.limits.document - this.#copy.bytes, this.#around.clock(), this.#shape);
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

  #broadcast(update: Uint8Array, but: Connection | null): void {
    const frame = packet(updateFrame(update));
    this.#copy.whole.tell(frame);
    this.#pace.took(this.audience.tell(frame, but));
  }

  /** The ink came first: the writers are told, everybody else goes on from what is on disk. */
  #refuse(batch: Batch): void {
    this.#copy.discard();
    for (const { connection } of batch.edits) connection.bar(closings.notYours, 'frozen');
    for (const pencil of batch.pencils) pencil.resolve('frozen');
    if (batch.asks.length + batch.late.length + batch.joins.length === 0) return;
    const next = this.#wait();
    next.asks.push(...batch.asks);
    next.late.push(...batch.late);
    next.joins.push(...batch.joins);
  }

  /** The store stayed away: nobody saw these edits; their writers still have them and come back with them. */
  #lose(batch: Batch, reason: unknown): void {
    this.#copy.discard();
    for (const { connection } of [...batch.edits, ...batch.asks, ...batch.late]) connection.bar(closings.unavailable, 'unavailable');
    for (const connection of batch.joins) connection.bar(closings.unavailable, 'unavailable');
    for (const pencil of batch.pencils) pencil.reject(reason);
    if (!(reason instanceof StoreUnavailable)) throw reason;
  }
}
