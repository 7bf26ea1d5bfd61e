/** The dots of the map, without anybody behind them: rounded, thinned out evenly where there are very many, in the order of their place. */
import { chanceFor } from './chance.ts';
import type { Result } from './result.ts';
import type { Dot } from './room-map.ts';

const none = 255;

/** Of each group every n-th, always the same people as far as can be, so that the picture does not tremble from tick to tick. */
const drawn = ({ people, group }: Result, each: number): readonly number[] => {
  const all = people.map((_, i) => i);
  if (each === 1) return all;
  const order = people.map((id) => chanceFor(`dot ${id}`)());
  return [...Map.groupBy(all, (i) => group[i]!).values()].flatMap((members) =>
    members.toSorted((a, b) => order[a]! - order[b]!).slice(0, Math.max(1, Math.round(members.length / each))),
  );
};

/** Fiftieths of a vote: finer than a dot is drawn. */
const fiftieth = (value: number): number => Math.round(value * 50) / 50 + 0;

/** `most`: dots, about. */
export const drawnDots = (result: Result, most: number): { readonly each: number; readonly dots: readonly Dot[] } => {
  const each = Math.max(1, Math.ceil(result.people.length / most));
  const { positions, group, between, unsure } = result;
  const dots = drawn(result, each).map((i): Dot => ({
    x: fiftieth(positions[2 * i]!),
    y: fiftieth(positions[2 * i + 1]!),
    group: group[i] === none ? null : group[i]!,
    between: between[i] === 1,
    unsure: Math.round(unsure[i]! * 10) / 10,
  }));
  return { each, dots: dots.sort((a, b) => a.x - b.x || a.y - b.y || (a.group ?? -1) - (b.group ?? -1) || a.unsure - b.unsure) };
};
