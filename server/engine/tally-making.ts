import type { AnyKind } from '#shared/core/kind.ts';
import type { Store, TallyChange, TallyMade } from '../store/store.ts';
import { eachChange, makingOf, type DayEnds } from './tallies.ts';

/** Sums gathered before they are kept: neighbouring streams add to the same ones. */
const most = 300_000;

/** Group → figure → day → what was added. */
type Gathered = Map<string, Map<string, Map<number, number>>>;

const within = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
};

/**
 * One tally being made from the record: streams are added in the order of their ids, from where the making stands. A part is kept together with
 * how far it goes; when somebody else was there first, ours is thrown away and we go on from theirs.
 */
export class TallyMaking {
  readonly name: string;
  readonly #store: Store;
  readonly #kind: AnyKind;
  #made: TallyMade;
  #gathered: Gathered = new Map();
  #size = 0;
  #last = '';
  #lost = false;

  private constructor(store: Store, kind: AnyKind, name: string, made: TallyMade) {
    this.#store = store;
    this.#kind = kind;
    this.name = name;
    this.#made = made;
  }

  static async open(store: Store, kind: AnyKind, name: string): Promise<TallyMaking> {
    return new TallyMaking(store, kind, name, (await store.tallyMade(makingOf(name, kind))) ?? { after: '', done: false });
  }

  get done(): boolean {
    return this.#made.done;
  }

  get after(): string {
    return this.#made.after;
  }

  get full(): boolean {
    return this.#size > most;
  }

  add(id: string, days: DayEnds): void {
    if (this.#lost || this.done || id <= this.after) return;
    this.#last = id;
    const of = (state: unknown) => this.#kind.tallies?.[this.name]?.of(state, id) ?? {};
    eachChange(of, this.#kind.initial, days, (group, figure, day, by) => {
      const sums = within(
        within(this.#gathered, group, () => new Map<string, Map<number, number>>()),
        figure,
        () => new Map<number, number>(),
      );
      const known = sums.get(day);
      if (known === undefined) this.#size += 1;
      sums.set(day, (known ?? 0) + by);
    });
  }

  /** Keeps what was added so far; `done` = that was all. */
  async keep(done = false): Promise<void> {
    if (this.#lost || this.done) return;
    const tally = makingOf(this.name, this.#kind);
    const changes: TallyChange[] = [];
    for (const [group, figures] of this.#gathered)
      for (const [figure, days] of figures) for (const [day, delta] of days) changes.push({ tally, group, figure, day, delta });
    const made = { after: this.#last > this.after ? this.#last : this.after, done };
    this.#gathered = new Map();
    this.#size = 0;
    if (await this.#store.makeTally({ tally, from: this.after, made, changes })) this.#made = made;
    else this.#lost = true;
  }
}
