/** What will be in an archive, before its first line is written: counted and sealed. */
import { filesIn, type Seal } from '#shared/core/archive.ts';
import type { AnyKind, DocumentContent, DocumentName } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Store } from '../store/store.ts';
import { Chain } from './chain.ts';
import { eachEvent, kindIn, together } from './seals.ts';
import { Groups } from './veiling.ts';

type Kinds = Readonly<Record<string, AnyKind>>;

/** A document as it stands, and from where its log tells how it came to be. */
export interface Surveyed {
  readonly name: DocumentName;
  readonly since: number;
  readonly head: number;
  readonly content: DocumentContent;
  /** Cells that hold names and numbers of people. */
  readonly personal: readonly string[];
  /** Cells that several people write at once. */
  readonly texts: readonly string[];
}

export interface Survey {
  readonly seals: readonly Seal[];
  readonly groups: ReadonlyMap<StreamId, Groups>;
  readonly documents: readonly Surveyed[];
  readonly files: readonly string[];
}

export interface Ground {
  readonly store: Store;
  readonly kinds: Kinds;
  /** Content of a document at a seq, as JSON text. */
  content(name: DocumentName, seq: number): Promise<string>;
}

export const survey = async (ground: Ground, of: StreamId): Promise<Survey> => {
  const streams = await together(ground.store, ground.kinds, of);
  const files = new Set<string>();
  const groups = new Map<StreamId, Groups>();
  const seals: Seal[] = [];
  const documents: Surveyed[] = [];
  for (const [stream, upTo] of streams) {
    const kind = kindIn(ground.kinds, stream);
    const chain = new Chain(stream, kind);
    const parts = new Groups();
    for await (const recorded of eachEvent(ground.store, stream, upTo)) {
      chain.add(recorded);
      const hidden = kind.veil?.hidden(recorded.event) ?? null;
      if (hidden) parts.add(hidden);
      for (const file of filesIn(recorded.event)) files.add(file);
    }
    seals.push(chain.seal);
    groups.set(stream, parts);
    for (const [part, { personal = [], shape }] of Object.entries(kind.documents ?? {})) {
      const found = await document(ground, `${stream}/${part}`);
      if (!found) continue;
      for (const file of filesIn(found.content)) files.add(file);
      const texts = Object.entries(shape?.cells ?? {}).flatMap(([cell, sort]) => (sort === 'text' ? [cell] : []));
      documents.push({ ...found, personal, texts });
    }
  }
  return { seals, groups, documents, files: await present(ground.store, [...files]) };
};

const document = async ({ store, content }: Ground, name: DocumentName) => {
  const { since, head } = await store.documentSpan(name);
  if (head === 0) return null;
  const { rows } = JSON.parse(await content(name, head)) as DocumentContent;
  return { name, since, head, content: { rows } };
};

const present = async (store: Store, ids: readonly string[]): Promise<string[]> => {
  const there: string[] = [];
  for (const id of ids) if (await store.file(id)) there.push(id);
  return there;
};
