/**
 * At start: rows and sums made by an older fold are made again from the record, in portions. Sums go on where an earlier making was ended,
 * and each part counts once, however many nodes make it; rows are written over. Nodes of an earlier release must have ended: what they
 * committed meanwhile would be missing.
 */
import type { AnyKind, Model } from '#shared/core/kind.ts';
import { idOf, type AnyEvent, type Recorded, type StreamId } from '#shared/core/recorded.ts';
import type { RowChange } from '../store/store.ts';
import type { Means } from './means.ts';
import { rowChange } from './rows.ts';
import { DayEnds, makingOf } from './tallies.ts';
import { TallyMaking } from './tally-making.ts';

/** Streams looked at at once, and events that lie in memory. */
const portion = 1_000;
const mostEvents = 10_000;
/** Rows written at once: the larger the part, the fewer times the same pages of the database are. */
const mostRows = 12_000;

interface Folded {
  readonly id: string;
  readonly state: unknown;
  readonly days: DayEnds;
  readonly events: number;
}

const folded = (kind: AnyKind, stream: StreamId, history: Iterable<Recorded<AnyEvent>>, before?: Folded): Folded => {
  const days = before?.days ?? new DayEnds();
  let state = before?.state ?? kind.initial;
  let events = before?.events ?? 0;
  for (const recorded of history) {
    state = kind.evolve(state, recorded);
    days.note(recorded.at, state);
    events += 1;
  }
  return { id: idOf(stream), state, days, events };
};

/** A long history goes by in pieces. */
const foldLong = async ({ store }: Means, kind: AnyKind, stream: StreamId): Promise<Folded> => {
  let one = folded(kind, stream, []);
  for (;;) {
    const events = await store.events(stream, one.events, mostEvents);
    one = folded(kind, stream, events, one);
    if (events.length < mostEvents) return one;
  }
};

/** Neighbouring streams whose histories fit into memory together. */
const bundles = (streams: readonly StreamId[], heads: ReadonlyMap<StreamId, number>): StreamId[][] => {
  const made: StreamId[][] = [];
  let room = 0;
  for (const stream of streams) {
    const events = heads.get(stream) ?? 0;
    if (events > room) {
      made.push([]);
      room = mostEvents;
    }
    made.at(-1)?.push(stream);
    room -= events;
  }
  return made;
};

interface Bundle {
  readonly streams: readonly StreamId[];
  readonly heads: ReadonlyMap<StreamId, number>;
}

async function* bundlesOf({ store }: Means, kind: AnyKind, after: string): AsyncGenerator<Bundle> {
  for (let from = after; ;) {
    const streams = await store.streams(kind.name, from, portion);
    const heads = await store.heads(streams);
    for (const bundle of bundles(streams, heads)) yield { streams: bundle, heads };
    const last = streams.at(-1);
    if (!last || streams.length < portion) return;
    from = idOf(last);
  }
}

/** Reads one bundle ahead, so that the database and the fold work at the same time. */
async function* foldsOf(means: Means, kind: AnyKind, after: string): AsyncGenerator<readonly Folded[]> {
  const source = bundlesOf(means, kind, after);
  const ahead = async (): Promise<(() => Promise<readonly Folded[]>) | null> => {
    const next = await source.next();
    if (next.done) return null;
    const { streams, heads } = next.value;
    const [only] = streams;
    if (streams.length === 1 && only && (heads.get(only) ?? 0) > mostEvents) return async () => [await foldLong(means, kind, only)];
    const histories = await means.store.histories(streams);
    return async () => histories.map((history, n) => folded(kind, streams[n] as StreamId, history));
  };
  for (let next = ahead(); ;) {
    const now = await next;
    if (!now) return;
    next = ahead();
    // Told when its turn comes.
    next.catch(() => undefined);
    yield await now();
  }
}

/** What has to be made anew of a kind; null = nothing. */
const staleOf = async ({ store }: Means, kind: AnyKind) => {
  const models: (readonly [string, Model<unknown>])[] = [];
  for (const [name, rule] of Object.entries(kind.models ?? {}))
    if ((await store.rowsVersion(name)) !== kind.version) models.push([name, rule]);
  const makings: TallyMaking[] = [];
  for (const name of Object.keys(kind.tallies ?? {})) {
    const making = await TallyMaking.open(store, kind, name);
    if (!making.done) makings.push(making);
  }
  return models.length + makings.length === 0 ? null : { models, makings };
};

/** False = all is made. */
const rebuildKind = async (means: Means, kind: AnyKind): Promise<boolean> => {
  const stale = await staleOf(means, kind);
  if (!stale) return false;
  const { models, makings } = stale;
  const began = performance.now();
  const from = models.length > 0 ? '' : makings.map(({ after }) => after).reduce((a, b) => (a < b ? a : b));
  let events = 0;
  let rows: RowChange[] = [];
  let writing: Promise<void> = Promise.resolve();
  for await (const folds of foldsOf(means, kind, from)) {
    for (const { id, state } of folds) for (const [model, rule] of models) rows.push(rowChange(model, rule, id, rule.row(state, id)));
    for (const making of makings) for (const { id, days } of folds) making.add(id, days);
    events += folds.reduce((sum, one) => sum + one.events, 0);
    if (rows.length < mostRows && !makings.some(({ full }) => full)) continue;
    await writing;
    writing = write(means, kind, rows, makings);
    writing.catch(() => undefined);
    rows = [];
  }
  await writing;
  await write(means, kind, rows, makings);
  for (const making of makings) await making.keep(true);
  for (const [model] of models) await means.store.setRowsVersion(model, kind.version);
  const took = Math.round(performance.now() - began);
  const what = { models: models.map(([model]) => model), tallies: makings.map(({ name }) => name) };
  means.log.info({ kind: kind.name, ...what, events, milliseconds: took }, 'rows made anew');
  return true;
};

const write = async (
  { store }: Means,
  { version }: AnyKind,
  rows: readonly RowChange[],
  makings: readonly TallyMaking[],
): Promise<void> => {
  if (rows.length > 0) await store.remakeRows(version, rows);
  for (const making of makings) if (making.full) await making.keep();
};

/** Where another node made part of a tally meanwhile, what is left is made in another pass. */
export const rebuild = async (means: Means): Promise<void> => {
  for (const kind of Object.values(means.kinds)) while (await rebuildKind(means, kind));
};

/** Makings of earlier folds, which nobody reads any more. */
export const forgetOldTallies = async ({ store, kinds }: Means): Promise<void> => {
  const now = new Set(Object.values(kinds).flatMap((kind) => Object.keys(kind.tallies ?? {}).map((name) => makingOf(name, kind))));
  for (const tally of await store.tallies()) if (!now.has(tally)) await store.dropTally(tally);
};
