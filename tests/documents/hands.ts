/** A person at a screen, who types words that can be told apart, takes some of them back, and remembers what must be there. */
import * as Y from 'yjs';
import type { Chance } from '#tests/simulator/chance.ts';
import { Screen } from './screen.ts';

/** Rows that nobody strikes out. */
export const lasting = ['r0', 'r1', 'r2', 'r3'] as const;

const words = /<[^<>]*>/gu;

export class Hands extends Screen {
  readonly name: string;
  /** Words that must be there, each with its row, and those taken back. */
  readonly said = new Map<string, string>();
  readonly unsaid = new Set<string>();
  /** Rows of their own that must be there, and those struck out. */
  readonly made = new Set<string>();
  readonly struck = new Set<string>();
  readonly #chance: Chance;
  #count = 0;

  constructor(name: string, chance: Chance) {
    super();
    this.name = name;
    this.#chance = chance;
    this.doc.clientID = 1 + chance.under(2 ** 31);
  }

  /** One thing a person does; nothing when the document is not there yet. */
  act(): void {
    const chance = this.#chance;
    const id = chance.pick([...lasting, ...this.rows.keys()]);
    const row = this.rows.get(id);
    if (!(row instanceof Y.Map)) return;
    const form = chance.under(100);
    if (form < 55) this.#say(id, row);
    else if (form < 70) this.#unsay(row);
    else if (form < 85) row.set('lead', `d${chance.under(9)}`);
    else if (form < 90) row.set('order', chance.hex(4));
    else if (form < 96) this.#make();
    else this.#strike();
  }

  #say(id: string, row: Y.Map<unknown>): void {
    const text = row.get('title');
    if (!(text instanceof Y.Text)) return;
    const word = `<${this.name}.${(this.#count += 1)}>`;
    // Between words, as people do: who types into a word changes it.
    const shown = text.toJSON();
    const places = [0, ...[...shown.matchAll(words)].map(({ index, 0: found }) => index + found.length)];
    text.insert(this.#chance.pick(places), word);
    this.said.set(word, id);
  }

  #unsay(row: Y.Map<unknown>): void {
    const text = row.get('title');
    if (!(text instanceof Y.Text)) return;
    const mine = [...text.toJSON().matchAll(words)].filter(({ 0: word }) => this.said.has(word));
    if (mine.length === 0) return;
    const { index, 0: word } = this.#chance.pick(mine);
    text.delete(index, word.length);
    this.said.delete(word);
    this.unsaid.add(word);
  }

  #make(): void {
    const id = `${this.name}-${(this.#count += 1)}`;
    this.rows.set(id, new Y.Map(Object.entries({ order: this.#chance.hex(4), title: new Y.Text(), lead: null })));
    this.made.add(id);
  }

  /** A row of my own, or one the house put in. */
  #strike(): void {
    const houses = this.#chance.happens(0.3);
    const mine = [...this.rows.keys()].filter((id) => (houses ? id.startsWith('p') : this.made.has(id)));
    if (mine.length === 0) return;
    const id = this.#chance.pick(mine);
    this.rows.delete(id);
    this.made.delete(id);
    this.struck.add(id);
  }
}
