/** An archive, line by line, as it is read from the store: never as a whole in memory. */
import * as Y from 'yjs';
import { archiveVersion } from '#shared/core/archive.ts';
import { textCell } from '#shared/core/document.ts';
import type { DocumentContent } from '#shared/core/kind.ts';
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import { pencilInto } from '../documents/content.ts';
import { Sealer } from './lines.ts';
import { eachEvent, kindIn } from './seals.ts';
import { survey, type Ground, type Survey, type Surveyed } from './survey.ts';
import { Veiling } from './veiling.ts';

export interface Wanted {
  readonly of: StreamId;
  /** With facts about people and with the way documents came to be; otherwise without both. */
  readonly names: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Edits of a document read at once. */
const piece = 500;

const nameless = (recorded: Recorded<AnyEvent>): Recorded<AnyEvent> => {
  const { personal, ...event } = recorded.event;
  return personal ? { ...recorded, event: { ...event, personal: { subject: personal.subject, facts: null } } } : recorded;
};

const without = ({ rows }: DocumentContent, cells: readonly string[]): DocumentContent => ({
  rows: Object.fromEntries(
    Object.entries(rows).map(([id, row]) => [
      id,
      Object.fromEntries(Object.entries(row).map(([cell, value]) => [cell, cells.includes(cell) ? '' : value])),
    ]),
  ),
});

export class Telling {
  readonly #ground: Ground;
  readonly #wanted: Wanted;
  readonly #sealer = new Sealer();

  constructor(ground: Ground, wanted: Wanted) {
    this.#ground = ground;
    this.#wanted = wanted;
  }

  async *lines(): AsyncGenerator<string> {
    const found = await survey(this.#ground, this.#wanted.of);
    yield this.#manifest(found);
    for (const file of found.files) yield await this.#file(file);
    for (const document of found.documents) yield* this.#document(document);
    for (const { stream, seq } of found.seals) yield* this.#stream(stream, seq, found);
    yield this.#sealer.line({ end: true });
  }

  #manifest({ seals, documents, files }: Survey): string {
    const { of, names, now: made } = this.#wanted;
    const events = seals.reduce((sum, { seq }) => sum + seq, 0);
    const told = documents.reduce((sum, document) => sum + 1 + this.#updates(document), 0);
    const counts = { lines: 2 + events + told + files.length, events, documents: documents.length, files: files.length };
    return this.#sealer.line({ archive: archiveVersion, of, made, names, seals: [...seals], ...counts });
  }

  async #file(id: string): Promise<string> {
    const found = await this.#ground.store.file(id);
    if (!found) throw new Error(`file ${id} is gone`);
    return this.#sealer.line({ file: id, type: found.type, bytes: Buffer.from(found.bytes).toString('base64') });
  }

  /** Without names a document goes as it stands: its log would bring back what was taken out. */
  #updates({ since, head }: Surveyed): number {
    return this.#wanted.names ? head - since + (since > 0 ? 1 : 0) : 1;
  }

  async *#document(found: Surveyed): AsyncGenerator<string> {
    const { name, since, head } = found;
    const content = this.#wanted.names ? found.content : without(found.content, found.personal);
    yield this.#sealer.line({ document: name, updates: this.#updates(found), content: { rows: { ...content.rows } } });
    if (!this.#wanted.names) {
      yield this.#edit(name, { by: 'house', at: this.#wanted.now, update: afresh(content, found.texts) });
      return;
    }
    if (since > 0) {
      const base = await this.#ground.store.documentBase(name, since);
      if (!base) throw new Error(`${name} has no base at ${since}`);
      yield this.#edit(name, { by: 'house', at: 0, update: base.base });
    }
    for (let seq = since; seq < head;) {
      const log = await this.#ground.store.documentLog(name, seq, head, piece);
      const last = log.at(-1);
      if (!last) throw new Error(`the log of ${name} ends at ${seq}`);
      for (const one of log) yield this.#edit(name, one);
      seq = last.seq;
    }
  }

  #edit(name: Surveyed['name'], { by, at, update }: { readonly by: string; readonly at: number; readonly update: Uint8Array }): string {
    return this.#sealer.line({ edit: name, by, at, bytes: Buffer.from(update).toString('base64') });
  }

  async *#stream(stream: StreamId, upTo: number, { groups }: Survey): AsyncGenerator<string> {
    const { veil } = kindIn(this.#ground.kinds, stream);
    const parts = groups.get(stream);
    const veiling = veil && parts ? new Veiling(veil, parts) : null;
    for await (const recorded of eachEvent(this.#ground.store, stream, upTo))
      for (const told of veiling ? veiling.take(recorded) : [recorded]) yield this.#event(stream, told);
    for (const told of veiling?.end() ?? []) yield this.#event(stream, told);
  }

  #event(stream: StreamId, told: Recorded<AnyEvent>): string {
    const { seq, at, by, cause, event } = this.#wanted.names ? told : nameless(told);
    return this.#sealer.line({ stream, recorded: { seq, at, by, cause, event: event as EventLine } });
  }
}

type EventLine = { type: string; personal?: { subject: string; facts: Record<string, string> | null } };

/** A document of nothing but this content. */
const afresh = ({ rows }: DocumentContent, texts: readonly string[]): Uint8Array => {
  const doc = new Y.Doc();
  const cell = (name: string, value: unknown): unknown => (texts.includes(name) && typeof value === 'string' ? textCell(value) : value);
  for (const [id, cells] of Object.entries(rows))
    pencilInto(doc, id, Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, cell(name, value)])));
  return Y.encodeStateAsUpdate(doc);
};
