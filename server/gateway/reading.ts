/** What a viewer may know, of one thing and of lists; the same for the interface, for pages and for live connections. */
import type { Actor } from '#shared/core/actor.ts';
import type { AnyKind, Model, Row } from '#shared/core/kind.ts';
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import { kindOf } from '#shared/core/recorded.ts';
import { limits, type RowPage, type RowQuery, type Sent } from '#shared/core/wire.ts';
import { Limiter } from './limiter.ts';
import type { Means } from './means.ts';
import { visitor } from './visitor.ts';

/** An event, or only its number. */
export const sentTo = (kind: AnyKind, events: readonly Recorded<AnyEvent>[], audience: string, state: unknown): Sent[] =>
  events.map((recorded) => kind.visibility.see(recorded, audience, state) ?? { seq: recorded.seq });

/** The same with hidden neighbours as one: in a vote they come by the thousand. */
export const inRuns = (all: readonly Sent[]): Sent[] => {
  const runs: Sent[] = [];
  let hidden = 0;
  all.forEach((sent, n) => {
    if ('event' in sent) return void runs.push(sent);
    hidden += 1;
    const next = all[n + 1];
    if (next && !('event' in next)) return;
    runs.push(hidden === 1 ? { seq: sent.seq } : { seq: sent.seq, hidden });
    hidden = 0;
  });
  return runs;
};

/** What only this viewer is told, if there is anything. */
export const ownOf = (kind: AnyKind, state: unknown, viewer: Actor): { readonly own?: unknown } => {
  const own = kind.visibility.own?.(state, viewer);
  return own === undefined ? {} : { own };
};

/** Figures about what is hidden from this audience, if there are any. */
const summaryOf = (kind: AnyKind, state: unknown, audience: string): { readonly summary?: unknown } => {
  const summary = kind.visibility.summary?.(state, audience);
  return summary === undefined ? {} : { summary };
};

const most = 200;
/** Pages looked through for one answer; a viewer who sees only few rows of many gets them in portions. */
const mostPages = 10;
/** Rows counted at most; beyond that a dashboard needs a model of its own. */
const mostCounted = 50_000;

/** Wrong values of a secret index from one address: a hall mistypes, a guesser goes on. */
const wrongFromAddress = { burst: 60, each: 2_000 };

export class Reading {
  readonly #means: Means;
  readonly #wrong: Limiter;
  readonly #models = new Map<string, Model<unknown>>();

  constructor(means: Means) {
    this.#means = means;
    this.#wrong = new Limiter(wrongFromAddress, means.clock.now);
    for (const kind of Object.values(means.kinds)) {
      for (const [name, model] of Object.entries(kind.models ?? {})) this.#models.set(name, model);
    }
  }

  model(name: string): Model<unknown> | null {
    return this.#models.get(name) ?? null;
  }

  hasIndex(model: string, index: string): boolean {
    return index === 'all' || Object.hasOwn(this.#models.get(model)?.indexes ?? {}, index);
  }

  /** The state as this viewer may know it; null when there is no such thing for them. */
  async view(stream: StreamId, viewer: Actor) {
    const kind = this.#means.kinds[kindOf(stream)];
    if (!kind) return null;
    const { seq, state } = await this.#means.engine.open(stream);
    const audience = seq === 0 ? null : kind.visibility.audience(state, viewer);
    if (audience === null) return null;
    const view = kind.visibility.view(state, audience);
    return { seq, audience, state: view, ...ownOf(kind, state, viewer), ...summaryOf(kind, state, audience) };
  }

  /** The first events of a stream, those this viewer may know. */
  async events(stream: StreamId, viewer: Actor): Promise<readonly Recorded<AnyEvent>[]> {
    const kind = this.#means.kinds[kindOf(stream)];
    if (!kind) return [];
    const { seq, state } = await this.#means.engine.open(stream);
    const audience = seq === 0 ? null : kind.visibility.audience(state, viewer);
    if (audience === null) return [];
    const events = await this.#means.engine.events(stream, 0, limits.behind);
    return events.flatMap((recorded) => (recorded.seq <= seq ? (kind.visibility.see(recorded, audience, state) ?? []) : []));
  }

  /** Seconds this address must wait before it may look up a secret again; 0 = none. */
  guessed({ model, index }: RowQuery, address: string): number {
    return this.#secret(model, index) ? this.#wrong.wait(address) : 0;
  }

  /** Rows this viewer may see. A page may be shorter than asked for although `next` says there is more. */
  async rows(query: RowQuery, viewer: Actor, address = visitor.getStore()?.address ?? ''): Promise<RowPage> {
    const page = await this.#rows(query, viewer, this.guessed(query, address));
    if (page.rows.length === 0 && viewer.roles.length === 0 && this.#secret(query.model, query.index)) this.#wrong.take(address);
    return page;
  }

  #secret(model: string, index: string | undefined): boolean {
    return index !== undefined && (this.#models.get(model)?.secret?.includes(index) ?? false);
  }

  async #rows(query: RowQuery, viewer: Actor, shut: number): Promise<RowPage> {
    const model = this.#models.get(query.model);
    if (!model || shut > 0 || !this.hasIndex(query.model, query.index ?? 'all')) return { rows: [], next: null };
    const limit = Math.min(most, Math.max(1, query.limit ?? 50));
    const rows: { id: string; row: Row }[] = [];
    let after = query.after;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const page = await this.#means.store.rows({ ...query, limit: limit - rows.length, ...(after === undefined ? {} : { after }) });
      for (const { id, row } of page.rows) {
        const seen = model.sees(row, viewer);
        if (seen) rows.push({ id, row: seen });
      }
      if (page.next === null || rows.length >= limit) return { rows, next: page.next };
      after = page.next;
    }
    return { rows, next: after ?? null };
  }

  /**
   * Counts only what this viewer sees, by the values they see: an index over something hidden (a receipt code) counts nothing.
   */
  async counts(model: string, index: string, viewer: Actor): Promise<Readonly<Record<string, number>>> {
    const values = this.#models.get(model)?.indexes[index];
    if (!values || this.#secret(model, index)) return {};
    const counts: Record<string, number> = {};
    let after: string | undefined;
    for (let seen = 0; seen < mostCounted; seen += most) {
      const page = await this.rows({ model, limit: most, ...(after === undefined ? {} : { after }) }, viewer);
      for (const { row } of page.rows) {
        const of = values(row);
        for (const value of typeof of === 'string' ? [of] : (of ?? [])) counts[value] = (counts[value] ?? 0) + 1;
      }
      if (page.next === null) break;
      after = page.next;
    }
    return counts;
  }
}
