/** Planted faults: what a simulator that sees them is worth. Each replaces one part of the house by one that is wrong. */
import type { Bus } from '#server/bus/bus.ts';
import type { Store, StreamCommit } from '#server/store/store.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import type { AnyEvent } from '#shared/core/recorded.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import type { advance } from '#web/lib/live/merge.ts';
import type { Chance } from './chance.ts';

export interface Fault {
  readonly name: string;
  readonly store?: (store: Store, bus: Bus, chance: Chance) => Store;
  readonly kinds?: (kinds: Readonly<Record<string, AnyKind>>) => Readonly<Record<string, AnyKind>>;
  readonly fold?: typeof advance;
}

export const none: Fault = { name: 'none' };

const withCommit = (store: Store, commit: Store['commit']): Store =>
  new Proxy(store, { get: (target, name: keyof Store) => (name === 'commit' ? commit : target[name]) });

/** One kind with some of it replaced, where a chapter has it. */
const changed = (
  kinds: Readonly<Record<string, AnyKind>>,
  name: string,
  change: (kind: AnyKind) => Partial<AnyKind>,
): Readonly<Record<string, AnyKind>> => {
  const kind = kinds[name];
  return kind ? { ...kinds, [name]: { ...kind, ...change(kind) } } : kinds;
};

export const faults: readonly Fault[] = [
  {
    name: 'ids are not remembered',
    store: (store) =>
      new Proxy(store, {
        get: (target, name: keyof Store) => (name === 'accepted' ? async (asks: readonly unknown[]) => asks.map(() => null) : target[name]),
      }),
  },
  {
    name: 'the disk says kept and keeps nothing',
    store: (store, _bus, chance) =>
      withCommit(store, (batch) => (chance.happens(0.1) ? Promise.resolve(batch.map(() => 'kept' as const)) : store.commit(batch))),
  },
  {
    name: 'a "no" is not remembered',
    store: (store) => withCommit(store, (batch) => store.commit(batch.map((entry): StreamCommit => ({ ...entry, answers: [] })))),
  },
  {
    name: 'reactions are not kept with their event',
    store: (store) => withCommit(store, (batch) => store.commit(batch.map((entry): StreamCommit => ({ ...entry, reactions: [] })))),
  },
  {
    name: 'announced before the commit',
    store: (store, bus) =>
      withCommit(store, (batch) => {
        for (const { stream, events } of batch)
          bus.publish('commits', new TextEncoder().encode(JSON.stringify({ node: 'early', stream, events, models: [] })));
        return store.commit(batch);
      }),
  },
  {
    name: 'deadlines are forgotten',
    store: (store) => withCommit(store, (batch) => store.commit(batch.map((entry): StreamCommit => ({ ...entry, wake: null })))),
  },
  {
    name: 'everybody sees everything',
    kinds: (kinds) =>
      Object.fromEntries(
        Object.entries(kinds).map(([name, kind]) => [
          name,
          { ...kind, visibility: { ...kind.visibility, see: (recorded) => recorded } } satisfies AnyKind,
        ]),
      ),
  },
  {
    name: 'the room is told who voted what',
    kinds: (kinds) =>
      changed(kinds, 'ballots', ({ visibility }) => ({
        visibility: {
          ...visibility,
          see: (recorded, audience, state) => (recorded.event.type === 'ballotCast' ? recorded : visibility.see(recorded, audience, state)),
        },
      })),
  },
  {
    name: 'a paper votes as often as it is shown',
    kinds: (kinds) =>
      changed(kinds, 'ballots', (kind) => ({
        decide: (command, state, actor, occasion) => {
          const outcome = kind.decide(command, state, actor, occasion);
          const { poll, choice } = command as { poll?: string; choice?: unknown };
          return isRefusal(outcome) && outcome.refused === 'already-voted'
            ? [{ type: 'ballotCast', poll, voter: actor.id, choice, roles: [] } as AnyEvent]
            : outcome;
        },
      })),
  },
  {
    name: 'a screen folds over a gap',
    fold: (kind, merged, batch) => {
      const fresh = batch.filter(({ seq }) => seq > merged.seq);
      const confirmed = fresh.reduce((state, sent) => ('event' in sent ? kind.evolve(state, sent as never) : state), merged.confirmed);
      return { ...merged, confirmed, seq: Math.max(merged.seq, ...fresh.map(({ seq }) => seq)) };
    },
  },
];
