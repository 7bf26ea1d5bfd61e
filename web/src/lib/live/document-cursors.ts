/** Who is in which cell. Never stored; gone with the connection. */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Yjs } from './document-rows.ts';

/** Somebody else in a cell. `from`–`to`: what they have selected in a shared text, where that is known. */
export interface Cursor {
  readonly client: number;
  readonly person: string;
  readonly name: string;
  readonly row: string;
  readonly field: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** The state of one cursor as it travels: places in text are relative ones, so that they move with what others type. */
interface Told {
  readonly person: string;
  readonly name: string;
  readonly at: { readonly row: string; readonly field: string; readonly from?: unknown; readonly to?: unknown } | null;
}

const isTold = (state: unknown): state is Told => typeof state === 'object' && state !== null && 'person' in state && 'name' in state;

export const tell = (
  yjs: Yjs,
  awareness: Awareness,
  me: { readonly person: string; readonly name: string },
  at: { readonly row: string; readonly field: string; readonly text: Y.Text | null; readonly from: number; readonly to: number } | null,
): void => {
  const place = (index: number): unknown =>
    at?.text ? yjs.relativePositionToJSON(yjs.createRelativePositionFromTypeIndex(at.text, index)) : undefined;
  const said: Told = { ...me, at: at && { row: at.row, field: at.field, from: place(at.from), to: place(at.to) } };
  if (JSON.stringify(said) !== JSON.stringify(awareness.getLocalState())) awareness.setLocalState(said);
};

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
