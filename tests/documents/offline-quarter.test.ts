/** A quarter of an hour without a network, and a bad one before and after: nothing lost, nothing doubled. Time is driven by hand. */
import { IDBFactory } from 'fake-indexeddb';
import type { ViteDevServer } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { load, openModules } from '#tests/live/modules.ts';
import { Network, openBrowsers, type Browsers, type Page } from './offline.ts';
import { kept, openRoom, type Room } from './room.ts';

const second = 1_000;
const minute = 60 * second;
const rows = ['r1', 'r2', 'r3'];

let vite: ViteDevServer;
let room: Room;
let browsers: Browsers;
beforeAll(async () => {
  vite = await openModules();
  // What a page loads late is compiled now: compiling waits by a clock that stands still, or leaps, once time is driven by hand.
  for (const name of ['document.svelte.ts', 'document-desk.ts', 'document-keeping.ts']) await load(vite, name);
});
afterAll(() => vite.close());
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  room = await openRoom({ limits: { heartbeat: 5_000 } });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  browsers = await openBrowsers(vite, room);
});
afterEach(async () => {
  browsers.close();
  vi.useRealTimers();
  await room.close();
});

/** mulberry32: the same run for the same seed. */
const chanceOf = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};

/** Time goes on, and what is on its way in sockets and databases arrives. */
const pass = async (ms: number): Promise<void> => {
  for (let left = ms; left > 0; left -= 250) {
    await vi.advanceTimersByTimeAsync(Math.min(250, left));
    for (let turn = 0; turn < 12; turn += 1) await new Promise(setImmediate);
  }
};
const passUntil = async (holds: () => boolean, what: string, within = 3 * minute): Promise<void> => {
  for (let left = within; !holds(); left -= 250) {
    if (left <= 0) throw new Error(`did not come true: ${what}`);
    await pass(250);
  }
};

/** Somebody who writes words that are never the same, and now and then takes one away. */
class Writer {
  page: Page;
  readonly written = new Set<string>();
  readonly #person: string;
  readonly #chance: () => number;
  readonly #gone: Set<string>;
  #rows = 0;

  constructor(page: Page, person: string, chance: () => number, gone: Set<string>) {
    this.page = page;
    this.#person = person;
    this.#chance = chance;
    this.#gone = gone;
  }

  /** False when nothing may be written just now. */
  type(): boolean {
    const { document } = this.page;
    const row = document.rows[Math.floor(this.#chance() * document.rows.length)];
    if (!document.writable || !row) return false;
    const text = String(row.cells['task'] ?? '');
    const words = [...text.matchAll(/<\w+>/gu)];
    const at = words[Math.floor(this.#chance() * words.length)];
    if (at && this.#chance() < 0.1) {
      this.#gone.add(at[0]);
      document.edit((all) => all.splice(row.id, 'task', [{ at: at.index, removed: at[0].length, inserted: '' }]));
    } else if (this.#chance() < 0.05) {
      this.#rows += 1;
      document.put(`${this.#person}${this.#rows}`, { order: 'z' }, { task: this.#word() });
    } else {
      const place = at ? at.index + at[0].length : text.length;
      document.edit((all) => all.splice(row.id, 'task', [{ at: place, removed: 0, inserted: this.#word() }]));
    }
    return true;
  }

  #word(): string {
    const word = `<${this.#person}${this.written.size}>`;
    this.written.add(word);
    return word;
  }
}

test.each([1, 2, 3, 4])(
  'seed %i: 30 % loss, 15 minutes away with a reload in between, 30 % loss again',
  async (seed) => {
    const chance = chanceOf(seed);
    const gone = new Set<string>();
    const networks = { ann: new Network('ann'), bob: new Network('bob') };
    const ann = new Writer(browsers.open('ann', networks.ann), 'a', chance, gone);
    const bob = new Writer(browsers.open('bob', networks.bob), 'b', chance, gone);
    await passUntil(() => [ann, bob].every(({ page }) => page.document.state === 'online'), 'both are here');
    for (const row of rows) ann.page.document.put(row, { order: row }, { task: '' });
    await passUntil(() => bob.page.document.rows.length === rows.length, 'the list is there');
    const both = async (ms: number): Promise<void> => {
      for (let left = ms; left > 0; left -= second) {
        for (const writer of [ann, bob]) if (chance() < 0.4) writer.type();
        await pass(second);
      }
    };
    const loses = (share: number): void => {
      for (const network of Object.values(networks)) network.loss = () => chance() < share;
    };

    loses(0.3);
    await both(minute);
    networks.ann.cut();
    await both(7 * minute);
    expect(ann.page.document.state).toBe('offline');
    // The tab ends in the middle of it; another one goes on from what the browser kept.
    const [text, waiting] = [JSON.stringify(ann.page.document.rows), ann.page.document.waiting];
    ann.page.close();
    ann.page = browsers.open('ann', networks.ann);
    await passUntil(() => ann.page.document.writable, 'the list opens without a network', 10 * second);
    expect([JSON.stringify(ann.page.document.rows), ann.page.document.waiting]).toEqual([text, waiting]);
    expect(ann.type()).toBe(true);
    await both(8 * minute);
    networks.ann.mend();
    await both(minute);
    loses(0);
    await passUntil(() => [ann, bob].every(({ page }) => page.document.state === 'online' && !page.document.unsaved), 'all is saved');
    await pass(second);

    const stored = await kept(room.store);
    const words = Object.values(stored).flatMap(({ task }) => String(task).match(/<\w+>/gu) ?? []);
    const expected = [...ann.written, ...bob.written].filter((word) => !gone.has(word));
    expect(ann.written.size).toBeGreaterThan(150);
    expect(words.toSorted()).toEqual(expected.toSorted());
    for (const { page } of [ann, bob]) {
      const shown = Object.fromEntries(page.document.rows.map(({ id, cells }) => [id, cells]));
      expect(shown).toEqual(stored);
      expect(page.document.lost).toEqual([]);
    }
  },
  120_000,
);
