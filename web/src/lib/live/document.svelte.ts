/** One document on this screen: its rows, who else is in it, and whether what was written is kept. Opened in the browser only. */
import type { ReadOnly } from '#shared/core/document.ts';
import type { DocumentContent, DocumentName } from '#shared/core/kind.ts';
import type { Changes } from './document-changes.ts';
import type { Cursor, Somebody } from './document-cursors.ts';
import type { Desk } from './document-desk.ts';
import type { Keeping, KeptEdit, Trouble } from './document-keeping.ts';
import type { LineState, Refused } from './document-line.ts';
import { lostOf, type Before, type Lost, type LostWhy } from './document-lost.ts';
import { Meetings, type Conflict } from './document-meetings.svelte.ts';
import { placeOf, type Cells, type DocumentRow, type Rows } from './document-rows.ts';
import type { TextField } from './document-text.ts';
import { Texts } from './document-texts.ts';
import { fresh } from './id.ts';

/** `refused`: there is no way in, `refusal` says why · `frozen`, `read-only`: all can be read, nothing written. */
export type DocumentState = 'connecting' | 'online' | 'offline' | 'frozen' | 'read-only' | 'refused';

export class Document {
  readonly name: DocumentName;
  state: DocumentState = $state('connecting');
  refusal: Refused | null = $state(null);
  rows: readonly DocumentRow[] = $state.raw([]);
  /** How many places were written here and are not known to be on the server's disk. */
  waiting: number = $state(0);
  /** Why this browser does not keep what waits; null = it does. */
  trouble: Trouble | null = $state(null);
  canUndo: boolean = $state(false);
  canRedo: boolean = $state(false);
  lost: readonly Lost[] = $state.raw([]);
  readonly unsaved: boolean = $derived(this.waiting > 0);
  /** Closing this page would lose something. */
  readonly endangered: boolean = $derived(this.waiting > 0 && this.trouble !== null);
  readonly content: DocumentContent = $derived({ rows: Object.fromEntries(this.rows.map(({ id, cells }) => [id, cells])) });
  /** This person would rather not write for now: nothing goes in by their hand while it is true. */
  held: boolean = $state(false);
  readonly writable: boolean = $derived.by(
    () => !this.held && (this.state === 'online' || (this.#mayWrite && (this.state === 'offline' || this.state === 'connecting'))),
  );
  readonly #me: Somebody;
  readonly #texts = new Texts();
  readonly #meetings = new Meetings();
  #mayWrite: boolean = $state(false);
  #keeping: Keeping | null = null;
  #desk: Desk | null = null;
  #opening = 0;
  #before: Before<KeptEdit> | null = null;
  /** Something of this copy comes from this browser's own keeping. */
  #fromDevice = false;

  /** `me`: how others see me. */
  constructor(name: DocumentName, me: Somebody) {
    this.name = name;
    this.#me = me;
  }

  /** `$effect(() => document.open())` */
  open(): () => void {
    void this.#open('device');
    const keep = (): void => void this.#keeping?.flush();
    // The last word before a phone puts the page to sleep or ends it.
    for (const last of ['pagehide', 'visibilitychange']) globalThis.addEventListener?.(last, keep);
    return () => {
      for (const last of ['pagehide', 'visibilitychange']) globalThis.removeEventListener?.(last, keep);
      this.#close();
      void this.#keeping?.close();
      this.#keeping = null;
    };
  }

  set(row: string, field: string, value: unknown): void {
    this.#write((rows) => rows.set(row, field, value));
  }

  /** One gesture as one edit of mine: all of it or, where nothing may be written, none of it; one step to undo. */
  edit(work: (rows: Rows) => void): void {
    if (this.writable) this.#desk?.step(() => this.#write(work));
  }

  /** Other words in place of a shared text, with plain cells; one step to undo, and once even if two people do it at the same time. */
  renew(row: string, field: string, words: string, cells: Cells): void {
    if (this.writable) this.#desk?.apart(() => this.#write((rows) => rows.renew(row, field, words, cells)));
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
    this.#write((rows) => rows.put(id, cells, texts));
  }

  /** One place up (−1) or down (1). */
  move(row: string, step: -1 | 1): void {
    const at = this.rows.findIndex(({ id }) => id === row);
    if (at < 0 || !this.rows[at + step]) return;
    const place = step < 0 ? placeOf(this.rows[at - 2], this.rows[at - 1]) : placeOf(this.rows[at + 1], this.rows[at + 2]);
    this.set(row, 'order', place);
  }

  remove(row: string): void {
    this.#write((rows) => rows.remove(row));
  }

  /** Takes back what I did last, nobody else's. */
  undo(): void {
    if (this.writable) this.#desk?.undo.undo();
  }

  redo(): void {
    if (this.writable) this.#desk?.undo.redo();
  }

  /** Binds a text field to a shared text; the result ends it. `{@attach (field) => document.bind(field, row, 'task')}` */
  bind(field: TextField, row: string, name: string): () => void {
    return this.#texts.bind(field, row, name, {
      read: () => this.#desk?.rows.text(row, name)?.toJSON() ?? this.#plainText(row, name),
      splice: (splices) => this.#write((rows) => rows.splice(row, name, splices)),
      undo: () => this.undo(),
      redo: () => this.redo(),
    });
  }

  /** Where I am; null = in no cell. */
  at(row: string | null, field = '', from = 0, to = from): void {
    if (!this.#desk || !this.writable) return;
    this.#desk.tell(row === null ? null : { row, field, text: this.#desk.rows.text(row, field), from, to });
  }

  get others(): readonly Cursor[] {
    return this.#meetings.others;
  }

  /** Who else is in this cell; a screen that asks hears only of changes in it. */
  othersAt(row: string, field: string): readonly Cursor[] {
    return this.#meetings.othersAt(row, field);
  }

  get conflicts(): readonly Conflict[] {
    return this.#meetings.conflicts;
  }

  conflictAt(row: string, field: string): Conflict | null {
    return this.#meetings.conflictAt(row, field);
  }

  /** `keep`: it stays as it is · `mine`, `theirs`: that value is set, knowing the other. */
  answer(conflict: Conflict, said: 'keep' | 'mine' | 'theirs'): void {
    if (said !== 'keep') this.set(conflict.row, conflict.field, conflict[said]);
    this.#meetings.clash(conflict.row, conflict.field, null, null);
  }

  /** They have been copied away, or are not wanted. */
  forgetLost(): void {
    this.lost = [];
    this.#keeping?.forgetLost();
  }

  #plainText(row: string, field: string): string {
    const cell = this.rows.find(({ id }) => id === row)?.cells[field];
    return typeof cell === 'string' ? cell : '';
  }

  #write(work: (rows: Rows) => void): void {
    if (this.#desk && this.writable) work(this.#desk.rows);
  }

  async #open(from: 'device' | 'server'): Promise<void> {
    const turn = (this.#opening += 1);
    const [{ Desk }, { Keeping, nothing }] = await Promise.all([import('./document-desk.ts'), import('./document-keeping.ts')]);
    if (turn !== this.#opening) return;
    const keeping = (this.#keeping ??= new Keeping(this.#me.person, this.name, (trouble) => (this.trouble = trouble)));
    const left = from === 'device' ? await keeping.read() : nothing;
    if (turn !== this.#opening) return;
    const desk: Desk = new Desk(keeping, left, {
      state: (state) => this.#connected(state),
      told: (readOnly) => this.#told(readOnly),
      refused: (why) => this.#refused(why),
      worthless: (why) => this.#again(why),
      changed: (changes, mine) => this.#changed(changes, mine),
      clash: (row, field, clash) => this.#meetings.clash(row, field, clash, clash && desk.writers.who(clash.client)),
      cursors: () => this.#cursors(),
      undoable: () => this.#undoable(),
      waits: () => (this.waiting = desk.unsent.places),
    });
    this.#desk = desk;
    this.#fromDevice = left.confirmed.length + left.unsent.length > 0;
    if (from === 'device') {
      this.#mayWrite = left.mayWrite;
      this.lost = left.lost;
      this.#show();
    }
    this.waiting = desk.unsent.places;
    await desk.connect(this.name, this.#me);
  }

  #close(): void {
    this.#opening += 1;
    this.#desk?.close();
    this.#desk = null;
    this.#meetings.conflicts = [];
    this.waiting = 0;
    this.#undoable();
  }

  /** Begins anew from the server's copy, and keeps aside what only this screen has. */
  #again(why: LostWhy): void {
    this.#before ??= this.#now(why);
    this.#close();
    this.state = 'connecting';
    this.#mayWrite = false;
    void this.#open('server');
  }

  #now(why: LostWhy): Before<KeptEdit> {
    const unsent = this.#desk?.unsent;
    return { why, rows: this.rows, cells: unsent?.cells ?? [], edits: unsent?.edits ?? [] };
  }

  #connected(state: LineState): void {
    if (state === 'offline') this.state = 'offline';
    this.#cursors();
  }

  #told(readOnly: ReadOnly | null): void {
    const desk = this.#desk;
    if (!desk) return;
    this.#keeping?.mayWrite(readOnly === null);
    // A reader is asked for nothing, so nobody would notice that the server has less than what was kept here.
    if (readOnly !== null && (desk.unsent.any || this.#fromDevice)) return this.#again(readOnly);
    this.#fromDevice = false;
    this.#mayWrite = readOnly === null;
    this.state = readOnly ?? 'online';
    this.#show();
    const before = this.#before;
    if (!before) return;
    this.#before = null;
    this.#setAside(before, this.rows, desk.whole);
  }

  #refused(why: Refused): void {
    this.state = 'refused';
    this.refusal = why;
    // Whoever signs in again finds it all as it was.
    if (why === 'not-signed-in') return;
    const before = this.#before ?? this.#now(why === 'broken' || why === 'too-large' ? 'broken' : 'not-yours');
    this.#before = null;
    this.#close();
    this.#setAside(before, [], null);
    if (before.why === 'not-yours') this.rows = [];
  }

  #setAside(before: Before<KeptEdit>, there: readonly DocumentRow[], whole: Uint8Array | null): void {
    const lost = lostOf(before.cells, before.rows, there, before.why);
    this.lost = [...this.lost, ...lost];
    void this.#keeping?.replace(whole, before.edits, lost);
  }

  #show(): void {
    this.rows = this.#desk?.rows.read([], null) ?? [];
    this.#texts.renew();
  }

  #changed(changes: Changes, mine: boolean): void {
    const desk = this.#desk;
    if (!desk) return;
    const gone = changes.removed.length === 0 ? [] : this.#goneWithMine(desk, changes);
    this.rows = desk.rows.read(this.rows, changes.rows);
    this.#texts.changed(changes, (row, field) => desk.rows.text(row, field), mine);
    if (this.others.length > 0) this.#cursors();
    if (changes.removed.length > 0) this.#meetings.leave(changes.removed);
    if (gone.length === 0) return;
    this.lost = [...this.lost, ...gone];
    this.#keeping?.setAside(gone);
  }

  /** What I wrote in rows that somebody else removed, before the server had it. */
  #goneWithMine(desk: Desk, { removed }: Changes): readonly Lost[] {
    const cells = desk.unsent.cells.filter((cell) => removed.some((row) => cell.startsWith(`${row} `)));
    return lostOf(cells, this.rows, [], 'removed');
  }

  #cursors(): void {
    const desk = this.#desk;
    this.#meetings.meet(desk && this.state !== 'offline' ? desk.cursors() : []);
    if (desk) this.#meetings.name((client) => desk.writers.who(client));
  }

  #undoable(): void {
    this.canUndo = (this.#desk?.undo.undoStack.length ?? 0) > 0;
    this.canRedo = (this.#desk?.undo.redoStack.length ?? 0) > 0;
  }
}
