/** What the house itself holds of a stream, in ink: for the end of a journey. */
import type { StreamId } from '#shared/core/recorded.ts';
import type { Sent } from '#shared/core/wire.ts';
import type { Caller } from '#tests/running/caller.ts';

/** All events, oldest first. */
export const told = async (caller: Caller, stream: StreamId): Promise<readonly Record<string, unknown>[]> => {
  const all: Record<string, unknown>[] = [];
  for (let since = 0; ;) {
    const { events } = await caller.events(stream, since);
    if (events.length === 0) return all;
    all.push(...events.flatMap((sent: Sent) => ('event' in sent ? [sent.event as unknown as Record<string, unknown>] : [])));
    since = events.at(-1)?.seq ?? since;
  }
};
