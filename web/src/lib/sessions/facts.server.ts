import type { Actor } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import type { RoomFacts } from './room.svelte.ts';

/** A session decides without the words of topics and items, and a cheap phone need not carry them. */
const slim = (pack: RulePack): RulePack => ({
  ...pack,
  topics: { ...pack.topics, categories: {}, channels: {}, declineReasons: {}, criteria: {} },
  item: { ...pack.item, returnReasons: {}, classes: {} },
});

/** What a window of this session needs before its first line is drawn; `first` null for whoever may not look in. */
export const roomFacts = async (id: string, viewer: Actor): Promise<RoomFacts> => {
  const house = theHouse();
  const [first, departments] = await Promise.all([
    house.view(`sessions/${id}`, viewer),
    house.rows({ model: 'departments', limit: 200 }, viewer),
  ]);
  return { id, first, departments, pack: slim(house.pack), origin: house.origin };
};
