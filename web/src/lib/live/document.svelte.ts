/** One document on this screen: its rows, who else is in it, and whether what was written is kept. Opened in the browser only. */
import type * as Y from 'yjs';
import type { ReadOnly } from '#shared/core/document.ts';
import type { DocumentContent, DocumentName } from '#shared/core/kind.ts';
import { cursorsOf, tell, type Cursor } from './document-cursors.ts';
import { Line, type Refused } from './document-line.ts';
import { placeOf, Rows, type Cells, type DocumentRow, type Yjs } from './document-rows.ts';
import type { Delta } from './document-splice.ts';
import { TextBinding, type TextField } from './document-text.ts';
import { fresh } from './id.ts';

/** `refused`: there is no way in, `refusal` says why · `frozen`, `read-only`: all can be read, nothing written. */
export type DocumentState = 'connecting' | 'online' | 'offline' | 'frozen' | 'read-only' | 'refused';

/** What was typed and not taken in, so that nobody has to type it twice. */
export interface Lost {
  readonly row: string;
  readonly field: string;
  readonly text: string;
}

interface Bound {
  readonly row: string;
  readonly field: string;
  readonly binding: TextBinding;
}

interface Opened {
  readonly yjs: Yjs;
  readonly doc: Y.Doc;
  readonly rows: Rows;
  readonly line: Line;
  readonly undo: Y.UndoManager;
}

/** After the last key, before asking whether it is kept. */
const calm = 600;

export class Document {
  readonly name: DocumentName;
  state: DocumentState = $state('connecting');
  refusal: Refused | null = $state(null);
  rows: readonly DocumentRow[] = $state.raw([]);
  others: readonly Cursor[] = $state.raw([]);
  /** Something was written that is not known to be on disk. */
  unsaved: boolean = $state(false);
  canUndo: boolean = $state(false);
  canRedo: boolean = $state(false);
  lost: readonly Lost[] = $state.raw([]);
  readonly content: DocumentContent = $derived({ rows: Object.fromEntries(this.rows.map(({ id, cells }) => [id, cells])) });
  readonly writable: boolean = $derived.by(() => this.state === 'online' || (this.state === 'offline' && this.#mayWrite));
  readonly #me: { readonly person: string; readonly name: string };
  readonly #mine = {};
  readonly #bound = new Set<Bound>();
  readonly #touched = new Set<string>();
  #mayWrite: boolean = $state(false);
  #opened: Opened | null = null;
  #opening = 0;
  #writes = 0;
  #typing: TextBinding | null = null;
  #left: readonly DocumentRow[] | null = null;
  #soon: ReturnType<typeof setTimeout> | undefined;

  /** `me`: how others see me. */
  constructor(name: DocumentName, me: { readonly person: string; readonly name: string }) {
    this.name = name;
    this.#me = me;
  }

  /** `$effect(() => document.open())` */
  open(): () => void {
    void this.#open();
    return () => this.#close();
  }

  set(row: string, field: string, value: unknown): void {
    this.#write(row, field, (rows) => rows.set(row, field, value));
  }

  /** A new row below `below`, at the end when null; its id. */
  add(cells: Cells, texts: Readonly<Record<string, string>>, below: string | null = null): string {
    const id = fresh();
    const at = below === null ? this.rows.length : this.rows.findIndex((row) => row.id === below) + 1;
    this.put(id, { ...cells, order: placeOf(this.rows[at - 1], this.rows[at]) }, texts);
    return id;
  }

  /** A whole row under this id, with its `order`. */
  put(id: string, cells: Cells, texts: Readonly<Record<string, string>>): void {
    this.#write(id, 'order', (rows) => rows.put(id, cells, texts));
  }

  /** One place up (−1) or down (1). */
  move(row: string, step: -1 | 1): void {
    const at = this.rows.findIndex(({ id }) => id === row);
    if (at < 0 || !this.rows[at + step]) return;
    const place = step < 0 ? placeOf(this.rows[at - 2], this.rows[at - 1]) : placeOf(this.rows[at + 1], this.rows[at + 2]);
    this.#write(row, 'order', (rows) => rows.set(row, 'order', place));
  }

  remove(row: string): void {
    this.#write(row, 'order', (rows) => rows.remove(row));
  }

  /** Takes back what I did last, nobody else's. */
  undo(): void {
    this.#opened?.undo.undo();
  }

  redo(): void {
    this.#opened?.undo.redo();
  }

  /** Binds a text field to a shared text; the result ends it. `{@attach (field) => document.bind(field, row, 'task')}` */
  bind(field: TextField, row: string, name: string): () => void {
    const text = {
      read: () => this.#opened?.rows.text(row, name)?.toJSON() ?? this.#plainText(row, name),
      splice: (splices: Parameters<Rows['splice']>[2]) => {
        this.#typing = binding;
        this.#write(row, name, (rows) => rows.splice(row, name, splices));
        this.#typing = null;
      },
      undo: () => this.undo(),
      redo: () => this.redo(),
    };
    const binding = new TextBinding(field, text);
    const bound = { row, field: name, binding };
    this.#bound.add(bound);
    return () => {
      binding.close();
      this.#bound.delete(bound);
    };
  }

  /** Where I am; null = in no cell. */
  at(row: string | null, field = '', from = 0, to = from): void {
    const opened = this.#opened;
    if (!opened || !this.writable) return;
    tell(
      opened.yjs,
      opened.line.provider.awareness,
      this.#me,
      row === null ? null : { row, field, text: opened.rows.text(row, field), from, to },
    );
  }

  /** They have been copied away, or are not wanted. */
  forgetLost(): void {
    this.lost = [];
  }

  #plainText(row: string, field: string): string {
    const cell = this.rows.find(({ id }) => id === row)?.cells[field];
    return typeof cell === 'string' ? cell : '';
  }

  #write(row: string, field: string, work: (rows: Rows) => void): void {
    if (!this.#opened || !this.writable) return;
    this.#touched.add(`${row} ${field}`);
    work(this.#opened.rows);
  }

  async #open(): Promise<void> {
    const turn = (this.#opening += 1);
    const yjs = await import('yjs');
    const doc = new yjs.Doc();
    const rows = new Rows(yjs, doc, this.#mine);
    const line = await Line.open(this.name, doc, {
      state: (state) => this.#connected(state),
      told: (readOnly) => this.#told(readOnly),
      kept: (probe) => this.#kept(probe),
      undone: () => this.#again(),
      refused: (why) => {
        this.state = 'refused';
        this.refusal = why;
      },
    });
    if (turn !== this.#opening) return line.close();
    const undo = new yjs.UndoManager(rows.map, { trackedOrigins: new Set([this.#mine]), captureTimeout: 500 });
    undo.on('stack-item-added', () => this.#undoable());
    undo.on('stack-item-popped', () => this.#undoable());
    this.#opened = { yjs, doc, rows, line, undo };
    rows.map.observeDeep((events, transaction) => this.#changed(events, transaction));
    doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin !== line.provider) this.#wrote();
    });
    line.provider.awareness.on('change', () => this.#cursors());
    line.provider.awareness.setLocalState({ ...this.#me, at: null });
    line.provider.connect();
  }

  #close(): void {
    this.#opening += 1;
    clearTimeout(this.#soon);
    const opened = this.#opened;
    this.#opened = null;
    opened?.undo.destroy();
    opened?.line.close();
    opened?.doc.destroy();
  }

  /** What is here was not taken in: begin anew from the server's copy, and keep aside what only this screen has. */
  #again(): void {
    this.#left ??= this.rows;
    this.#close();
    this.state = 'connecting';
    void this.#open();
  }

  #connected(state: 'connecting' | 'online' | 'offline'): void {
    if (state !== 'online') this.state = state === 'offline' ? 'offline' : this.state;
    this.#cursors();
  }

  #told(readOnly: ReadOnly | null): void {
    this.#mayWrite = readOnly === null;
    if (readOnly !== null && this.unsaved && !this.#left) return this.#again();
    this.state = readOnly ?? 'online';
    this.rows = this.#opened?.rows.read([], null) ?? [];
    for (const { binding } of this.#bound) binding.changed(null);
    this.#setAside();
    if (this.unsaved) this.#askSoon();
  }

  #setAside(): void {
    const left = this.#left;
    if (!left) return;
    this.#left = null;
    this.lost = left.flatMap(({ id, cells }) =>
      Object.entries(cells).flatMap(([field, text]) =>
        typeof text === 'string' && this.#touched.has(`${id} ${field}`) && text !== this.#plainText(id, field) && field !== 'order'
          ? [{ row: id, field, text }]
          : [],
      ),
    );
    this.#touched.clear();
    this.unsaved = false;
  }

  #changed(events: readonly Y.YEvent<never>[] | readonly unknown[], transaction: Y.Transaction): void {
    const opened = this.#opened;
    if (!opened) return;
    const rows = new Set<string>();
    const deltas = new Map<unknown, Delta>();
    for (const event of events as readonly Y.YEvent<Y.AbstractType<unknown>>[]) {
      if (event.path.length === 0) for (const id of event.changes.keys.keys()) rows.add(id);
      else rows.add(String(event.path[0]));
      if (event.target instanceof opened.yjs.Text) deltas.set(event.target, event.delta as Delta);
    }
    this.rows = opened.rows.read(this.rows, rows);
    const mine = transaction.origin === this.#mine ? this.#typing : null;
    for (const { row, field, binding } of this.#bound) {
      if (!rows.has(row) || binding === mine) continue;
      const text = opened.rows.text(row, field);
      const delta = deltas.get(text);
      if (delta) binding.changed(delta);
      else if (deltas.size < events.length) binding.changed(null);
    }
    if (this.others.length > 0) this.#cursors();
  }

  #cursors(): void {
    const opened = this.#opened;
    this.others = opened && this.state !== 'offline' ? cursorsOf(opened.yjs, opened.doc, opened.line.provider.awareness) : [];
  }

  #undoable(): void {
    this.canUndo = (this.#opened?.undo.undoStack.length ?? 0) > 0;
    this.canRedo = (this.#opened?.undo.redoStack.length ?? 0) > 0;
  }

  #wrote(): void {
    this.#writes += 1;
    this.unsaved = true;
    this.#askSoon();
  }

  #askSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#opened?.line.probe(this.#writes), calm);
  }

  #kept(probe: number): void {
    if (probe < this.#writes || this.#writes === 0) return;
    this.unsaved = false;
    this.#touched.clear();
  }
}
