import { isNotDone, postJson, type NotDone } from '#web/lib/live/http.ts';
import type { AnyCommand } from '#shared/core/kind.ts';
import type { Answer } from '#shared/core/wire.ts';
import type { StreamId } from '#shared/core/recorded.ts';

/** Somebody who never signed in becomes a guest first, so that what they hand in or endorse counts once. Null = they are somebody already. */
const become = async (viewer: { readonly id: string }): Promise<NotDone | null> => {
  if (viewer.id !== '') return null;
  const answer = await postJson<{ id: string }>('/api/guest');
  return isNotDone(answer) ? answer : null;
};

/** Asks over plain HTTP, since a guest made just now is not yet known to the live line. */
export const askAsGuest = async (
  viewer: { readonly id: string },
  stream: StreamId,
  id: string,
  command: AnyCommand,
): Promise<{ seq: number } | NotDone> =>
  (await become(viewer)) ?? (await postJson<Extract<Answer, { seq: number }>>(`/api/${stream}/commands`, { id, command }));
