import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { mayForget } from '#server/documents/content.ts';
import { changesOf } from '#web/lib/live/document-changes.ts';
import { Settings, type Clash } from '#web/lib/live/document-conflicts.ts';

const cell = 'r1 lead';

/** One screen: a copy of the document, and what it says about the cell. */
class Screen {
  readonly doc: Y.Doc;
  readonly settings = new Settings(Y);
  /** null = nothing to answer; undefined before anything happened. */
  clash: Clash | null = null;
  readonly told: Clash[] = [];
  /** Updates not yet given to the others. */
  readonly out: Uint8Array[] = [];
  readonly #mine = {};

  constructor(client: number, base: Uint8Array) {
    this.doc = new Y.Doc();
    this.doc.clientID = client;
    Y.applyUpdate(this.doc, base);
    this.rows.observeDeep((events, transaction) => {
      for (const { map, field } of changesOf(Y, events as never).set) {
        if (transaction.origin === this.#mine) {
          this.settings.set(cell, map, field);
          this.clash = null;
          continue;
        }
        const clash = this.settings.judge(cell, map, field, transaction);
        if (clash !== undefined) this.clash = clash;
        if (clash) this.told.push(clash);
      }
    });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this.#mine) this.out.push(update);
    });
  }

  get rows(): Y.Map<Y.Map<unknown>> {
    return this.doc.getMap('rows');
  }

  get value(): unknown {
    return this.rows.get('r1')?.get('lead');
  }

  set(value: unknown): void {
    this.doc.transact(() => this.rows.get('r1')?.set('lead', value), this.#mine);
  }

  take(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, 'server');
  }
}

const begin = (): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const row = new Y.Map<unknown>();
  row.set('lead', null);
  doc.getMap('rows').set('r1', row);
  return Y.encodeStateAsUpdate(doc);
};

const screens = (n: number): readonly Screen[] => Array.from({ length: n }, (_, at) => new Screen(100 + at * 10, begin()));

/** As the server's copy does it. */
class Server {
  readonly doc = new Y.Doc({ gcFilter: mayForget });
  readonly log: Uint8Array[] = [];

  constructor() {
    Y.applyUpdate(this.doc, begin());
    this.doc.on('update', (update: Uint8Array) => this.log.push(update));
  }

  take(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update);
  }
}

describe('two people set one cell', () => {
  test('at once: one value, and both are told what each chose', () => {
    const [ann, bob] = screens(2) as [Screen, Screen];
    ann.set('housing');
    bob.set('water');
    ann.out.forEach((update) => bob.take(update));
    bob.out.forEach((update) => ann.take(update));
    expect(ann.value).toBe(bob.value);
    const [winner, loser, won, lost] = ann.value === 'housing' ? [ann, bob, 'housing', 'water'] : [bob, ann, 'water', 'housing'];
    expect(winner.clash).toMatchObject({ mine: won, theirs: lost, winner: 'mine', client: loser.doc.clientID });
    expect(loser.clash).toMatchObject({ mine: lost, theirs: won, winner: 'theirs', client: winner.doc.clientID });
  });

  test('one after the other: nothing to tell', () => {
    const [ann, bob] = screens(2) as [Screen, Screen];
    ann.set('housing');
    ann.out.forEach((update) => bob.take(update));
    bob.set('water');
    bob.out.forEach((update) => ann.take(update));
    expect([ann.told, bob.told, ann.value]).toEqual([[], [], 'water']);
  });

  test('the same at once: nothing to tell', () => {
    const [ann, bob] = screens(2) as [Screen, Screen];
    ann.set('housing');
    bob.set('housing');
    ann.out.forEach((update) => bob.take(update));
    bob.out.forEach((update) => ann.take(update));
    expect([ann.told, bob.told]).toEqual([[], []]);
  });

  test('an answer of one settles it for both', () => {
    const [ann, bob] = screens(2) as [Screen, Screen];
    ann.set('housing');
    bob.set('water');
    ann.out.splice(0).forEach((update) => bob.take(update));
    bob.out.splice(0).forEach((update) => ann.take(update));
    const loser = ann.value === 'housing' ? bob : ann;
    const winner = loser === ann ? bob : ann;
    loser.set(loser.clash?.mine);
    expect(loser.clash).toBeNull();
    loser.out.forEach((update) => winner.take(update));
    expect([winner.clash, winner.value]).toEqual([null, loser.value]);
  });

  test('shared text is no conflict', () => {
    const [ann, bob] = screens(2) as [Screen, Screen];
    ann.set(new Y.Text('一'));
    bob.set(new Y.Text('二'));
    ann.out.forEach((update) => bob.take(update));
    bob.out.forEach((update) => ann.take(update));
    expect([ann.told, bob.told]).toEqual([[], []]);
  });
});

/** Who does what next: somebody sets the cell, brings what they wrote to the server, or hears the next thing it says. */
type Step = { readonly who: number; readonly what: 'set' | 'bring' | 'hear'; readonly value: number };
const steps = (writers: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(fc.record({ who: fc.nat(writers - 1), what: fc.constantFrom('set', 'bring', 'hear'), value: fc.nat(5) }), { maxLength: 60 });

interface Set {
  readonly who: number;
  readonly value: number;
  /** Numbers of the settings its writer knew. */
  readonly knew: ReadonlySet<number>;
}

/** A run with a record of who knew what, kept beside Yjs and by other means. */
const run = (writers: number, script: readonly Step[]) => {
  const all = screens(writers);
  const server = new Server();
  const sets: Set[] = [];
  const known = all.map(() => new globalThis.Set<number>());
  const waiting = all.map((): { update: Uint8Array; number: number }[] => []);
  const log: number[] = [];
  const heard = all.map(() => 0);
  const act = ({ who, what, value }: Step): void => {
    const [screen, mine] = [all[who], known[who]];
    if (!screen || !mine) return;
    if (what === 'set') {
      sets.push({ who, value, knew: new globalThis.Set(mine) });
      mine.add(sets.length - 1);
      screen.set(value);
      for (const update of screen.out.splice(0)) waiting[who]?.push({ update, number: sets.length - 1 });
    } else if (what === 'bring') {
      const next = waiting[who]?.shift();
      if (!next) return;
      server.take(next.update);
      log.push(next.number);
    } else {
      const at = heard[who] ?? 0;
      const [update, number] = [server.log[at], log[at]];
      if (!update || number === undefined) return;
      heard[who] = at + 1;
      screen.take(update);
      mine.add(number);
    }
  };
  script.forEach(act);
  all.forEach((_, who) => [...(waiting[who] ?? [])].forEach(() => act({ who, what: 'bring', value: 0 })));
  all.forEach((_, who) => log.forEach(() => act({ who, what: 'hear', value: 0 })));
  return { all, sets, known };
};

/** The last of mine, if any. */
const lastOf = (sets: readonly Set[], who: number): number => sets.findLastIndex((one) => one.who === who);
const concurrent = (sets: readonly Set[], one: number, other: number): boolean =>
  one !== other && !sets[one]?.knew.has(other) && !sets[other]?.knew.has(one);

describe.each([2, 3])('%i writers, any order of events', (writers) => {
  test('one value for all; nobody is told of a conflict that was none', () => {
    fc.assert(
      fc.property(steps(writers), (script) => {
        const { all, sets } = run(writers, script);
        expect(new globalThis.Set(all.map(({ value }) => value)).size).toBe(1);
        all.forEach((screen, who) => {
          const mine = sets.flatMap((one, number) => (one.who === who ? [number] : []));
          for (const clash of screen.told) {
            const theirs = (clash.client - 100) / 10;
            const real = mine.some((number) =>
              sets.some(
                (other, at) =>
                  concurrent(sets, number, at) &&
                  sets[number]?.value === clash.mine &&
                  // The value told may be set on top of the one that clashed.
                  sets.some((last, n) => last.who === theirs && last.value === clash.theirs && (n === at || last.knew.has(at))),
              ),
            );
            expect(real).toBe(true);
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  test('whose choice does not stand, though nobody who chose after them knew of it, is told; so is whoever prevailed', () => {
    fc.assert(
      fc.property(steps(writers), (script) => {
        const { all, sets } = run(writers, script);
        all.forEach((screen, who) => {
          const mine = lastOf(sets, who);
          const rivals = sets.flatMap((other, at) => (other.who !== who && concurrent(sets, mine, at) ? [at] : []));
          const overwritten = sets.some(({ knew, who: by }) => by !== who && knew.has(mine));
          if (mine < 0 || rivals.length === 0 || overwritten) return;
          const value = sets[mine]?.value;
          if (screen.value !== value) expect(screen.clash).toMatchObject({ mine: value, theirs: screen.value, winner: 'theirs' });
          else if (rivals.some((at) => sets[at]?.value !== value))
            expect(screen.told.filter(({ theirs }) => theirs !== undefined && theirs !== value)).not.toEqual([]);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('after a last word that knew everything, nobody whose choice it replaced has anything to answer', () => {
    fc.assert(
      fc.property(steps(writers), fc.nat(writers - 1), (script, who) => {
        const { all } = run(writers, script);
        const last = all[who] as Screen;
        // Not those whose choice somebody else made, too, and stands for both.
        const standing = all.filter(({ rows, doc }) => rows.get('r1')?._map.get('lead')?.id.client === doc.clientID);
        last.set(99);
        last.out.splice(0).forEach((update) => all.filter((one) => one !== last).forEach((one) => one.take(update)));
        expect(last.clash).toBeNull();
        for (const screen of standing) expect(screen.clash).toBeNull();
        for (const screen of all) if (screen.value === 99) expect(screen.clash?.winner).not.toBe('mine');
      }),
      { numRuns: 300 },
    );
  });
});
