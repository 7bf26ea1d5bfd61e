/**
 * Gathers what a paper is made of, all of it as the viewer may know it, and asks its kind for it. Knows no kind: what lies beside is handed on
 * as its own kind tells it.
 */
import type { Actor } from '#shared/core/actor.ts';
import type { AnyKind, DocumentContent, DocumentName, Row } from '#shared/core/kind.ts';
import type { Print, PrintRule } from '#shared/core/print.ts';
import { idOf, kindOf, type StreamId } from '#shared/core/recorded.ts';

type Rows = readonly { readonly id: string; readonly row: Row }[];

/** How things are looked up for one viewer. */
export interface Desk {
  readonly kinds: Readonly<Record<string, AnyKind>>;
  /** The state as the viewer may know it; null = not at all. */
  view(stream: StreamId, viewer: Actor): Promise<unknown>;
  /** Null = the viewer may not read it. */
  document(name: DocumentName, viewer: Actor): Promise<DocumentContent | null>;
  rows(model: string, viewer: Actor): Promise<Rows>;
}

export const printRule = (kinds: Desk['kinds'], kind: string, name: string): PrintRule<unknown> | null => {
  const prints = Object.hasOwn(kinds, kind) ? kinds[kind]?.prints : undefined;
  return prints && Object.hasOwn(prints, name) ? (prints[name] ?? null) : null;
};

const entries = async <T>(names: readonly string[], of: (name: string) => Promise<T>): Promise<Record<string, T>> =>
  Object.fromEntries(await Promise.all(names.map(async (name): Promise<[string, T]> => [name, await of(name)])));

const accountOf = async (stream: StreamId, viewer: Actor, desk: Desk): Promise<unknown> => {
  const state = await desk.view(stream, viewer);
  return state === null ? null : (desk.kinds[kindOf(stream)]?.account?.(state) ?? null);
};

/** Null = there is no such paper for this viewer. */
export const printFor = async (rule: PrintRule<unknown>, stream: StreamId, viewer: Actor, desk: Desk): Promise<Print | null> => {
  const state = await desk.view(stream, viewer);
  if (state === null) return null;
  const id = idOf(stream);
  const beside = rule.beside(state, id);
  const parts = await entries(rule.documents(state), (part) => desk.document(`${stream}/${part}`, viewer));
  if (Object.values(parts).includes(null)) return null;
  const documents = parts as Record<string, DocumentContent>;
  const accounts = await entries(Object.keys(beside), (name) => accountOf(beside[name] as StreamId, viewer, desk));
  const rows = await entries(rule.models, (model) => desk.rows(model, viewer));
  return rule.print(state, { documents, beside: accounts, rows }, id);
};
