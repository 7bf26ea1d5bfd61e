/** Minutes as the house pencils them: the reactions of a record, put into a real document one after the other. */
import * as Y from 'yjs';
import type { Reaction } from '#shared/core/kind.ts';
import { streamId, type Recorded } from '#shared/core/recorded.ts';
import { blocksIn, type WrittenBlock } from '#shared/minutes/block.ts';
import { reactions } from '#shared/sessions/reactions.ts';
import type { SessionEvent } from '#shared/sessions/events.ts';
import type { SessionState } from '#shared/sessions/state.ts';
import { contentOf, pencilInto, renewIn } from '#server/documents/content.ts';

export interface Told {
  readonly recorded: Recorded<SessionEvent>;
  readonly after: SessionState;
}

export const take = (doc: Y.Doc, made: readonly Reaction[]): void => {
  for (const one of made) {
    if (!('document' in one) || !one.document.endsWith('/minutes')) continue;
    if (!pencilInto(doc, one.row, one.cells) && one.follows) renewIn(doc, one.row, one.cells, one.follows);
  }
};

export const minutesReactions = ({ recorded, after }: Told): readonly Reaction[] => reactions(recorded, after, streamId('sessions', '42'));

/** All that the record told, each reaction delivered `times` times. */
export const pencilled = (told: readonly Told[], times = 1): Y.Doc => {
  const doc = new Y.Doc();
  for (const one of told) for (let n = 0; n < times; n += 1) take(doc, minutesReactions(one));
  return doc;
};

export const blocks = (doc: Y.Doc): readonly WrittenBlock[] => blocksIn(contentOf(doc));
export const rowsOf = (doc: Y.Doc): Y.Map<Y.Map<unknown>> => doc.getMap<Y.Map<unknown>>('rows');
