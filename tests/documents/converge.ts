/**
 * Lives of one document on several nodes: writers come and go between them, wires break, the bus loses messages, nodes are cut off, die in the
 * middle of a commit and are replaced. In the end everything is healed, and all must show the same. Chance decides everything, by its seed.
 */
import { deepEqual, equal, ok } from 'node:assert/strict';
import * as Y from 'yjs';
import { responsibilitiesShape } from '#shared/checklists/shape.ts';
import { textCell } from '#shared/core/document.ts';
import type { DocumentKeeper } from '#server/documents/documents.ts';
import { chanceOf, type Chance } from '#tests/simulator/chance.ts';
import { memoryStore } from '#tests/store/memory.ts';
import { onDisk } from './fuzz.ts';
import { Hands, lasting } from './hands.ts';
import { list, openDocuments, Stage } from './room.ts';
import { Screen, settled } from './screen.ts';
import { Air, Gate, type Ether } from './weather.ts';
import { turns, Wire } from './wire.ts';

/** How long everybody may take to agree once all is healed, in milliseconds; much less is needed. */
const patience = 5_000;

export interface Converged {
  readonly writers: number;
  readonly steps: number;
  readonly words: number;
  readonly cuts: number;
  readonly deaths: number;
  readonly partitions: number;
}

export interface ConvergeOptions {
  readonly seed: number;
  readonly writers: number;
  readonly steps: number;
  /** A fault that must be noticed: nodes do not hear each other, or the disk says it has what it has not. */
  readonly planted?: 'deaf' | 'forgetful';
}

interface Node {
  readonly documents: DocumentKeeper;
  readonly faults: unknown[];
  readonly gate: Gate;
  readonly end: Ether;
}

class World {
  readonly chance: Chance;
  readonly store = memoryStore();
  readonly hands: Hands[];
  nodes: Node[] = [];
  readonly faults: unknown[] = [];
  pencilled = 0;
  cuts = 0;
  deaths = 0;
  partitions = 0;
  readonly #air: Air;
  readonly #at = new Map<Screen, Node>();
  readonly #planted: ConvergeOptions['planted'];

  constructor({ seed, writers, planted }: ConvergeOptions) {
    this.chance = chanceOf(seed);
    this.#air = new Air(this.chance);
    this.#planted = planted;
    this.nodes = [this.#node(), this.#node()];
    this.hands = Array.from({ length: writers }, (_, n) => new Hands(`w${n}`, this.chance));
  }

  get #deaf(): boolean {
    return this.#planted === 'deaf';
  }

  #node(): Node {
    const gate = new Gate(this.store, this.#planted === 'forgetful' ? this.chance : null);
    const end = this.#air.end();
    const limits = { tail: 30, rate: 1e9, burst: 1e9, presenceEvery: 1e9, together: 0 };
    const { documents, faults } = openDocuments(gate.store, new Stage(), { shape: responsibilitiesShape, bus: end, limits });
    return { documents, faults, gate, end };
  }

  async begin(): Promise<void> {
    const node = this.nodes[0]!;
    for (const row of lasting) void node.documents.pencil(list, row, { order: row, title: textCell(''), lead: null });
    for (const hands of this.hands) this.join(hands);
    for (let n = 0; n < 10; n += 1) await this.flow(true);
  }

  join(screen: Screen): void {
    const node = this.chance.pick(this.nodes);
    this.#at.set(screen, node);
    screen.connect(new Wire(node.documents, list, this.chance.pick(['ann', 'bob'])));
  }

  /** One thing that happens, then a little of everything moves. */
  async step(): Promise<void> {
    const { chance } = this;
    const form = chance.under(1000);
    for (let n = chance.under(1 + this.hands.length / 3); n >= 0; n -= 1) chance.pick(this.hands).act();
    if (form < 60) this.#cut(chance.pick(this.hands));
    else if (form < 200) this.#return();
    else if (form < 260) this.#pencil();
    else if (form < 280) this.#partition(chance.pick(this.nodes));
    else if (form < 286) this.#die(chance.pick(this.nodes));
    await this.flow(false);
  }

  #cut(hands: Hands): void {
    if (!hands.wire) return;
    this.cuts += 1;
    hands.wire.cut();
  }

  #return(): void {
    const away = this.hands.filter(({ wire }) => !wire);
    if (away.length > 0) this.join(this.chance.pick(away));
  }

  /** The house may put in the same row more than once, by any node: whoever is told twice does it once. */
  #pencil(): void {
    if (this.chance.happens(0.3)) this.pencilled += 1;
    const [row, node] = [`p${this.pencilled}`, this.chance.pick(this.nodes)];
    node.documents.pencil(list, row, { order: row, title: textCell('<house>'), lead: 'd0' }).catch(() => undefined);
  }

  #partition(node: Node): void {
    this.partitions += 1;
    this.#air.toggle(node.end);
  }

  #die(node: Node): void {
    this.deaths += 1;
    node.end.dead = true;
    node.gate.die(this.chance);
    for (const [screen, its] of this.#at) if (its === node) screen.wire?.cut();
    this.faults.push(...node.faults);
    // Its timers end; whatever it still waits for never comes.
    void node.documents.close();
    this.nodes = this.nodes.map((one) => (one === node ? this.#node() : one));
  }

  /** Lets some of what waits through, or all of it. */
  async flow(all: boolean): Promise<void> {
    const { chance } = this;
    const some = (): number => (all ? Infinity : chance.under(4));
    for (const { wire } of this.hands) wire?.up(some());
    await turns(1 + chance.under(3));
    for (const { gate } of this.nodes) gate.open(some());
    if (!this.#deaf) this.#air.bring(some(), all ? 0 : 0.1);
    await turns(1 + chance.under(3));
    for (const hands of this.hands) hands.hear(some());
  }

  get #busy(): boolean {
    const nodes = this.nodes.some(({ gate }) => gate.waiting > 0);
    return nodes || (this.#air.waiting > 0 && !this.#deaf) || this.hands.some(({ wire }) => wire?.waiting === true);
  }

  /** Everything comes back, and all that was said arrives: until nothing is said any more and all know the same, or that never comes. */
  async heal(): Promise<void> {
    for (const hands of this.hands) if (!hands.wire) this.join(hands);
    if (!this.#deaf) this.#air.calm();
    const end = performance.now() + patience;
    for (let quiet = 0; quiet < 12 || !(await this.#agreed());) {
      await this.flow(true);
      quiet = this.#busy ? 0 : quiet + 1;
      if (performance.now() > end) return;
      // The documents layer lets edits wait for each other by a clock of its own.
      if (quiet > 12) await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  /** By their bytes: what only took something back shows in no state vector. */
  async #agreed(): Promise<boolean> {
    const truth = settled(await onDisk(this.store));
    return this.hands.every(({ doc }) => settled(Y.encodeStateAsUpdate(doc)) === truth);
  }

  async end(): Promise<void> {
    for (const hands of this.hands) {
      hands.wire?.cut();
      hands.doc.destroy();
    }
    const closed = Promise.all(this.nodes.map(({ documents }) => documents.close()));
    for (let n = 0; n < 20; n += 1) {
      for (const { gate } of this.nodes) gate.open(Infinity);
      await turns(2);
    }
    await closed;
  }
}

const sorted = (rows: object): string => JSON.stringify(Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What must hold in the end. */
const judge = async (world: World): Promise<void> => {
  const faults = [...world.faults, ...world.nodes.flatMap((node) => node.faults)];
  equal(faults.length, 0, `nothing failed inside: ${String(faults[0])}`);
  const disk = await onDisk(world.store);
  const truth = settled(disk);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, disk);
  const rows = doc.getMap<Y.Map<unknown>>('rows');
  const shown = sorted(rows.toJSON());
  for (const hands of world.hands) {
    deepEqual(hands.endings, [], `${hands.name} was ended`);
    equal(sorted(hands.rows.toJSON()), shown, `${hands.name} shows what is on disk`);
    equal(settled(Y.encodeStateAsUpdate(hands.doc)), truth, `${hands.name} has the bytes that are on disk`);
  }
  for (const node of world.nodes) equal(await toldTo(node), truth, 'a newcomer has the bytes that are on disk');
  judgeRows(world, rows, doc.getMap('pencilled'));
  doc.destroy();
};

/** What a newcomer is told by a node. */
const toldTo = async ({ documents, gate }: Node): Promise<string> => {
  const fresh = new Screen();
  fresh.connect(new Wire(documents, list, 'eve'));
  for (let n = 0; n < 30; n += 1) {
    fresh.wire?.up();
    await turns(2);
    gate.open(Infinity);
    fresh.hear();
  }
  ok(fresh.synced, 'a newcomer is answered');
  const told = settled(Y.encodeStateAsUpdate(fresh.doc));
  fresh.wire?.cut();
  fresh.doc.destroy();
  return told;
};

const judgeRows = ({ hands, pencilled }: World, rows: Y.Map<Y.Map<unknown>>, marks: Y.Map<unknown>): void => {
  const there = new Map<string, number>();
  for (const [id, row] of rows) {
    const text = (row.get('title') as Y.Text).toJSON();
    for (const [word] of text.matchAll(/<[^<>]*>/gu)) there.set(word, (there.get(word) ?? 0) + 1);
    equal(text.replaceAll(/<[^<>]*>/gu, ''), '', `no word of row ${id} was torn apart`);
  }
  const struck = new Set(hands.flatMap((one) => [...one.struck]));
  for (const { said, unsaid, made } of hands) {
    for (const [word, id] of said) if (!struck.has(id)) equal(there.get(word), 1, `${word} of row ${id} is there once`);
    for (const word of unsaid) equal(there.get(word), undefined, `${word} was taken back`);
    for (const id of made) ok(rows.has(id), `row ${id} is there`);
  }
  for (const id of struck) ok(!rows.has(id), `row ${id} stays struck out`);
  for (const [id, row] of rows) {
    const lead = row.get('lead');
    ok(lead === null || /^d\d$/u.test(String(lead)), `row ${id} has one lead`);
  }
  for (let n = 1; n <= pencilled; n += 1) if (marks.has(`p${n}`)) ok(rows.has(`p${n}`) || struck.has(`p${n}`), `row p${n} is there`);
};

/** One life; throws what did not hold. */
export const converged = async (options: ConvergeOptions): Promise<Converged> => {
  const world = new World(options);
  let step = 0;
  try {
    await world.begin();
    for (; step < options.steps; step += 1) await world.step();
    await world.heal();
    await judge(world);
  } catch (reason) {
    throw new Error(`seed ${options.seed}, ${options.writers} writers, ${step} steps: ${String(reason)}`, { cause: reason });
  }
  const words = world.hands.reduce((sum, { said, unsaid }) => sum + said.size + unsaid.size, 0);
  const { cuts, deaths, partitions } = world;
  await world.end();
  return { writers: options.writers, steps: step, words, cuts, deaths, partitions };
};
