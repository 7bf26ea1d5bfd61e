/**
 * One copy of a document that is worked on here: what it holds, what of it the server has, and its line to the server. A copy that turns out
 * to be worth nothing is closed and another one opened. Loaded only when somebody opens a document.
 */
import * as Y from 'yjs';
import type { ReadOnly } from '#shared/core/document.ts';
import type { DocumentName } from '#shared/core/kind.ts';
import { changesOf, placeOfCell, type Changes } from './document-changes.ts';
import { Settings, type Clash } from './document-conflicts.ts';
import { Confirmed } from './document-confirmed.ts';
import { cursorsOf, Teller, Writers, type Cursor, type Place, type Somebody } from './document-cursors.ts';
import type { Keeping, KeptEdit, Left } from './document-keeping.ts';
import { Line, type LineState, type Refused } from './document-line.ts';
import { Rows } from './document-rows.ts';
import { Unsent } from './document-unsent.ts';

export interface Listener {
  state(state: LineState): void;
  /** Everything the server has is here; `readOnly` says why nothing may be written, null = it may. */
  told(readOnly: ReadOnly | null): void;
  refused(why: Refused): void;
  /** This copy is worth nothing any more: the server did not take what was written, or has lost what it had confirmed. */
  worthless(why: ReadOnly | 'younger'): void;
  changed(changes: Changes, mine: boolean): void;
  /** null = nothing to answer any more. */
  clash(row: string, field: string, clash: Clash | null): void;
  cursors(): void;
  undoable(): void;
  /** How much is not known to be on the server. */
  waits(): void;
}

/** After the last key, before asking whether it is kept; and the longest that somebody who never pauses waits for the question. */
const calm = 600;
const patience = 5_000;
/** A node of the server may be a moment behind the others: only one that lacks something each time is younger. */
const mostDoubts = 5;
/** Origin of what this browser had kept. */
const device = {};

export class Desk {
  readonly doc = new Y.Doc();
  readonly rows: Rows;
  readonly undo: Y.UndoManager;
  readonly writers = new Writers();
  readonly unsent = new Unsent<KeptEdit>();
  /** Origin of my own edits, so that undo takes back nothing else. */
  readonly #mine = {};
  readonly #own = new Set<number>();
  readonly #confirmed = new Confirmed(this.#own);
  readonly #settings = new Settings(Y);
  readonly #touched = new WeakMap<Y.Transaction, readonly string[]>();
  /** What everything said so far was, when a question was asked. */
  readonly #vectors = new Map<number, Map<number, number>>();
  readonly #keeping: Keeping;
  readonly #listener: Listener;
  #line: Line | null = null;
  #teller: Teller | null = null;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #askBy: number | null = null;
  #doubts = 0;
  #closed = false;

  constructor(keeping: Keeping, left: Left, listener: Listener) {
    this.#keeping = keeping;
    this.#listener = listener;
    this.rows = new Rows(Y, this.doc, this.#mine);
    this.#load(left);
    this.undo = new Y.UndoManager(this.rows.map, { trackedOrigins: new Set([this.#mine]), captureTimeout: 500 });
    this.undo.on('stack-item-added', () => listener.undoable());
    this.undo.on('stack-item-popped', () => listener.undoable());
    this.rows.map.observeDeep((events, transaction) => this.#changed(events as Parameters<typeof changesOf>[1], transaction));
    this.doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) =>
      this.#updated(update, transaction),
    );
  }

  async connect(name: DocumentName, me: Somebody): Promise<void> {
    const { state, told, refused, worthless } = this.#listener;
    const line = await Line.open(name, this.doc, {
      state,
      refused,
      told: (readOnly) => (told(readOnly), this.#askSoon()),
      mayAnswer: (vector) => this.#mayAnswer(vector),
      kept: (probe) => this.#kept(probe),
      undone: worthless,
    });
    if (this.#closed) return line.close();
    this.#line = line;
    const { awareness } = line.provider;
    awareness.on('change', () => {
      this.writers.learn(awareness);
      this.#listener.cursors();
    });
    this.#teller = new Teller(
      Y,
      awareness,
      me,
      [...this.#own].filter((client) => client !== this.doc.clientID),
    );
    line.provider.connect();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#soon);
    this.#teller?.close();
    this.undo.destroy();
    this.#line?.close();
    this.doc.destroy();
  }

  get whole(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc);
  }

  /** All of it is one step to undo. */
  step(work: () => void): void {
    this.apart(() => this.rows.change(work));
  }

  /** One edit, and one step to undo by itself. */
  apart(edit: () => void): void {
    this.undo.stopCapturing();
    edit();
    this.undo.stopCapturing();
  }

  cursors(): readonly Cursor[] {
    return this.#line ? cursorsOf(Y, this.doc, this.#line.provider.awareness) : [];
  }

  tell(at: Place | null): void {
    this.#teller?.tell(at);
  }

  #load({ confirmed, unsent }: Left): void {
    const apply = (updates: readonly Uint8Array[]): void =>
      this.doc.transact(() => updates.forEach((update) => Y.applyUpdate(this.doc, update, device)), device);
    apply(confirmed);
    this.#confirmed.reach(this.#vector());
    apply(unsent.flatMap(({ updates }) => updates));
    for (const edit of unsent) {
      this.unsent.add(edit);
      for (const update of edit.updates) for (const client of Y.parseUpdateMeta(update).to.keys()) this.#own.add(client);
    }
    this.#own.add(this.doc.clientID);
    for (const { row, field } of this.unsent.cells.map(placeOfCell)) {
      const map = this.rows.map.get(row);
      const by = map?._map.get(field)?.id.client;
      if (map && by !== undefined && this.#own.has(by)) this.#settings.set(`${row} ${field}`, map, field);
    }
  }

  #changed(events: Parameters<typeof changesOf>[1], transaction: Y.Transaction): void {
    const changes = changesOf(Y, events);
    const mine = this.#isMine(transaction);
    this.#touched.set(transaction, changes.cells);
    this.#listener.changed(changes, transaction.origin === this.#mine);
    for (const { row, map, field } of changes.set) {
      const cell = `${row} ${field}`;
      if (field === 'order') continue;
      if (mine) this.#settings.set(cell, map, field);
      const clash = mine ? null : this.#settings.judge(cell, map, field, transaction);
      if (clash !== undefined) this.#listener.clash(row, field, clash);
    }
  }

  #isMine({ origin }: Y.Transaction): boolean {
    return origin !== device && origin !== this.#line?.provider;
  }

  #updated(update: Uint8Array, transaction: Y.Transaction): void {
    if (this.#isMine(transaction)) {
      this.unsent.add(this.#keeping.mine(update, this.#touched.get(transaction) ?? []));
      this.#listener.waits();
      this.#askSoon();
    } else if (transaction.origin !== device) {
      this.#confirmed.told(transaction);
      this.#keeping.theirs(update);
    }
  }

  #vector(): Map<number, number> {
    return Y.decodeStateVector(Y.encodeStateVector(this.doc));
  }

  #mayAnswer(server: Uint8Array): boolean {
    if (!this.#confirmed.lackedBy(Y.decodeStateVector(server))) {
      this.#doubts = 0;
      return true;
    }
    this.#doubts += 1;
    // Once the message that says so has been dealt with.
    if (this.#doubts > mostDoubts) queueMicrotask(() => this.#worthless('younger'));
    return false;
  }

  #worthless(why: 'younger'): void {
    if (!this.#closed) this.#listener.worthless(why);
  }

  #askSoon(): void {
    if (!this.unsent.any || this.#closed) return;
    const now = Date.now();
    this.#askBy ??= now + patience;
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#ask(), Math.max(0, Math.min(calm, this.#askBy - now)));
  }

  #ask(): void {
    this.#askBy = null;
    this.#vectors.set(this.unsent.writes, this.#vector());
    this.#line?.probe(this.unsent.writes);
  }

  #kept(probe: number): void {
    for (const [asked, vector] of this.#vectors) {
      if (asked === probe) this.#confirmed.reach(vector);
      if (asked <= probe) this.#vectors.delete(asked);
    }
    const settled = this.unsent.settle(probe);
    if (settled.length === 0) return;
    this.#keeping.confirmed(settled, this.unsent.any ? null : () => this.whole);
    this.#listener.waits();
  }
}
