/** An archive, looked at line by line: whether it is what it says, and names every place where it is not. */
import * as Y from 'yjs';
import type { Flaw, FlawCode, Manifest } from '#shared/core/archive.ts';
import { canonical } from '#shared/core/canonical.ts';
import { kindOf, type StreamId } from '#shared/core/recorded.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import { contentOf } from '../documents/content.ts';
import { Chain } from './chain.ts';
import { linesIn, Unsealer, type Line } from './lines.ts';

type Kinds = Readonly<Record<string, AnyKind>>;
type LineOf<Key extends string> = Extract<Line, Record<Key, unknown>>;

/** What is here already, where an archive is to be taken in. Each says whether the line agrees with it. */
export interface Here {
  begin(manifest: Manifest): Promise<void>;
  stream(chain: Chain): boolean;
  edit(line: LineOf<'edit'>, n: number): Promise<boolean>;
  /** Where the edits did not agree: whether the content does. */
  document(line: LineOf<'document'>): Promise<boolean>;
  file(line: LineOf<'file'>): Promise<'fits' | 'exists' | 'file-type'>;
}

export interface Examined {
  /** Null: the first line is none. */
  readonly manifest: Manifest | null;
  /** In the order of the lines; at most `mostFlaws`. */
  readonly flaws: readonly Flaw[];
  /** The seals as they follow from the lines. */
  readonly seals: Manifest['seals'];
}

export interface Examining {
  readonly kinds: Kinds;
  readonly here?: Here;
  /** Told of each line; `of` 0 until it is known. */
  readonly progress?: (at: number, of: number) => void;
  readonly signal?: AbortSignal;
}

export const mostFlaws = 100;

interface Stream {
  readonly kind: AnyKind;
  readonly chain: Chain;
  state: unknown;
  at: number;
}

interface OpenDocument {
  readonly line: LineOf<'document'>;
  readonly at: number;
  readonly doc: Y.Doc;
  edits: number;
  agrees: boolean;
}

class Examiner {
  readonly #given: Examining;
  readonly #streams = new Map<StreamId, Stream>();
  readonly #flaws: Flaw[] = [];
  #manifest: Manifest | null = null;
  #allowed: readonly string[] = [];
  #document: OpenDocument | null = null;
  #ended = false;
  /** Number that the next line should say. */
  #next = 1;
  /** Place in the file. */
  #line = 0;

  constructor(given: Examining) {
    this.#given = given;
  }

  async run(chunks: AsyncIterable<Buffer>): Promise<Examined> {
    const unsealer = new Unsealer();
    try {
      for await (const bytes of linesIn(chunks)) {
        this.#given.signal?.throwIfAborted();
        this.#line += 1;
        this.#given.progress?.(this.#line, this.#manifest?.lines ?? 0);
        const read = unsealer.read(bytes);
        if ('flaw' in read) this.#unread(read.flaw);
        else await this.#take(read.line, read.fits);
      }
    } catch (cause) {
      if (!damaged(cause)) throw cause;
      this.#line += 1;
      this.#flaw('unreadable');
    }
    await this.#finish();
    const flaws = this.#flaws.toSorted((a, b) => a.line - b.line);
    return { manifest: this.#manifest, flaws, seals: [...this.#streams.values()].map(({ chain }) => chain.seal) };
  }

  #flaw(code: FlawCode, stream?: string, line = this.#line): void {
    if (this.#flaws.length < mostFlaws) this.#flaws.push({ line, code, ...(stream === undefined ? {} : { stream }) });
  }

  #unread(code: FlawCode): void {
    this.#flaw(code);
    this.#next += 1;
  }

  async #take(line: Line, fits: boolean): Promise<void> {
    const placed = line.n === this.#next;
    if (!placed) this.#flaw('misplaced');
    else if (!fits) this.#flaw('changed');
    this.#next = line.n + 1;
    if (this.#ended) return void (placed && this.#flaw('misplaced'));
    if ('archive' in line) return this.#begin(line);
    if (!this.#manifest) return void (this.#line === 1 && this.#flaw('unknown-line'));
    if (this.#document && !('edit' in line)) await this.#closeDocument();
    if ('recorded' in line) this.#event(line);
    else if ('edit' in line) await this.#edit(line);
    else if ('document' in line) this.#openDocument(line);
    else if ('file' in line) await this.#file(line);
    else this.#ended = true;
  }

  async #begin({ n: _, ...manifest }: LineOf<'archive'>): Promise<void> {
    if (this.#line !== 1) return void (this.#manifest && this.#flaw('misplaced'));
    const rule = this.#kind(manifest.of)?.archive;
    if (!rule) return this.#flaw('foreign', manifest.of);
    this.#manifest = manifest;
    this.#allowed = [manifest.of, ...rule.belongs(manifest.of.slice(manifest.of.indexOf('/') + 1))];
    for (const { stream } of manifest.seals) {
      const kind = this.#kind(stream);
      if (!kind || !this.#allowed.includes(stream)) this.#flaw('foreign', stream);
      else this.#streams.set(stream, { kind, chain: new Chain(stream, kind), state: kind.initial, at: 0 });
    }
    await this.#given.here?.begin(manifest);
  }

  #kind(stream: StreamId): AnyKind | undefined {
    const name = kindOf(stream);
    return Object.hasOwn(this.#given.kinds, name) ? this.#given.kinds[name] : undefined;
  }

  #event({ stream: name, recorded }: LineOf<'recorded'>): void {
    const stream = this.#streams.get(name);
    if (!stream) return this.#flaw('foreign', name);
    if (recorded.seq !== stream.chain.seq + 1 || recorded.at < stream.at) this.#flaw('gap', name);
    stream.at = recorded.at;
    try {
      stream.state = stream.kind.evolve(stream.state, recorded);
      stream.chain.add(recorded);
    } catch {
      // What another version or another hand wrote into it may be of any shape.
      return this.#flaw('unfoldable', name);
    }
    if (this.#given.here && !this.#given.here.stream(stream.chain)) this.#flaw('exists', name);
  }

  #openDocument(line: LineOf<'document'>): void {
    const [kind = '', id = '', part = ''] = line.document.split('/');
    const stream = this.#streams.get(`${kind}/${id}`);
    if (!stream || !Object.hasOwn(stream.kind.documents ?? {}, part)) return this.#flaw('foreign', line.document);
    this.#document = { line, at: this.#line, doc: new Y.Doc(), edits: 0, agrees: true };
  }

  async #edit(line: LineOf<'edit'>): Promise<void> {
    const open = this.#document;
    if (!open || open.line.document !== line.edit) return this.#flaw('foreign', line.edit);
    open.edits += 1;
    try {
      Y.applyUpdate(open.doc, Buffer.from(line.bytes, 'base64'));
    } catch {
      // Yjs has no error of its own for bytes that are none of its.
      return this.#flaw('content', line.edit);
    }
    if (open.agrees && this.#given.here) open.agrees = await this.#given.here.edit(line, open.edits);
  }

  async #closeDocument(): Promise<void> {
    const open = this.#document;
    this.#document = null;
    if (!open) return;
    const { line, at, doc, edits, agrees } = open;
    if (edits !== line.updates || canonical(contentOf(doc)) !== canonical(line.content)) this.#flaw('content', line.document, at);
    if (!agrees && !(await this.#given.here?.document(line))) this.#flaw('exists', line.document, at);
    doc.destroy();
  }

  async #file(line: LineOf<'file'>): Promise<void> {
    const found = (await this.#given.here?.file(line)) ?? 'fits';
    if (found !== 'fits') this.#flaw(found, line.file);
  }

  async #finish(): Promise<void> {
    await this.#closeDocument();
    if (!this.#manifest) {
      if (this.#flaws.length === 0) this.#flaw('cut-off', undefined, 1);
      return;
    }
    if (!this.#ended || this.#line !== this.#manifest.lines) this.#flaw('cut-off', undefined, this.#line + 1);
    if (this.#flaws.length > 0) return;
    for (const { stream, seq, head } of this.#manifest.seals) {
      const made = this.#streams.get(stream)?.chain.seal;
      if (made?.seq !== seq || made.head !== head) this.#flaw('seal', stream, 1);
    }
  }
}

/** What a decompressor says of bytes that are none of its. */
const damaged = (cause: unknown): boolean => cause instanceof Error && 'code' in cause && /^Z_/.test(String(cause.code));

export const examine = (chunks: AsyncIterable<Buffer>, given: Examining): Promise<Examined> => new Examiner(given).run(chunks);
