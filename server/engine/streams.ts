/**
 * The open streams: each the fold of what is committed, never of what is only decided. Snapshots spare the fold of a long history.
 *
 * Invariant: an entry only moves by `advance`, one event after the other; so whoever listens hears every event once, in order, whichever
 * node committed it.
 */
import type { AnyKind } from '#shared/core/kind.ts';
import { kindOf, type AnyEvent, type Recorded, type StreamId } from '#shared/core/recorded.ts';
import type { Snapshot, Store } from '../store/store.ts';

export interface Open {
  readonly seq: number;
  readonly state: unknown;
  /** Time of the last event. */
  readonly at: number;
  /** `seq` of the newest snapshot known to be kept. */
  readonly snapshot: number;
  /** Wake last written; undefined = not known since opening. */
  readonly wake: number | null | undefined;
}

/** What a snapshot keeps besides the state. */
interface Kept {
  readonly at: number;
  readonly fold: unknown;
}

/** Events are read in portions, so that a long history never lies in memory as a whole. */
const portion = 2_000;
const mostOpen = 10_000;

export class Streams {
  readonly #open = new Map<StreamId, Open>();
  readonly #loading = new Map<StreamId, Promise<Open>>();
  readonly #store: Store;
  readonly #kinds: Readonly<Record<string, AnyKind>>;

  constructor(store: Store, kinds: Readonly<Record<string, AnyKind>>) {
    this.#store = store;
    this.#kinds = kinds;
  }

  kind(stream: StreamId): AnyKind {
    const kind = this.#kinds[kindOf(stream)];
    if (!kind) throw new Error(`no kind for ${stream}`);
    return kind;
  }

  /** Without touching the store; undefined when not open. */
  peek(stream: StreamId): Open | undefined {
    return this.#open.get(stream);
  }

  async open(stream: StreamId): Promise<Open> {
    const open = this.#open.get(stream);
    if (open) {
      this.#open.delete(stream);
      this.#open.set(stream, open);
      return open;
    }
    const loading = this.#loading.get(stream);
    if (loading) return loading;
    const load = this.#load(stream).finally(() => this.#loading.delete(stream));
    this.#loading.set(stream, load);
    return load;
  }

  /** Reads what other nodes committed since; the events that were new here. */
  async catchUp(stream: StreamId): Promise<readonly Recorded<AnyEvent>[]> {
    const open = await this.open(stream);
    const events = await this.#store.events(stream, open.seq);
    return this.advance(stream, events) ?? [];
  }

  /** Takes the events that follow; those not new here are passed over. Null = there is a gap, nothing was taken. */
  advance(
    stream: StreamId,
    events: readonly Recorded<AnyEvent>[],
    written?: Pick<Open, 'snapshot' | 'wake' | 'state'>,
  ): readonly Recorded<AnyEvent>[] | null {
    const open = this.#open.get(stream);
    if (!open) return [];
    const fresh = events.filter((recorded) => recorded.seq > open.seq);
    if (fresh[0] && fresh[0].seq !== open.seq + 1) return null;
    const kind = this.kind(stream);
    const last = fresh.at(-1);
    this.#open.set(stream, {
      seq: last?.seq ?? open.seq,
      state:
        written && fresh.length === events.length
          ? written.state
          : fresh.reduce((state, recorded) => kind.evolve(state, recorded), open.state),
      at: last?.at ?? open.at,
      snapshot: written?.snapshot ?? open.snapshot,
      wake: written ? written.wake : fresh.length > 0 ? undefined : open.wake,
    });
    return fresh;
  }

  forget(stream: StreamId): void {
    this.#open.delete(stream);
  }

  snapshotOf(kind: AnyKind, seq: number, at: number, state: unknown): Snapshot {
    return { seq, version: kind.version, state: { at, fold: state } satisfies Kept };
  }

  async #load(stream: StreamId): Promise<Open> {
    const kind = this.kind(stream);
    const snapshot = await this.#store.snapshot(stream);
    const kept = snapshot?.version === kind.version ? (snapshot.state as Kept) : null;
    let seq = kept && snapshot ? snapshot.seq : 0;
    let at = kept?.at ?? 0;
    let state = kept?.fold ?? kind.initial;
    for (;;) {
      const events = await this.#store.events(stream, seq, portion);
      for (const recorded of events) {
        state = kind.evolve(state, recorded);
        ({ seq, at } = recorded);
      }
      if (events.length < portion) break;
    }
    const open: Open = { seq, state, at, snapshot: kept && snapshot ? snapshot.seq : 0, wake: undefined };
    this.#open.set(stream, open);
    if (this.#open.size > mostOpen) this.#open.delete(this.#open.keys().next().value as StreamId);
    return open;
  }
}
