/** Which rules decide: those of the file, then the newest adopted, here and on the other node, also after a restart. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { AnyCommand, AnyKind } from '#shared/core/kind.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import { rules } from '#shared/packs/in-force.ts';
import { packs } from '#shared/packs/kind.ts';
import type { Store } from '#server/store/store.ts';
import { chanceOf, localBus, seeded, settle, startNode } from '../engine/node.ts';
import { pack, person } from '../given/given.ts';
import { memoryStore } from '../store/memory.ts';

/** Notes the rules each decision was made by. */
const notes: AnyKind = {
  name: 'notes',
  version: 1,
  commands: v.object({ type: v.literal('note') }),
  initial: [],
  decide: (_command, _state, _actor, occasion) => [
    { type: 'noted', version: occasion.pack.version, claim: occasion.pack.item.claimWithin } as never,
  ],
  evolve: (state, { event }) => [...(state as unknown[]), event],
  visibility: { audience: () => 'all', see: (recorded) => recorded, view: (state) => state },
};
const kinds: Readonly<Record<string, AnyKind>> = { notes, packs };
const admin = person('u-admin', 'admin');
const note: AnyCommand = { type: 'note' };
const adopt = (version: number, claimWithin: number): AnyCommand =>
  ({ type: 'adopt', pack: { ...pack, version, item: { ...pack.item, claimWithin } } satisfies RulePack }) as AnyCommand;
const shared = (store: Store): Store =>
  new Proxy(store, { get: (target, name: keyof Store) => (name === 'dialect' ? 'postgres' : target[name]) });

test('RP5 the newest adopted pack decides on every node at once, and after a restart', async () => {
  const store = shared(memoryStore());
  const bus = localBus();
  const one = await startNode(store, kinds, { bus, rules });
  // Another seed: a node knows its own news by what it drew at the start.
  const other = await startNode(store, kinds, { bus, rules, chance: chanceOf(seeded(8)) });
  await one.engine.ask('notes/1', 'a', note, admin);
  expect(one.engine.pack).toEqual(pack);
  expect(await one.engine.ask(rules.stream, 'b', adopt(2, 4), admin)).toEqual({ seq: 1 });
  await one.engine.ask('notes/1', 'c', note, admin);
  await settle();
  await other.engine.ask('notes/1', 'd', note, admin);
  expect(await other.engine.ask(rules.stream, 'e', { type: 'withdraw', to: 1 } as AnyCommand, admin)).toEqual({ seq: 2 });
  await settle();
  await one.engine.ask('notes/1', 'f', note, admin);
  const third = await startNode(store, kinds, { bus: localBus(), rules });
  await third.engine.ask('notes/1', 'g', note, admin);
  expect((await third.engine.open('notes/1')).state).toMatchObject([
    { version: 1, claim: 3 },
    { version: 2, claim: 4 },
    { version: 2, claim: 4 },
    { version: 3, claim: 3 },
    { version: 3, claim: 3 },
  ]);
  for (const { engine } of [one, other, third]) await engine.close();
});

test('RP5 two that are adopted in one breath follow on each other', async () => {
  const { engine } = await startNode(memoryStore(), kinds, { rules });
  const answers = await Promise.all([engine.ask(rules.stream, 'a', adopt(2, 4), admin), engine.ask(rules.stream, 'b', adopt(2, 1), admin)]);
  expect(answers).toEqual([{ seq: 1 }, { refused: 'version-not-newer', details: { version: 2 } }]);
  expect(engine.pack).toMatchObject({ version: 2, item: { claimWithin: 4 } });
  await engine.close();
});

test('RP5 where nothing keeps rules, those of the file decide', async () => {
  const { engine } = await startNode(memoryStore(), { notes });
  expect(engine.pack).toBe(pack);
  await engine.close();
});
