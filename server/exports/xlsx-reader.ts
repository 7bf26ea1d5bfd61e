/** The first sheet of a workbook, line by line. What it unpacks to is bounded: a small file can hold a very large one. */
import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import type { Cell } from '#shared/core/ledger.ts';
import { numbered, unsigned } from './xlsx-parts.ts';

/** It is no workbook, or one beyond the bounds. */
export class NotReadable extends Error {
  override readonly name = 'NotReadable';
}

/** Bytes of XML of the sheet, of its shared texts and of the small parts. */
const most = { sheet: 512 * 1024 * 1024, texts: 96 * 1024 * 1024, small: 1024 * 1024, parts: 2_000, columns: 400 };

const entriesOf = async (zip: ZipFile): Promise<ReadonlyMap<string, Entry>> => {
  if (zip.entryCount > most.parts) throw new NotReadable('too many parts');
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  return entries;
};

async function* textOf(zip: ZipFile, entry: Entry, bound: number): AsyncGenerator<string> {
  if (entry.uncompressedSize > bound) throw new NotReadable('too large');
  const stream: Readable = await zip.openReadStreamPromise(entry);
  const decoder = new TextDecoder();
  let read = 0;
  for await (const chunk of stream) {
    read += (chunk as Buffer).length;
    if (read > bound) throw new NotReadable('too large');
    yield decoder.decode(chunk as Buffer, { stream: true });
  }
}

interface Seen {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** Names without their prefix: Excel, WPS and LibreOffice use different ones. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

const parserFor = (seen: Seen): SaxesParser => {
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => seen.open(local(name), attributes as Record<string, string>));
  parser.on('text', (text) => seen.text(text));
  parser.on('closetag', ({ name }) => seen.close(local(name)));
  parser.on('error', (cause) => {
    throw new NotReadable(cause.message);
  });
  // Entities of one's own are how a small text becomes an endless one.
  parser.on('doctype', () => {
    throw new NotReadable('a document type');
  });
  return parser;
};

const parseWhole = async (text: AsyncIterable<string>, seen: Seen): Promise<void> => {
  const parser = parserFor(seen);
  for await (const part of text) parser.write(part);
  parser.close();
};

/** Text inside `<t>`, without the readings (`<rPh>`) that Japanese Excel keeps beside it. */
class Texts {
  #inText = false;
  #beside = 0;
  text = '';
  open(name: string): void {
    if (name === 't') this.#inText = true;
    if (name === 'rPh') this.#beside += 1;
  }
  add(text: string): void {
    if (this.#inText && this.#beside === 0) this.text += text;
  }
  close(name: string): void {
    if (name === 't') this.#inText = false;
    if (name === 'rPh') this.#beside -= 1;
  }
  take(): string {
    const text = unsigned(this.text);
    this.text = '';
    return text;
  }
}

const sharedTexts = async (zip: ZipFile, entry: Entry | undefined): Promise<readonly string[]> => {
  const all: string[] = [];
  if (!entry) return all;
  const texts = new Texts();
  const seen: Seen = {
    open: (name) => texts.open(name),
    text: (text) => texts.add(text),
    close: (name) => {
      texts.close(name);
      if (name === 'si') all.push(texts.take());
    },
  };
  await parseWhole(textOf(zip, entry, most.texts), seen);
  return all;
};

/** The path of the first sheet, and whether days are counted from 1904. */
const firstSheet = async (
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
): Promise<{ readonly path: string; readonly late: boolean }> => {
  const [book, relations] = [entries.get('xl/workbook.xml'), entries.get('xl/_rels/workbook.xml.rels')];
  let [relation, path, late] = ['', 'xl/worksheets/sheet1.xml', false];
  const nothing = { text: () => undefined, close: () => undefined };
  const book1: Seen = {
    ...nothing,
    open: (name, attributes) => {
      if (name === 'sheet' && relation === '') relation = attributes['r:id'] ?? '';
      if (name === 'workbookPr') late = ['1', 'true'].includes(attributes['date1904'] ?? '');
    },
  };
  if (book) await parseWhole(textOf(zip, book, most.small), book1);
  const relations1: Seen = {
    ...nothing,
    open: (name, attributes) => {
      if (name === 'Relationship' && attributes['Id'] === relation && attributes['Target'])
        path = attributes['Target'].startsWith('/') ? attributes['Target'].slice(1) : `xl/${attributes['Target']}`;
    },
  };
  if (relations) await parseWhole(textOf(zip, relations, most.small), relations1);
  return { path, late };
};

/** Cells of the sheet as they come; a whole line at each end of a row. */
class Lines implements Seen {
  readonly ready: Cell[][] = [];
  readonly #shared: readonly string[];
  readonly #texts = new Texts();
  #line: Cell[] = [];
  #at = 0;
  #type = '';
  #value = '';
  #inValue = false;
  #row = 0;

  constructor(shared: readonly string[]) {
    this.#shared = shared;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#texts.open(name);
    if (name === 'row') {
      const row = Number(attributes['r'] ?? this.#row + 1);
      // Lines left out are empty ones: the number of a line must be the one people see.
      if (row - this.#row > 1 && row - this.#row < 1_000) for (let n = this.#row + 1; n < row; n += 1) this.ready.push([]);
      this.#row = row;
      this.#line = [];
      this.#at = 0;
    } else if (name === 'c') {
      const place = /^[A-Z]{1,3}/.exec(attributes['r'] ?? '')?.[0];
      if (place) this.#at = numbered(place);
      this.#type = attributes['t'] ?? 'n';
      this.#value = '';
    } else if (name === 'v') this.#inValue = true;
  }

  text(text: string): void {
    this.#texts.add(text);
    if (this.#inValue) this.#value += text;
  }

  close(name: string): void {
    this.#texts.close(name);
    if (name === 'v') this.#inValue = false;
    else if (name === 'c') this.#cell();
    else if (name === 'row') this.ready.push(this.#line);
  }

  #cell(): void {
    const text = this.#texts.take();
    if (this.#at < most.columns) {
      while (this.#line.length < this.#at) this.#line.push(null);
      this.#line[this.#at] = this.#said(text);
    }
    this.#at += 1;
  }

  #said(text: string): Cell {
    if (this.#type === 'inlineStr') return text === '' ? null : text;
    if (this.#value === '') return null;
    if (this.#type === 's') return this.#shared[Number(this.#value)] ?? null;
    if (this.#type === 'str' || this.#type === 'd') return unsigned(this.#value);
    if (this.#type === 'e') return null;
    const number = Number(this.#value);
    return Number.isFinite(number) ? number : this.#value;
  }
}

/** Days counted from 1904 are told as those counted from 1900 when they are read. */
export interface Opened {
  readonly late: boolean;
  lines(): AsyncGenerator<readonly Cell[]>;
}

/** Rejects, or breaks off, with `NotReadable`. */
export const openXlsx = async (bytes: Uint8Array): Promise<Opened> => {
  const wrong = (cause: unknown): never => {
    if (cause instanceof NotReadable) throw cause;
    throw new NotReadable(cause instanceof Error ? cause.message : String(cause));
  };
  const open = async () => {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true });
    const entries = await entriesOf(zip);
    const { path, late } = await firstSheet(zip, entries);
    const sheet = entries.get(path);
    if (!sheet) throw new NotReadable('no sheet');
    return { zip, sheet, late, shared: await sharedTexts(zip, entries.get('xl/sharedStrings.xml')) };
  };
  const { zip, sheet, late, shared } = await open().catch(wrong);
  return {
    late,
    lines: async function* () {
      const lines = new Lines(shared);
      const parser = parserFor(lines);
      try {
        for await (const part of textOf(zip, sheet, most.sheet)) {
          parser.write(part);
          yield* lines.ready.splice(0);
        }
        parser.close();
      } catch (cause) {
        wrong(cause);
      }
      yield* lines.ready.splice(0);
    },
  };
};
