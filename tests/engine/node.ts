/** A node without sockets: an engine on a given store and bus, with time and chance in hand. */
import { createEngine } from '#server/engine/engine.ts';
import type { Log, Means } from '#server/engine/means.ts';
import type { Documents, Engine } from '#server/engine/port.ts';
import type { Bus } from '#server/bus/bus.ts';
import type { Store } from '#server/store/store.ts';
import type { AnyKind, DocumentName } from '#shared/core/kind.ts';
import { pack, start } from '#tests/given/given.ts';
import { handClock, type HandClock } from './clock.ts';

/** One message for all subscribers, at once, in this process. */
export const localBus = (): Bus => {
  const takes = new Map<string, Set<(message: Uint8Array) => void>>();
  return {
    publish: (topic, message) => takes.get(topic)?.forEach((take) => take(message)),
    subscribe: async (topic, take) => {
      const all = takes.get(topic) ?? new Set();
      takes.set(topic, all.add(take));
      return () => all.delete(take);
    },
    connected: true,
    onReturn: () => undefined,
    close: async () => undefined,
  };
};

export interface Said {
  readonly level: 'info' | 'warn' | 'error';
  readonly facts: object;
  readonly text: string;
}

export const keptLog = (): Log & { readonly said: Said[] } => {
  const said: Said[] = [];
  const at = (level: Said['level']) => (facts: object, text: string) => void said.push({ level, facts, text });
  return { said, info: at('info'), warn: at('warn'), error: at('error') };
};

/** Papers as they lie: content and head are set by the test. */
export interface Papers extends Documents {
  readonly rows: Map<DocumentName, Record<string, Record<string, unknown>>>;
  readonly heads: Map<DocumentName, number>;
  readonly reconsidered: string[];
}

export const papers = (): Papers => {
  const rows: Papers['rows'] = new Map();
  const heads: Papers['heads'] = new Map();
  const reconsidered: string[] = [];
  return {
    rows,
    heads,
    reconsidered,
    hold: (names, work) => work(names.map((name) => ({ name, content: { rows: rows.get(name) ?? {} }, head: heads.get(name) ?? 0 }))),
    pencil: async (name, row, cells) => {
      const of = rows.get(name) ?? {};
      if (row in of) return 'already';
      rows.set(name, { ...of, [row]: { ...cells } });
      return 'kept';
    },
    reconsider: (stream) => void reconsidered.push(stream),
  };
};

/** Seeded, good enough for ids in tests: xorshift over 32 bits. */
export const seeded = (seed: number): (() => number) => {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
};

export const chanceOf = (random: () => number) => (): string =>
  Array.from({ length: 4 }, () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');

export interface Node {
  readonly engine: Engine;
  readonly clock: HandClock;
  readonly log: ReturnType<typeof keptLog>;
  readonly papers: Papers;
}

export const startNode = async (store: Store, kinds: Readonly<Record<string, AnyKind>>, given: Partial<Means> = {}): Promise<Node> => {
  const clock = handClock(start);
  const log = keptLog();
  const documents = papers();
  const chance = chanceOf(seeded(7));
  const engine = await createEngine({ store, bus: localBus(), kinds, pack, clock, chance, documents, log, ...given });
  return {
    engine,
    clock: (given.clock as HandClock | undefined) ?? clock,
    log,
    papers: (given.documents as Papers | undefined) ?? documents,
  };
};

/** Lets everything that is under way run on, a bounded number of turns of the event loop. */
export const settle = async (turns = 20): Promise<void> => {
  for (let n = 0; n < turns; n += 1) await new Promise(setImmediate);
};
