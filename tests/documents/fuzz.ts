/**
 * Lives of one document among clients that say broken things, with an honest writer and an honest reader present all the time. Nothing waits
 * for a clock, and chance decides everything, so a seed tells a life again.
 */
import { equal, ok } from 'node:assert/strict';
import * as Y from 'yjs';
import { responsibilitiesShape } from '#shared/checklists/shape.ts';
import type { DocumentShape } from '#shared/core/document.ts';
import type { DocumentKeeper } from '#server/documents/documents.ts';
import { chanceOf, type Chance } from '#tests/simulator/chance.ts';
import { memoryStore, type MemoryStore } from '#tests/store/memory.ts';
import { damaged, wholeFrame } from './broken.ts';
import { list, openDocuments, Stage } from './room.ts';
import { Screen, settled } from './screen.ts';
import { turns, Wire } from './wire.ts';

/** How long all may take to agree, in milliseconds; much less is needed. */
const patience = 5_000;

export interface Fuzzed {
  readonly messages: number;
  /** Edits that were taken from those who also said broken things. */
  readonly taken: number;
  /** Reason of a closing → how often; places in the document are left out. */
  readonly closed: Readonly<Record<string, number>>;
}

export interface FuzzOptions {
  readonly seed: number;
  readonly messages: number;
  /** null: the guard is planted away. */
  readonly shape?: DocumentShape | null;
}

/** Says whatever it likes; its copy is what the server told it and what it made up. */
class Troublemaker extends Screen {
  #last: Uint8Array = Uint8Array.of(3);

  trouble(chance: Chance, others: readonly number[]): void {
    const { wire } = this;
    if (!wire) return;
    // Its copy writes by itself; here only what is said on purpose is sent.
    this.wire = null;
    const frame = this.#made(chance, others);
    this.wire = wire;
    wire.say(frame);
    this.#last = frame;
  }

  #made(chance: Chance, others: readonly number[]): Uint8Array {
    if (chance.happens(0.05)) return this.#last;
    const whole = wholeFrame(this.doc, chance, others);
    return chance.happens(0.6) ? damaged(whole, chance, this.#last) : whole;
  }
}

class Life {
  readonly chance: Chance;
  readonly store: MemoryStore = memoryStore();
  readonly documents: DocumentKeeper;
  readonly faults: unknown[];
  readonly writer = new Screen();
  readonly reader = new Screen();
  readonly closed: Record<string, number> = {};
  #makers: Troublemaker[] = [];
  #written = 0;
  /** Ids of clients that came and went: anybody may pretend to be one of them. */
  readonly #gone: number[] = [1];

  constructor(seed: number, shape: DocumentShape | null) {
    this.chance = chanceOf(seed);
    for (const { doc } of [this.writer, this.reader]) doc.clientID = this.chance.under(2 ** 31);
    const opened = openDocuments(this.store, new Stage(), {
      ...(shape ? { shape } : {}),
      limits: { tail: 40, rate: 1e9, burst: 1e9, presenceEvery: 1, together: 0 },
    });
    this.documents = opened.documents;
    this.faults = opened.faults;
  }

  #wire(person: string): Wire {
    return new Wire(this.documents, list, person);
  }

  async begin(): Promise<void> {
    this.writer.connect(this.#wire('ann'));
    this.reader.connect(this.#wire('eve'));
    await this.documents.pencil(list, 'house', { order: 'a' });
    await this.calm();
  }

  /** One thing that somebody says, and now and then what the honest writer types. */
  async step(): Promise<void> {
    if (this.#makers.length < 3) await this.#admit();
    this.chance.pick(this.#makers).trouble(this.chance, [...this.#gone, this.reader.doc.clientID]);
    if (this.chance.happens(0.1)) this.#type();
    if (this.chance.happens(0.4)) await this.move();
  }

  async move(): Promise<void> {
    const all = [this.writer, this.reader, ...this.#makers];
    for (const one of all) one.wire?.up();
    await turns(2 + this.chance.under(6));
    for (const one of all) one.hear();
    this.#bury();
  }

  /** Until nobody has anything more to say and the honest ones know the same, or that never comes. */
  async calm(): Promise<void> {
    const end = performance.now() + patience;
    for (let quiet = 0; quiet < 8 || !this.#agreed();) {
      const all = [this.writer, this.reader, ...this.#makers];
      quiet = all.some(({ wire }) => wire?.waiting) ? 0 : quiet + 1;
      await this.move();
      await turns(8);
      if (performance.now() > end) return;
      if (quiet > 8) await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  #agreed(): boolean {
    const [one, other] = [this.writer, this.reader].map(({ doc }) => Y.encodeStateVector(doc).toSorted().join());
    return one === other;
  }

  async #admit(): Promise<void> {
    const maker = new Troublemaker();
    maker.doc.clientID = this.chance.under(2 ** 31);
    maker.connect(this.#wire('bob'));
    this.#makers.push(maker);
    await this.move();
    await this.move();
  }

  #type(): void {
    const { rows, doc } = this.writer;
    doc.transact(() => {
      const row = rows.get('ann') ?? rows.set('ann', new Y.Map<unknown>([['title', new Y.Text()]]));
      const text = row.get('title');
      if (text instanceof Y.Text) text.insert(this.chance.under(text.length + 1), `<${(this.#written += 1)}>`);
      else row.set('title', new Y.Text());
    });
  }

  #bury(): void {
    for (const maker of this.#makers) {
      if (maker.wire) continue;
      this.#gone.push(maker.doc.clientID);
      for (const { code, reason } of maker.endings) {
        ok(reason !== '', 'every closing has a reason');
        const named = `${code} ${reason.split(' at ')[0]}`;
        this.closed[named] = (this.closed[named] ?? 0) + 1;
      }
      maker.doc.destroy();
    }
    this.#makers = this.#makers.filter(({ wire }) => wire);
  }

  /** What must hold whatever was said. Throws otherwise. */
  async judge(): Promise<void> {
    await this.calm();
    equal(this.faults.length, 0, `nothing failed inside: ${String(this.faults[0])}`);
    for (const honest of [this.writer, this.reader]) {
      equal(honest.endings.length, 0, `an honest client was ended: ${JSON.stringify(honest.endings)}`);
      ok(honest.wire, 'honest clients are connected');
    }
    const fresh = new Screen();
    fresh.connect(this.#wire('eve'));
    for (let n = 0; n < 20 && !fresh.synced; n += 1) {
      fresh.wire?.up();
      await turns();
      fresh.hear();
    }
    ok(fresh.synced, 'the server answers');
    const server = settled(Y.encodeStateAsUpdate(fresh.doc));
    equal(settled(Y.encodeStateAsUpdate(this.reader.doc)), server, 'the reader shows what the server has');
    equal(settled(Y.encodeStateAsUpdate(this.writer.doc)), server, 'the writer lost nothing');
    equal(settled(await onDisk(this.store)), server, 'the disk has what the server has');
    keeps(fresh.doc);
  }

  async end(): Promise<number> {
    const { tail, baseSeq } = await this.store.document(list);
    await this.documents.close();
    for (const { doc } of [this.writer, this.reader, ...this.#makers]) doc.destroy();
    return tail.at(-1)?.seq ?? baseSeq;
  }
}

export const onDisk = async (store: MemoryStore): Promise<Uint8Array> => {
  const { base, tail } = await store.document(list);
  const doc = new Y.Doc();
  doc.transact(() => [...(base ? [base] : []), ...tail.map(({ update }) => update)].forEach((update) => Y.applyUpdate(doc, update)));
  return Y.encodeStateAsUpdate(doc);
};

/** The shape, said once more and in other words than the guard's. */
const keeps = (doc: Y.Doc): void => {
  for (const name of doc.share.keys()) ok(name === 'rows' || name === 'pencilled', `a root named ${name}`);
  for (const [id, row] of doc.getMap('rows')) {
    ok(row instanceof Y.Map, `row ${id} is a row`);
    for (const [name, cell] of row as Y.Map<unknown>) {
      const text = cell instanceof Y.Text;
      ok(text || !(cell instanceof Y.AbstractType), `${id}/${name} is no other type`);
      if (responsibilitiesShape.cells[name]) equal(text, responsibilitiesShape.cells[name] === 'text', `${id}/${name} is of its sort`);
      if (text)
        ok(
          (cell.toDelta() as object[]).every((part) => !('attributes' in part)),
          `${id}/${name} is plain text`,
        );
      else JSON.stringify(cell);
    }
  }
  equal(doc.getMap('pencilled').get('house'), true, 'the mark of the house is there');
};

/** One life; throws what did not hold. */
export const fuzzed = async ({ seed, messages, shape = responsibilitiesShape }: FuzzOptions): Promise<Fuzzed> => {
  const life = new Life(seed, shape);
  await life.begin();
  for (let sent = 0; sent < messages; sent += 1) await life.step();
  await life.judge();
  return { messages, closed: life.closed, taken: await life.end() };
};
