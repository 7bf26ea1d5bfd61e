/** A node of the simulated house: the real engine and the real feeds; only sockets, disk, bus and time are in hand. */
import { createEngine } from '#server/engine/engine.ts';
import type { Clock } from '#server/engine/clock.ts';
import type { Engine } from '#server/engine/port.ts';
import { Feeds } from '#server/gateway/feeds.ts';
import type { Follower } from '#server/gateway/follower.ts';
import type { Bus } from '#server/bus/bus.ts';
import type { Store } from '#server/store/store.ts';
import type { Actor } from '#shared/core/actor.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import { kindOf, type StreamId } from '#shared/core/recorded.ts';
import { parseCommand } from '#shared/core/parse.ts';
import type { Answer } from '#shared/core/wire.ts';
import { keptLog, papers, type Papers } from '#tests/engine/node.ts';
import { pack } from '#tests/given/given.ts';
import type { Chance } from './chance.ts';
import { linkOf, type Link } from './link.ts';
import type { Down, Up } from './messages.ts';
import type { Screen } from './screen.ts';

export interface NodeMeans {
  readonly store: Store;
  readonly bus: Bus;
  readonly kinds: Readonly<Record<string, AnyKind>>;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly papers?: Papers;
}

export interface SimulatedNode {
  readonly engine: Engine;
  readonly log: ReturnType<typeof keptLog>;
  connect(screen: Screen): void;
  deliver(n: number): void;
  readonly quiet: boolean;
  /** The process is gone: nothing of it is heard any more. */
  die(): void;
}

export const startNode = async ({ store, bus, kinds, clock, chance, papers: documents = papers() }: NodeMeans): Promise<SimulatedNode> => {
  const log = keptLog();
  const engine = await createEngine({ store, bus, kinds, pack, clock, chance: () => chance.hex(32), documents, log });
  const rooms = new Map<string, Set<Link<Up, Down>>>();
  const behind = new Map<Follower, Link<Up, Down>>();
  let links: Link<Up, Down>[] = [];
  const feeds = new Feeds(engine, {
    events: (room, stream, events) => rooms.get(room)?.forEach((link) => link.down({ say: 'events', stream, events })),
    signal: (room, stream, signal) => rooms.get(room)?.forEach((link) => link.down({ say: 'signal', stream, signal })),
    welcome: (follower, stream) => greet(follower, stream),
    after: (milliseconds, then) => clock.wake(clock.now() + milliseconds, then),
    now: () => clock.now(),
    trouble: (stream, cause) => log.warn({ stream, cause }, 'a feed fell behind'),
  });
  const greet = (follower: Follower, stream: StreamId): void =>
    behind.get(follower)?.down({ say: 'signal', stream, signal: feeds.get(stream)?.figuresOf(follower) ?? {} });
  const heard = async (message: Up, person: Actor, follower: Follower, link: Link<Up, Down>): Promise<void> => {
    const kind = kinds[kindOf(message.stream)];
    if (!kind) throw new Error(`no kind for ${message.stream}`);
    if (message.say === 'follow') {
      const { stream, since, audience } = message;
      const followed = await feeds.follow(follower, stream, kind, since, audience).catch((): Answer => ({ unavailable: 'store' }));
      // Whoever was seen off is told by `followed`; the link is in order, so nothing overtakes it.
      link.down({ say: 'followed', stream, followed: followed as never });
      greet(follower, stream);
      return;
    }
    const parsed = parseCommand(kind, message.command);
    const answer =
      'command' in parsed ? await engine.ask(message.stream, message.id, parsed.command, { ...person, now: clock.now() }) : parsed;
    link.down({ say: 'answer', id: message.id, answer });
  };
  return {
    engine,
    log,
    connect(screen) {
      const asked = new Set<string>();
      const follower: Follower = {
        who: () => screen.person,
        audiences: new Map(),
        enter: (room) => void rooms.set(room, (rooms.get(room) ?? new Set()).add(link)),
        leave: (room) => void rooms.get(room)?.delete(link),
        asked: (id) => asked.has(id),
        whisper: (stream, signal) => link.down({ say: 'signal', stream, signal }),
        restart: (stream, followed) => link.down({ say: 'audience', stream, followed }),
      };
      const link: Link<Up, Down> = linkOf<Up, Down>({
        up: (message) => {
          if (message.say === 'command') asked.add(message.id);
          void heard(message, screen.person, follower, link);
        },
        down: (message) => screen.take(message),
      });
      behind.set(follower, link);
      links = [...links.filter(({ alive }) => alive), link];
      screen.connect(link);
    },
    deliver(n) {
      for (const link of links) link.deliver(n);
    },
    get quiet() {
      return links.every(({ alive, empty }) => !alive || empty);
    },
    die() {
      for (const link of links) link.cut();
      for (const room of [...rooms.keys()]) rooms.delete(room);
      links = [];
    },
  };
};
