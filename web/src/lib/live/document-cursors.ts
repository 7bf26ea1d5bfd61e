/** Who is in which cell. Never stored; gone with the connection. */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Yjs } from './document-rows.ts';

export interface Somebody {
  readonly person: string;
  readonly name: string;
}

/** Somebody else in a cell. `from`–`to`: what they have selected in a shared text, where that is known. */
export interface Cursor extends Somebody {
  readonly client: number;
  readonly row: string;
  readonly field: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** A place of mine, as the screen says it. */
export interface Place {
  readonly row: string;
  readonly field: string;
  readonly text: Y.Text | null;
  readonly from: number;
  readonly to: number;
}

/**
 * The state of one cursor as it travels: places in text are relative ones, so that they move with what others type. `was`: writers whose
 * edits this person brings from an earlier page.
 */
interface Told extends Somebody {
  readonly at: { readonly row: string; readonly field: string; readonly from?: unknown; readonly to?: unknown } | null;
  readonly was?: readonly number[];
}

/** Between two words about my cursor; nobody follows more than five a second. */
const every = 200;

const isTold = (state: unknown): state is Told => typeof state === 'object' && state !== null && 'person' in state && 'name' in state;

/** Tells the others where I am, when it is somewhere else, and not too often. */
export class Teller {
  readonly #yjs: Yjs;
  readonly #awareness: Awareness;
  readonly #me: Somebody & { readonly was?: readonly number[] };
  #at: Place | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #again = false;

  constructor(yjs: Yjs, awareness: Awareness, me: Somebody, was: readonly number[]) {
    this.#yjs = yjs;
    this.#awareness = awareness;
    this.#me = was.length > 0 ? { ...me, was } : me;
    awareness.setLocalState({ ...this.#me, at: null });
  }

  /** null = in no cell. */
  tell(at: Place | null): void {
    this.#at = at;
    if (this.#timer !== undefined) this.#again = true;
    else this.#say();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #say(): void {
    const at = this.#at;
    const place = (index: number): unknown =>
      at?.text ? this.#yjs.relativePositionToJSON(this.#yjs.createRelativePositionFromTypeIndex(at.text, index)) : undefined;
    const said: Told = { ...this.#me, at: at && { row: at.row, field: at.field, from: place(at.from), to: place(at.to) } };
    if (JSON.stringify(said) === JSON.stringify(this.#awareness.getLocalState())) return;
    this.#awareness.setLocalState(said);
    this.#again = false;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#again) this.#say();
    }, every);
  }
}

export const cursorsOf = (yjs: Yjs, doc: Y.Doc, awareness: Awareness): readonly Cursor[] => {
  const index = (place: unknown): number | null =>
    place === undefined
      ? null
      : (yjs.createAbsolutePositionFromRelativePosition(yjs.createRelativePositionFromJSON(place), doc)?.index ?? null);
  return [...awareness.getStates()].flatMap(([client, state]): Cursor[] => {
    if (client === doc.clientID || !isTold(state) || !state.at) return [];
    const { row, field, from, to } = state.at;
    return [{ client, person: String(state.person), name: String(state.name), row, field, from: index(from), to: index(to) }];
  });
};

/** Who writes under which number of Yjs, also after they have left. */
export class Writers {
  readonly #people = new Map<number, Somebody>();

  learn(awareness: Awareness): void {
    for (const [client, state] of awareness.getStates()) {
      if (!isTold(state)) continue;
      const somebody = { person: String(state.person), name: String(state.name) };
      const was: unknown = state.was;
      for (const one of [client, ...(Array.isArray(was) ? (was as unknown[]) : [])])
        if (typeof one === 'number') this.#people.set(one, somebody);
    }
  }

  who(client: number): Somebody | null {
    return this.#people.get(client) ?? null;
  }
}
