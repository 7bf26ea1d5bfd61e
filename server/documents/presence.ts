/**
 * Who is where in one document. Never stored. Only people who may write are shown: a reader's cursor would tell the room who reads, and
 * hundreds of them would tell nothing.
 */
import * as decoding from 'lib0/decoding';
import type { DocumentLimits } from './limits.ts';
import { readCursors, type Cursor } from './frames.ts';

/** Whoever speaks for a cursor: a connection of this node, or another node. */
export interface Speaker {
  readonly person: string;
}

interface Known extends Cursor {
  readonly speaker: Speaker | null;
  readonly seen: number;
}

const gone = 'null';
/** y-websocket says itself again every 15 s and takes 30 s of silence for absence. */
const outdated = 45_000;

export class Presence {
  readonly #known = new Map<number, Known>();
  readonly #changed = new Set<number>();
  readonly #limits: DocumentLimits;

  constructor(limits: DocumentLimits) {
    this.#limits = limits;
  }

  /**
   * Takes what a client says of its own cursor. Stock clients echo everybody's cursor back; an echo is never newer than what is known, so it
   * falls through here. Returns why the client is at fault, or null.
   */
  take(bytes: Uint8Array, speaker: Speaker, now: number): string | null {
    let cursors: Cursor[];
    try {
      cursors = readCursors(decoding.createDecoder(bytes), (client, clock, length) => this.#mayBeNews(client, clock, length));
    } catch {
      return 'malformed';
    }
    for (const cursor of cursors) {
      const known = this.#known.get(cursor.client);
      if (!newer(cursor, known)) continue;
      if (known?.speaker && known.speaker !== speaker && known.speaker.person !== speaker.person) continue;
      const fault = this.#faultOf(cursor, speaker, known?.speaker === speaker);
      if (fault) return fault;
      this.#set(cursor, speaker, now);
    }
    return null;
  }

  /** Cursors of other nodes, checked there. */
  learn(cursors: readonly Cursor[], now: number): void {
    for (const cursor of cursors) if (newer(cursor, this.#known.get(cursor.client))) this.#set(cursor, null, now);
  }

  /** The connection is gone, and its cursors with it. */
  leave(speaker: Speaker, now: number): void {
    for (const known of this.#known.values()) {
      if (known.speaker === speaker && known.state !== gone) this.#set({ ...known, state: gone }, speaker, now);
    }
  }

  /** Forgets cursors of other nodes that fell silent, and the memory of those that left. */
  sweep(now: number): void {
    for (const [client, known] of this.#known) {
      if (now - known.seen < outdated) continue;
      if (known.state === gone) this.#known.delete(client);
      else if (known.speaker === null) this.#set({ ...known, state: gone }, null, now);
    }
  }

  all(): Cursor[] {
    return [...this.#known.values()].filter((known) => known.state !== gone);
  }

  /** Cursors that people of this node speak for. */
  own(): Cursor[] {
    return this.all().filter((cursor) => (cursor as Known).speaker !== null);
  }

  /** What changed since the last call, for every screen; `own` of it is for the other nodes. */
  changes(): { readonly all: Cursor[]; readonly own: Cursor[] } {
    const all = [...this.#changed].flatMap((client) => this.#known.get(client) ?? []);
    this.#changed.clear();
    return { all, own: all.filter((known) => known.speaker !== null) };
  }

  #mayBeNews(client: number, clock: number, length: number): boolean {
    const known = this.#known.get(client);
    return !known || clock > known.clock || (clock === known.clock && length === gone.length);
  }

  #faultOf(cursor: Cursor, speaker: Speaker, its: boolean): string | null {
    if (cursor.state.length > this.#limits.presence) return 'cursor-too-large';
    if (!its && this.#spokenBy(speaker) >= this.#limits.cursors) return 'too-many-cursors';
    return wellFormed(cursor.state, speaker) ? null : 'cursor';
  }

  #spokenBy(speaker: Speaker): number {
    let spoken = 0;
    for (const known of this.#known.values()) if (known.speaker === speaker) spoken += 1;
    return spoken;
  }

  #set(cursor: Cursor, speaker: Speaker | null, now: number): void {
    this.#known.set(cursor.client, { client: cursor.client, clock: cursor.clock, state: cursor.state, speaker, seen: now });
    this.#changed.add(cursor.client);
  }
}

const newer = (cursor: Cursor, known: Known | undefined): boolean =>
  known === undefined
    ? cursor.state !== gone
    : cursor.clock > known.clock || (cursor.clock === known.clock && cursor.state === gone && known.state !== gone);

/** An object or null; a `person` it names must be the one who is signed in. */
const wellFormed = (state: string, speaker: Speaker): boolean => {
  try {
    const said: unknown = JSON.parse(state);
    if (typeof said !== 'object' || Array.isArray(said)) return false;
    return said === null || !('person' in said) || said.person === speaker.person;
  } catch {
    return false;
  }
};
