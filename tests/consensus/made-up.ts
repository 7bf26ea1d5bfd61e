/** Rooms of which the truth is known. */
import { chanceFor, normalFrom, type Chance } from '#shared/consensus/chance.ts';
import type { Mark, Vote } from '#shared/consensus/votes.ts';

export interface MadeUp {
  readonly votes: readonly Vote[];
  /** Participant → true group. */
  readonly truth: ReadonlyMap<string, number>;
}

export interface Size {
  readonly people: number;
  readonly statements: number;
  /** Share of all statements that a person votes on. */
  readonly voted?: number;
}

const everyVote = ({ people, statements, voted = 1 }: Size, chance: Chance, mark: (i: number, s: number) => Mark): Vote[] => {
  const votes: Vote[] = [];
  for (let i = 0; i < people; i += 1)
    for (let s = 0; s < statements; s += 1) if (chance() < voted) votes.push([`p${i}`, `s${s}`, mark(i, s)]);
  return votes;
};

const markOf = (keen: number): Mark => (keen > 0.35 ? 1 : keen < -0.35 ? -1 : 0);

/**
 * One cloud of opinions: `normal` in `axes` dimensions, `even` along one line, or `none` at all (each statement by itself). The less
 * `noise`, the steeper people turn from against to for on their way along the cloud.
 */
export const withoutGroups = (
  size: Size,
  shape: 'normal' | 'even' | 'none',
  seed: number,
  { axes = 2, noise = 1 }: { readonly axes?: number; readonly noise?: number } = {},
): MadeUp => {
  const chance = chanceFor(`without-${shape}`, seed);
  const normal = normalFrom(chance);
  const z = Array.from({ length: size.people }, () =>
    Array.from({ length: axes }, () => (shape === 'even' ? chance() * 3.4 - 1.7 : normal())),
  );
  const w = Array.from({ length: size.statements }, () => Array.from({ length: axes }, () => (shape === 'none' ? 0 : normal())));
  const level = Array.from({ length: size.statements }, () => normal() * 0.7);
  const votes = everyVote(size, chance, (i, s) =>
    markOf(level[s]! + z[i]!.reduce((sum, x, axis) => sum + (axis > 0 && shape === 'even' ? 0 : x * w[s]![axis]!), 0) + noise * normal()),
  );
  return { votes, truth: new Map() };
};

/**
 * Groups of these shares of the room. Statements are shared by all with chance `shared`, else each group has its own mind; a person follows
 * his group's with chance `loyal`.
 */
export const withGroups = (size: Size, shares: readonly number[], seed: number, { shared = 0.3, loyal = 0.85 } = {}): MadeUp => {
  const chance = chanceFor('with-groups', seed);
  const bounds = shares.map((_, g) => shares.slice(0, g + 1).reduce((sum, share) => sum + share, 0));
  const group = Array.from({ length: size.people }, (_, i) => bounds.findIndex((bound) => (i + 0.5) / size.people <= bound + 1e-9));
  const mind = Array.from({ length: size.statements }, () => {
    const all: Mark = chance() < 0.5 ? 1 : -1;
    return chance() < shared ? shares.map(() => all) : shares.map((): Mark => (chance() < 0.5 ? 1 : -1));
  });
  const votes = everyVote(size, chance, (i, s) => {
    const mine = mind[s]![group[i]!]!;
    const draw = chance();
    return draw < loyal ? mine : draw < loyal + (1 - loyal) / 2 ? 0 : (-mine as Mark);
  });
  return { votes, truth: new Map(group.map((g, i) => [`p${i}`, g])) };
};

/**
 * Two camps with nobody in between: opposed on `divisive` statements, of one mind on `common` ones. A vote is passed with chance `passed` and
 * else turned round with chance `turned`. The first camp is this `share` of the room.
 */
export const opposedCamps = (
  people: number,
  seed: number,
  { divisive = 12, common = 2, turned = 0, passed = 0, share = 0.5 } = {},
): MadeUp => {
  const chance = chanceFor('opposed-camps', seed);
  const mind = Array.from({ length: divisive + common }, (): Mark => (chance() < 0.5 ? 1 : -1));
  const camp = (i: number): number => (i < Math.round(people * share) ? 0 : 1);
  const votes = everyVote({ people, statements: divisive + common }, chance, (i, s) => {
    const own = camp(i) === 1 && s < divisive ? -mind[s]! : mind[s]!;
    const [pass, turn] = [chance() < passed, chance() < turned];
    return pass ? 0 : ((turn ? -own : own) as Mark);
  });
  return { votes, truth: new Map(Array.from({ length: people }, (_, i) => [`p${i}`, camp(i)])) };
};

/** Another order of the same. */
export const shuffled = <T>(list: readonly T[], seed: number): T[] => {
  const chance = chanceFor('shuffled', seed);
  return list
    .map((one) => [chance(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
};

/** Adjusted Rand index (Hubert and Arabie 1985): 1 the same division, 0 as by chance. */
export const sameness = (a: readonly number[], b: readonly number[]): number => {
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const count = (keys: readonly (string | number)[]): number => {
    const counts = new Map<string | number, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return [...counts.values()].reduce((sum, n) => sum + pairs(n), 0);
  };
  const [both, ofA, ofB, all] = [count(a.map((x, i) => `${x} ${b[i]}`)), count(a), count(b), pairs(a.length)];
  const expected = (ofA * ofB) / all;
  const highest = (ofA + ofB) / 2;
  return highest === expected ? 1 : (both - expected) / (highest - expected);
};
