import { fresh } from '#web/lib/live/id.ts';
import { isNotDone, postJson, type NotDone } from '#web/lib/live/http.ts';
import type { CommandOf } from '#shared/sessions/commands.ts';

const ask = (stream: string, command: object): Promise<{ seq: number } | NotDone> =>
  postJson<{ seq: number }>(`/api/${stream}/commands`, { id: fresh(), command });

export interface Wish extends Omit<CommandOf<'convene'>, 'type' | 'topics'> {
  readonly topics: readonly { readonly id: string; readonly title: string }[];
  /** A matter nobody handed in yet: it becomes a topic of its own first, so that it can be followed like any other. */
  readonly written: { readonly title: string; readonly category: string; readonly channel: string } | null;
}

/** The id of the new session, or why there is none. */
export const convene = async ({ topics, written, ...wish }: Wish): Promise<{ readonly session: string } | NotDone> => {
  const own = written ? { id: fresh(), title: written.title } : null;
  if (own && written) {
    const submitted = await ask(`topics/${own.id}`, {
      type: 'submit',
      ...written,
      description: written.title,
      place: wish.place.slice(0, 80),
      photos: [],
    });
    if (isNotDone(submitted)) return submitted;
  }
  const session = fresh();
  const convened = await ask(`sessions/${session}`, { type: 'convene', ...wish, topics: [...topics, ...(own ? [own] : [])] });
  return isNotDone(convened) ? convened : { session };
};
