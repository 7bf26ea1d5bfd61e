/**
 * Keeps an archive that was examined. In portions, each a commit of its own: whoever stops it half-way and gives the same file again goes on
 * where it stopped.
 */
import type { DocumentName } from '#shared/core/kind.ts';
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import type { Engine } from '../engine/port.ts';
import type { LoggedUpdate, Store } from '../store/store.ts';
import { linesIn, Unsealer, type Line } from './lines.ts';
import type { Present } from './here.ts';

export interface Keeping {
  readonly store: Store;
  readonly engine: Engine;
  readonly present: Present;
  readonly by: string;
  readonly now: number;
  readonly progress: (at: number) => void;
  readonly signal: AbortSignal;
}

/** Kept by one commit. */
const portion = 2_000;

class Keeper {
  readonly #given: Keeping;
  #stream: { readonly name: StreamId; events: Recorded<AnyEvent>[] } | null = null;
  #document: { readonly name: DocumentName; n: number; edits: Omit<LoggedUpdate, 'seq'>[] } | null = null;
  fresh = 0;

  constructor(given: Keeping) {
    this.#given = given;
  }

  async take(line: Line): Promise<void> {
    if ('recorded' in line) await this.#event(line.stream, line.recorded);
    else if ('edit' in line) await this.#edit(line);
    else if ('file' in line) await this.#file(line);
    else if ('end' in line) await this.end();
  }

  async end(): Promise<void> {
    await this.#keepEdits();
    await this.#keepEvents();
  }

  async #event(name: StreamId, recorded: Recorded<AnyEvent>): Promise<void> {
    await this.#keepEdits();
    if (this.#stream?.name !== name) {
      await this.#keepEvents();
      this.#stream = { name, events: [] };
    }
    if (recorded.seq <= this.#given.present.known(name)) return;
    this.#stream.events.push(recorded);
    if (this.#stream.events.length >= portion) await this.#keepEvents();
  }

  async #keepEvents(): Promise<void> {
    const events = this.#stream?.events.splice(0) ?? [];
    if (!this.#stream || events.length === 0) return;
    await this.#given.engine.adopt(this.#stream.name, events);
    this.fresh += events.length;
  }

  async #edit({ edit: name, by, at, bytes }: Extract<Line, { edit: unknown }>): Promise<void> {
    if (this.#document?.name !== name) {
      await this.#keepEdits();
      this.#document = { name, n: 0, edits: [] };
    }
    this.#document.n += 1;
    if (this.#document.n <= this.#given.present.knownEdits(name)) return;
    this.#document.edits.push({ by, at, update: Buffer.from(bytes, 'base64') });
    if (this.#document.edits.length >= portion) await this.#keepEdits();
  }

  async #keepEdits(): Promise<void> {
    const updates = this.#document?.edits.splice(0) ?? [];
    if (!this.#document || updates.length === 0) return;
    const [outcome] = await this.#given.store.appendUpdates([{ name: this.#document.name, updates }]);
    if (outcome === 'frozen') throw new Error(`${this.#document.name} was frozen while its archive was taken in`);
    this.fresh += updates.length;
  }

  async #file({ file: id, type, bytes }: Extract<Line, { file: unknown }>): Promise<void> {
    const { store, by, now } = this.#given;
    if (await store.file(id)) return;
    await store.putFile(id, { type, bytes: Buffer.from(bytes, 'base64') }, by, now);
    this.fresh += 1;
  }
}

/** How many events, edits and files were not here before. Rejects when the signal is raised; what was kept until then stays. */
export const keep = async (chunks: AsyncIterable<Buffer>, given: Keeping): Promise<number> => {
  const keeper = new Keeper(given);
  const unsealer = new Unsealer();
  let at = 0;
  for await (const bytes of linesIn(chunks)) {
    given.signal.throwIfAborted();
    const read = unsealer.read(bytes);
    if ('flaw' in read) throw new Error('an archive changed while it was taken in');
    await keeper.take(read.line);
    given.progress((at += 1));
  }
  await keeper.end();
  return keeper.fresh;
};
