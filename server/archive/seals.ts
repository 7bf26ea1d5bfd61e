import { setImmediate as breath } from 'node:timers/promises';
import type { Seal } from '#shared/core/archive.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import { kindOf, type AnyEvent, type Recorded, type StreamId } from '#shared/core/recorded.ts';
import type { EventStore } from '../store/store.ts';
import { Chain } from './chain.ts';

type Kinds = Readonly<Record<string, AnyKind>>;

/** Read at once: a few milliseconds of the event loop. */
const portion = 1_000;

export const kindIn = (kinds: Kinds, stream: StreamId): AnyKind => {
  const name = kindOf(stream);
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (!kind) throw new Error(`no kind for ${stream}`);
  return kind;
};

/** The first `upTo` events, in order; others are heard between two portions. */
export const eachEvent = async function* (
  store: Pick<EventStore, 'events'>,
  stream: StreamId,
  upTo = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<Recorded<AnyEvent>> {
  for (let seq = 0; seq < upTo;) {
    const events = await store.events(stream, seq, Math.min(portion, upTo - seq));
    yield* events;
    const last = events.at(-1);
    if (!last || events.length < portion) return;
    seq = last.seq;
    await breath();
  }
};

/** The seal of a stream as it stood after `upTo` events, or at an instant. */
export const sealOf = async (
  store: Pick<EventStore, 'events'>,
  kinds: Kinds,
  stream: StreamId,
  until: { readonly seq?: number; readonly at?: number } = {},
): Promise<Seal> => {
  const chain = new Chain(stream, kindIn(kinds, stream));
  for await (const recorded of eachEvent(store, stream, until.seq)) {
    if (until.at !== undefined && recorded.at > until.at) break;
    chain.add(recorded);
  }
  return chain.seal;
};

/** A thing and what goes along with it: the streams that are there, the thing itself first. */
export const together = async (store: Pick<EventStore, 'heads'>, kinds: Kinds, of: StreamId): Promise<ReadonlyMap<StreamId, number>> => {
  const belonging = kindIn(kinds, of).archive?.belongs(of.slice(of.indexOf('/') + 1)) ?? [];
  const known = [of, ...belonging.filter((stream) => Object.hasOwn(kinds, kindOf(stream)))];
  const heads = await store.heads(known);
  return new Map(known.map((stream) => [stream, heads.get(stream) ?? 0] as const).filter(([, seq]) => seq > 0));
};
