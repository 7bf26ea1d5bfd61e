/**
 * One life: people at screens, two nodes, a disk that fails, nodes that die, lines that are cut, messages lost, doubled and late. In the
 * end all heals, everybody is told everything, and every law is checked. The seed tells it again.
 */
import { kindOf, type StreamId } from '#shared/core/recorded.ts';
import { parseCommand } from '#shared/core/parse.ts';
import type { Store } from '#server/store/store.ts';
import { handClock } from '#tests/engine/clock.ts';
import { papers, settle } from '#tests/engine/node.ts';
import { start } from '#tests/given/given.ts';
import { memoryStore } from '#tests/store/memory.ts';
import { advance } from '#web/lib/live/merge.ts';
import { airwaves } from './bus.ts';
import { chanceOf, type Chance } from './chance.ts';
import type { Chapter } from './chapter.ts';
import { wayTo, type Way } from './disk.ts';
import type { Fault } from './faults.ts';
import { checkLaws } from './laws.ts';
import { startNode, type SimulatedNode } from './node.ts';
import { Screen } from './screen.ts';

export interface Told {
  readonly asks: number;
  readonly events: number;
  readonly refusals: number;
  readonly deaths: number;
  readonly cuts: number;
}

interface World {
  readonly chapter: Chapter;
  readonly chance: Chance;
  readonly clock: ReturnType<typeof handClock>;
  readonly disk: Store;
  readonly screens: readonly Screen[];
  readonly air: ReturnType<typeof airwaves>;
  readonly papers: ReturnType<typeof papers>;
  readonly fault: Fault;
  nodes: { node: SimulatedNode; way: Way }[];
  deaths: number;
  cuts: number;
  asked: number;
}

const steps = 36;
const mostCalm = 400;

const born = async (world: World): Promise<{ node: SimulatedNode; way: Way }> => {
  const way = wayTo(world.disk, world.chance);
  const bus = world.air.bus();
  const store = world.fault.store?.(way.store, bus, world.chance) ?? way.store;
  const kinds = world.fault.kinds?.(world.chapter.kinds) ?? world.chapter.kinds;
  const node = await startNode({ store, bus, kinds, clock: world.clock, chance: world.chance, papers: world.papers });
  return { node, way };
};

const connect = (world: World, screen: Screen): void => world.chance.pick(world.nodes).node.connect(screen);

const nodeOf = (world: World): SimulatedNode => (world.nodes[0] as World['nodes'][number]).node;

/** The story before the trouble: everything arrives. */
const prelude = async (world: World): Promise<void> => {
  for (const { by, stream, command, id = `p${(world.asked += 1)}` } of world.chapter.prelude(world.chance)) {
    const kind = world.chapter.kinds[kindOf(stream)];
    const parsed = kind && parseCommand(kind, command);
    if (!parsed || !('command' in parsed))
      throw new Error(`the story of ${world.chapter.name} makes no sense at ${command.type}: ${JSON.stringify(parsed)}`);
    const answer = await nodeOf(world).engine.ask(stream, id, parsed.command, { ...by, now: world.clock.now() });
    if (!('seq' in answer)) throw new Error(`the story of ${world.chapter.name} breaks off at ${command.type}: ${JSON.stringify(answer)}`);
    world.clock.advance(1_000);
    await settle(4);
  }
};

const trouble = async (world: World): Promise<void> => {
  const { chance } = world;
  const [one] = world.nodes;
  if (chance.happens(0.06)) for (const { way } of world.nodes) way.failing = chance.pick([0, 0, 0.3]);
  if (chance.happens(0.05)) {
    const screen = chance.pick(world.screens);
    world.cuts += 1;
    connect(world, screen);
  }
  if (one && chance.happens(0.03)) {
    const dying = chance.pick(world.nodes);
    world.deaths += 1;
    dying.way.cut();
    dying.node.die();
    const next = await born(world);
    world.nodes = world.nodes.map((other) => (other === dying ? next : other));
    for (const screen of world.screens) if (!screen.connected && chance.happens(0.7)) connect(world, screen);
  }
  if (chance.happens(0.1)) world.clock.advance(chance.pick([1_000, 60_000, 3_600_000, 86_400_000, 20 * 86_400_000]));
};

const step = async (world: World): Promise<void> => {
  const { chance, chapter, screens } = world;
  await trouble(world);
  const screen = chance.pick(screens);
  const states = new Map<StreamId, unknown>();
  for (const stream of chapter.streams) states.set(stream, (await opened(world, stream))?.state);
  const thought = chapter.think(chance, screen.person, (stream) => states.get(stream) ?? chapter.kinds[kindOf(stream)]?.initial);
  if (thought) screen.ask(thought.stream, `a${(world.asked += 1)}`, thought.command);
  if (!screen.connected && chance.happens(0.5)) connect(world, screen);
  if (chance.happens(0.2)) chance.pick(screens).again();
  for (const { node } of world.nodes) node.deliver(chance.under(4));
  if (chance.happens(0.5)) world.air.deliver(false);
  await settle(chance.under(4));
};

/** What is on the disk, read without any node. */
const opened = async (world: World, stream: StreamId): Promise<{ seq: number; state: unknown } | undefined> => {
  const kind = world.chapter.kinds[kindOf(stream)];
  const events = await world.disk.events(stream, 0);
  return kind && { seq: events.length, state: events.reduce((state, recorded) => kind.evolve(state, recorded), kind.initial) };
};

/** Everything heals, and time goes on until nobody waits for anything. */
const heal = async (world: World): Promise<void> => {
  for (const { way } of world.nodes) way.failing = 0;
  for (const screen of world.screens) if (!screen.connected) connect(world, screen);
  for (let turn = 0; turn < mostCalm; turn += 1) {
    world.air.deliver(true);
    for (const { node } of world.nodes) node.deliver(1_000);
    if (turn % 10 === 0) for (const screen of world.screens) screen.again();
    world.clock.advance(turn < 30 ? 1_000 : 100);
    await settle(3);
    const quiet = world.nodes.every(({ node }) => node.quiet) && world.screens.every(({ waiting }) => !waiting);
    if (turn > 30 && quiet && (await world.disk.pendingReactions(1)).length === 0) return;
  }
};

export const live = async (seed: number, chapter: Chapter, fault: Fault): Promise<Told> => {
  const chance = chanceOf(seed);
  const disk = memoryStore();
  const world: World = {
    chapter,
    chance,
    clock: handClock(start),
    disk,
    screens: chapter.people.map((person) => new Screen(person, chapter.kinds, fault.fold ?? advance, chapter.heard)),
    air: airwaves(chance),
    papers: papers(),
    fault,
    nodes: [],
    deaths: 0,
    cuts: 0,
    asked: 0,
  };
  for (const [name, rows] of chapter.papers?.(chance) ?? []) world.papers.rows.set(name, rows);
  world.nodes = [await born(world), await born(world)];
  await prelude(world);
  for (const screen of world.screens) {
    connect(world, screen);
    for (const stream of chapter.streams) if (chance.happens(0.8)) screen.follow(stream);
  }
  for (let n = 0; n < steps; n += 1) await step(world);
  await heal(world);
  const events = await checkLaws(
    chapter,
    disk,
    world.screens,
    world.nodes.map(({ node }) => node.engine),
    world.clock.now(),
  );
  const asks = world.screens.flatMap((screen) => screen.asks);
  return {
    asks: asks.length,
    events,
    refusals: asks.filter(({ answer }) => answer && 'refused' in answer).length,
    deaths: world.deaths,
    cuts: world.cuts,
  };
};
