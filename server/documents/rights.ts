/** Who may do what with a document: asked of its rule, with the state of its stream, in this one place. */
import type { Actor } from '#shared/core/actor.ts';
import type { Access, DocumentName, DocumentRule } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Opened } from '#server/engine/port.ts';

export interface Right {
  readonly access: Access;
  /** It would be written if it were not ink by now. */
  readonly frozen: boolean;
}

/** Follows no stream that does not exist: somebody who guesses learns nothing by the difference. */
export const rightOf = (rule: DocumentRule<unknown>, { state, seq }: Opened, viewer: Actor): Right => {
  const access = seq === 0 ? 'none' : rule.access(state, viewer);
  const frozen = access === 'write' && rule.frozen(state);
  return { access: frozen ? 'read' : access, frozen };
};

/** `/documents/<kind>/<id>/<part>`, with or without a query; null for any other path. */
export const documentNameOf = (path: string): DocumentName | null => {
  const [, kind, id, part] = /^\/documents\/([a-z-]{1,64})\/([A-Za-z0-9_:-]{1,64})\/([a-z-]{1,64})(?:\?.*)?$/.exec(path) ?? [];
  return kind && id && part ? `${kind}/${id}/${part}` : null;
};

export const streamOf = (name: DocumentName): StreamId => name.slice(0, name.lastIndexOf('/')) as StreamId;
