/** Breadth first over every sequence of asks and of time, each sort of item once; what must hold is checked on the way. */
import type { Actor } from '#shared/core/actor.ts';
import { house } from '#shared/core/actor.ts';
import type { Deadline } from '#shared/core/kind.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import type { Recorded } from '#shared/core/recorded.ts';
import type { Command } from '#shared/items/commands.ts';
import type { items } from '#shared/items/kind.ts';
import type { Event, State } from '#shared/items/state.ts';
import { at, occasion, start } from '../given/given.ts';
import { actors, asks } from './alphabet.ts';
import { canonicalItem, type Lens } from './canonical-item.ts';

export type ItemKind = Pick<typeof items, 'decide' | 'evolve' | 'visibility' | 'deadlines' | 'initial'>;

/** What the state does not tell, from the events alone: who turned the first key since work began, and what followed. */
export interface Ghost {
  readonly reporters: readonly string[];
  readonly verified: boolean;
  readonly rated: boolean;
}
export interface Node {
  readonly state: State;
  readonly now: number;
  readonly ghost: Ghost;
}
/** Before it is issued. */
export const origin = (kind: ItemKind): Node => ({
  state: kind.initial,
  now: start,
  ghost: { reporters: [], verified: false, rated: false },
});

/** One ask that was granted. */
export interface Move {
  readonly command: Command;
  readonly actor: Actor;
  readonly events: readonly Event[];
}
/** Throws when something that must hold does not. */
export interface Laws {
  move(before: Node, move: Move, after: Node): void;
  refused(code: string): void;
  reached(node: Node): void;
}

const ghostAfter = (ghost: Ghost, event: Event, by: string): Ghost => {
  switch (event.type) {
    case 'reportedDone':
      return { reporters: [by, event.by, ...('drafted' in event && event.drafted ? [event.drafted] : [])], verified: false, rated: false };
    case 'verified':
      return { ...ghost, verified: true };
    case 'ratingEnded':
      return { ...ghost, rated: true };
    case 'sentBack':
    case 'reopened':
    case 'reassigned':
      return { reporters: [], verified: false, rated: false };
    default:
      return ghost;
  }
};

let asked = 0;
/** What the ask brings, or the code of the "no". */
export const ask = (kind: ItemKind, node: Node, command: Command, actor: Actor): { after: Node; move: Move } | string => {
  const by = at(actor, node.now);
  const outcome = kind.decide(command, node.state, by, occasion('items/42', { id: `asked-${(asked += 1)}` }));
  if (isRefusal(outcome)) return outcome.refused;
  let { state, ghost } = node;
  for (const event of outcome) {
    const recorded: Recorded<Event> = { seq: 1, at: node.now, by: actor.id, cause: 'asked', event };
    state = kind.evolve(state, recorded);
    ghost = ghostAfter(ghost, event, actor.id);
  }
  return { after: { state, now: node.now, ghost }, move: { command, actor, events: outcome } };
};

export const offered = (kind: ItemKind, state: State): readonly Deadline<Command>[] => kind.deadlines?.(state) ?? [];

/** All that is due by now, as the engine asks it; throws when an offer is refused, brings nothing or stays. */
export const punctual = (kind: ItemKind, node: Node, laws: Laws): Node => {
  let one = node;
  for (let n = 0; n < 40; n += 1) {
    const due = offered(kind, one.state).find((deadline) => deadline.at <= one.now);
    if (!due) return one;
    const answer = ask(kind, one, due.command, house(one.now));
    if (typeof answer === 'string' || answer.move.events.length === 0) throw new Error(`deadline ${due.key} brings nothing`);
    if (offered(kind, answer.after.state).some(({ key }) => key === due.key)) throw new Error(`deadline ${due.key} stays`);
    laws.move(one, answer.move, answer.after);
    one = answer.after;
  }
  throw new Error('deadlines never come to an end');
};

/** The next instant at which something may be otherwise. */
const nextInstant = (kind: ItemKind, { state, now }: Node): number | null => {
  const windows = 'returnUntil' in state ? [state.returnUntil + 1] : [];
  const rounds = state.stage === 'verified' && state.round.endedAt === null ? [state.round.endsAt + 1] : [];
  const ahead = [...offered(kind, state).map((deadline) => deadline.at), ...windows, ...rounds].filter((instant) => instant > now);
  return ahead.length > 0 ? Math.min(...ahead) : null;
};

/** The house in time, and the house late: people are sometimes quicker. */
const timeSteps = (kind: ItemKind, node: Node, laws: Laws): readonly (readonly [string, Node])[] => {
  const next = nextInstant(kind, node);
  const due = offered(kind, node.state).some((deadline) => deadline.at <= node.now);
  const caughtUp: readonly (readonly [string, Node])[] = due ? [['house', punctual(kind, node, laws)]] : [];
  if (next === null) return caughtUp;
  const later = { ...node, now: next };
  return [...caughtUp, ['late', later], ['time', punctual(kind, later, laws)]];
};

export interface Explored {
  readonly states: number;
  readonly moves: number;
  readonly refusals: number;
  readonly depth: number;
  /** Nothing new was left before the depth was reached: all sequences of any length. */
  readonly complete: boolean;
  /** Of the last layer, not looked beyond. */
  readonly frontier: readonly (readonly [number, Node])[];
  /** Pairs from, to. */
  readonly edges: readonly number[];
  readonly closed: readonly number[];
  trace(id: number): string;
}

/** Throws with the way there when a law does not hold. `from`: where to begin, else before the item is issued. */
export const explore = (kind: ItemKind, lens: Lens, depth: number, laws: Laws, from = origin(kind)): Explored => {
  const key = ({ state, now, ghost }: Node): string => canonicalItem(state, now, lens) + JSON.stringify(ghost);
  const known = new Map<string, number>();
  const parents: (readonly [number, string])[] = [];
  const edges: number[] = [];
  const closed: number[] = [];
  let refusals = 0;
  const trace = (id: number): string => {
    const way: string[] = [];
    for (let one = parents[id]; one && one[0] >= 0; one = parents[one[0]]) way.unshift(one[1]);
    return way.join(' → ');
  };
  const keep = (node: Node, before: number, how: string, layer: [number, Node][]): void => {
    const text = key(node);
    let id = known.get(text);
    if (id === undefined) {
      id = known.size;
      known.set(text, id);
      parents.push([before, how]);
      if (node.state.stage === 'closed') closed.push(id);
      laws.reached(node);
      layer.push([id, node]);
    }
    if (before >= 0) edges.push(before, id);
  };
  let layer: [number, Node][] = [];
  keep(from, -1, '', layer);
  let level = 0;
  const step = (id: number, node: Node, next: [number, Node][]): void => {
    for (const command of asks(node.state, node.now))
      for (const actor of actors) {
        const answer = ask(kind, node, command, actor);
        if (typeof answer === 'string') {
          refusals += 1;
          laws.refused(answer);
          continue;
        }
        laws.move(node, answer.move, answer.after);
        keep(answer.after, id, `${actor.id || 'nobody'} ${command.type}`, next);
      }
    for (const [how, later] of timeSteps(kind, node, laws)) keep(later, id, how, next);
  };
  for (; level < depth && layer.length > 0; level += 1) {
    const next: [number, Node][] = [];
    for (const [id, node] of layer) {
      try {
        step(id, node, next);
      } catch (error) {
        throw new Error(`${error instanceof Error ? error.message : String(error)}\n  after ${trace(id)}`, { cause: error });
      }
    }
    layer = next;
  }
  return {
    states: known.size,
    moves: edges.length / 2,
    refusals,
    depth: level,
    complete: layer.length === 0,
    frontier: layer,
    edges,
    closed,
    trace,
  };
};
