/**
 * Events that happened in another house, kept as they were told: nothing is decided anew, and what they brought to others was brought
 * there. Reactions are therefore none; rows, deadlines and the ink of documents follow from the state as ever.
 */
import { idOf, type AnyEvent, type Recorded, type StreamId } from '#shared/core/recorded.ts';
import type { DocumentGuard } from '../store/store.ts';
import type { Announcer } from './announcer.ts';
import type { Means } from './means.ts';
import { rowChanges } from './rows.ts';
import { snapshotEvery } from './rounds.ts';
import type { Streams } from './streams.ts';
import { DayEnds, tallyChanges } from './tallies.ts';

/** The next wake of the stream. Rejects when the events do not follow on what is here. */
export const adopt = async (
  means: Means,
  streams: Streams,
  announcer: Announcer,
  stream: StreamId,
  events: readonly Recorded<AnyEvent>[],
): Promise<number | null> => {
  const kind = streams.kind(stream);
  await streams.catchUp(stream);
  const before = await streams.open(stream);
  const last = events.at(-1);
  if (!last || events[0]?.seq !== before.seq + 1) throw new Error(`${stream}: events ${events[0]?.seq} … do not follow ${before.seq}`);
  const days = new DayEnds();
  const state = events.reduce((folded, recorded) => {
    const next = kind.evolve(folded, recorded);
    days.note(recorded.at, next);
    return next;
  }, before.state);
  const rows = rowChanges(kind, idOf(stream), before.state, state);
  const instants = kind.deadlines?.(state).map(({ at }) => at) ?? [];
  const wake = instants.length > 0 ? Math.min(...instants) : null;
  const due = last.seq - before.snapshot >= snapshotEvery;
  const snapshot = due ? streams.snapshotOf(kind, last.seq, last.at, state) : null;
  const documents = Object.entries(kind.documents ?? {}).flatMap(([part, rule]): DocumentGuard[] =>
    rule.frozen(state) === rule.frozen(before.state) ? [] : [{ document: `${stream}/${part}`, frozen: rule.frozen(state) }],
  );
  const tallies = tallyChanges(kind, idOf(stream), before.state, days);
  const [outcome] = await means.store.commit([
    {
      ...{ stream, expected: before.seq, rows, tallies, reactions: [], settles: [], wake, documents },
      // No command of ours brought them: whoever asks with the same id asks something else.
      events: events.map((recorded) => ({ ...recorded, hash: '' })),
      ...(snapshot ? { snapshot } : {}),
    },
  ]);
  if (outcome !== 'kept') throw new Error(`${stream} was written by somebody else meanwhile`);
  streams.advance(stream, events, { snapshot: snapshot?.seq ?? before.snapshot, wake, state });
  announcer.tell(
    stream,
    events,
    rows.map(({ model }) => model),
  );
  if (kind.documents) means.documents.reconsider(stream);
  return wake;
};
