/** The keeper of order: see `port.ts` for what it promises, `rounds.ts` for how a command becomes events. */
import type { Actor } from '#shared/core/actor.ts';
import type { AnyCommand } from '#shared/core/kind.ts';
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import type { Answer } from '#shared/core/wire.ts';
import { adopt } from './adopting.ts';
import { Announcer } from './announcer.ts';
import { Deadlines } from './deadlines.ts';
import type { Asked } from './draft.ts';
import type { Means } from './means.ts';
import type { Engine, Opened } from './port.ts';
import { Reactions } from './reactions.ts';
import { Rounds, type Kept } from './rounds.ts';
import { forgetOldTallies, rebuild } from './rebuilding.ts';
import { renewRows } from './rows.ts';
import { Ruling } from './ruling.ts';
import { StoreUnavailable } from '../store/store.ts';
import { Streams } from './streams.ts';

export type { Means } from './means.ts';

/** Nobody asks again, after so many milliseconds, with an id that was answered without any event. */
export const answersKept = 30 * 86_400_000;

const prepare = async (means: Means, streams: Streams, announcer: Announcer, ruling: Ruling): Promise<void> => {
  await rebuild(means);
  await announcer.start();
  await ruling.start(streams, announcer);
  await means.store.forgetAnswers(means.clock.now() - answersKept);
  await forgetOldTallies(means);
};

/** Opens the engine: rows of an older fold are made anew, left-over reactions and deadlines are taken up. */
export const createEngine = async (means: Means): Promise<Engine> => {
  const streams = new Streams(means.store, means.kinds);
  const announcer = new Announcer(means, streams);
  const ruling = new Ruling(means);
  const rounds = new Rounds(means, streams, ruling, (kept) => told(kept));
  const internal = (asked: Asked): Promise<Answer> => rounds.ask(asked);
  const reactions = new Reactions(means, internal);
  const deadlines = new Deadlines(means, streams, internal);
  let closing = false;

  const told = ({ stream, events, reactions: pending, models, wake }: Kept): void => {
    announcer.tell(stream, events, models);
    if (pending.length > 0) reactions.deliver();
    deadlines.expect(wake);
    if (events.length > 0 && streams.kind(stream).documents) means.documents.reconsider(stream);
  };

  await prepare(means, streams, announcer, ruling);
  reactions.sweep();
  void deadlines.run();

  const close = async (): Promise<void> => {
    closing = true;
    reactions.close();
    deadlines.close();
    await rounds.idle();
    announcer.close();
  };

  return {
    get pack() {
      return ruling.pack;
    },
    ask: async (stream: StreamId, id: string, command: AnyCommand, actor: Actor) =>
      closing ? { unavailable: 'closing' } : rounds.ask({ stream, id, command, actor }),
    open: async (stream: StreamId): Promise<Opened> => {
      const { seq, state } = await current(means, streams, announcer, stream);
      return { seq, state };
    },
    events: (stream: StreamId, since: number, limit?: number): Promise<readonly Recorded<AnyEvent>[]> =>
      means.store.events(stream, since, limit),
    adopt: async (stream, events) => {
      if (closing) throw new StoreUnavailable('the house is closing');
      deadlines.expect(await adopt(means, streams, announcer, stream, events));
    },
    onCommit: (take) => announcer.onCommit(take),
    onRows: (take) => announcer.onRows(take),
    onErased: (take) => announcer.onErased(take),
    follow: (stream) => announcer.follow(stream),
    unfollow: (stream) => announcer.unfollow(stream),
    erase: (subject) => erase(subject, means, streams, announcer, () => rounds.settled()),
    close,
  };
};

/** Where other nodes write too, what is open here may be old. */
const current = async (means: Means, streams: Streams, announcer: Announcer, stream: StreamId): Promise<Opened> => {
  if (means.store.dialect === 'postgres' && streams.peek(stream)) {
    const events = await streams.catchUp(stream);
    if (events.length > 0) announcer.tell(stream, events, []);
  }
  return streams.open(stream);
};

const erase = async (
  subject: string,
  means: Means,
  streams: Streams,
  announcer: Announcer,
  settled: () => Promise<void>,
): Promise<number> => {
  const touched = await means.store.erase(subject);
  for (const stream of touched) streams.forget(stream);
  // A round that was under way may have kept a snapshot of how things stood before.
  await settled();
  await means.store.erase(subject);
  await renewRows(means, streams, touched);
  announcer.forget(touched);
  return touched.length;
};
