/** Somebody who types into the cells of one row, with a real Y.Doc. */
import * as Y from 'yjs';
import { roots } from '#shared/core/document.ts';
import type { Place } from '../place.ts';
import { rowOf, textsOf } from '../seed.ts';
import { Client } from './client.ts';
import type { Ear, Ledger } from './ledger.ts';
import { tokenOf } from './token.ts';

/** Typed into one cell before turning to the next. */
const stretch = 15;
const firstClient = 1_000;

/** Where somebody types. */
export interface Desk {
  /** Of the document, and what it begins with. */
  readonly name: string;
  readonly seed: Uint8Array;
  /** Within the ledger. */
  readonly index: number;
  /** The one row this writer types into. */
  readonly row: number;
}

export class Writer {
  readonly client: Client;
  readonly ear: Ear;
  readonly doc = new Y.Doc();
  readonly index: number;
  readonly #cells: readonly Y.Text[];
  readonly #ledger: Ledger;
  readonly #heard: Uint8Array[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(place: Place, { name, seed, index, row }: Desk, ledger: Ledger) {
    this.index = index;
    this.#ledger = ledger;
    this.doc.clientID = firstClient + ledger.base + index;
    Y.applyUpdate(this.doc, seed);
    const cells = this.doc.getMap<Y.Map<Y.Text>>(roots.rows).get(rowOf(row));
    this.#cells = textsOf(name).flatMap((text) => cells?.get(text) ?? []);
    if (this.#cells.length === 0) throw new Error(`${name} has no row ${row}`);
    this.client = new Client(place, (known) => Y.encodeStateAsUpdate(this.doc, known));
    this.ear = ledger.ear(index);
    this.client.hear = (frame) => {
      if (!this.client.brings(frame)) return;
      this.#heard.push(this.client.payload(frame));
      this.ear.hear(frame);
    };
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) this.client.send(update);
    });
  }

  type(): void {
    const n = this.#ledger.next(this.index);
    const cell = this.#cells[Math.floor(n / stretch) % this.#cells.length];
    this.doc.transact(() => cell?.insert(cell.length, tokenOf(this.#ledger.base + this.index, n)), this);
  }

  /** So many edits a second, each a little early or late. */
  typeAt(perSecond: number, chance: () => number): void {
    const pause = (): number => (1000 / perSecond) * (0.9 + 0.2 * chance());
    let due = performance.now() + chance() * (1000 / perSecond);
    const wait = (): void => {
      this.#timer = setTimeout(
        () => {
          this.type();
          due += pause();
          wait();
        },
        Math.max(0, due - performance.now()),
      );
    };
    wait();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Takes in all that was heard; only now, so that it costs nobody any time while it is measured. */
  catchUp(): Y.Doc {
    Y.transact(this.doc, () => this.#heard.splice(0).forEach((update) => Y.applyUpdate(this.doc, update)));
    return this.doc;
  }
}
