/**
 * What the server hands to the pages it renders. The two are bundled apart, so it goes through one well-known place and this type,
 * and web never imports server.
 */
import type { Actor } from './actor.ts';
import type { AnyEvent, Recorded, StreamId } from './recorded.ts';
import type { RulePack } from './rule-pack.ts';
import type { RowPage, RowQuery } from './wire.ts';

/** A stream as one viewer may know it; `own` = what only they are told, `summary` = figures about what is hidden. */
export interface Seen {
  readonly seq: number;
  readonly audience: string;
  readonly state: unknown;
  readonly own?: unknown;
  readonly summary?: unknown;
}

export interface House {
  /** Resolves the session cookie of a request; `nobody` when there is none or it ended. */
  viewer(cookie: string | null): Promise<Actor>;
  rows(query: RowQuery, viewer: Actor): Promise<RowPage>;
  /** value → number of rows, over one index of a model. Only for indexes whose rows the viewer may count. */
  counts(model: string, index: string, viewer: Actor): Promise<Readonly<Record<string, number>>>;
  /** The state as this viewer may know it; null when there is no such thing for them. */
  view(stream: StreamId, viewer: Actor): Promise<Seen | null>;
  /** The first 500 events of a stream, those that this viewer may know, in order. */
  events(stream: StreamId, viewer: Actor): Promise<readonly Recorded<AnyEvent>[]>;
  /** Mail goes out of this house: somebody may ask to be told by it. */
  readonly mail: boolean;
  /** `http://host:port` under which people reach this installation; for QR codes and links. */
  readonly origin: string;
  /** The rules in force: a page takes them anew each time. */
  readonly pack: RulePack;
}

const place = Symbol.for('consultation.house');

export const openHouse = (house: House): void => {
  (globalThis as Record<symbol, unknown>)[place] = house;
};

/** Throws when the server did not open the house before it loaded the pages. */
export const theHouse = (): House => {
  const house = (globalThis as Record<symbol, unknown>)[place] as House | undefined;
  if (!house) throw new Error('the house is not open: start the pages through server/start.ts');
  return house;
};
