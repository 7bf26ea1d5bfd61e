/**
 * The map as everybody in the room is told it. Nobody can be found on it: no ids of people, dots in the order of their place, figures only
 * for parts of five people and more. A browser adds its own dot by itself, from the votes that are its own (`place.ts`).
 */
import { stretchOf } from './axes.ts';
import { drawnDots } from './dots.ts';
import type { Listed } from './listed.ts';
import type { Fit } from './fit.ts';
import { noise, placeOf, type Place, type Placing } from './place.ts';
import { fewestShown, type Direction, type PartCounts, type PartName, type Reason } from './reason.ts';
import type { Result, Standing } from './result.ts';
import { holdersIn, type Roles } from './roles.ts';
import type { State } from './state.ts';
import { tallied, tally, votesOf, type Tallies, type Tally } from './tallies.ts';
import type { Mark } from './votes.ts';

export interface Shown {
  /** Place in `statements`. */
  readonly statement: number;
  readonly direction?: Direction;
  readonly score: number;
  readonly reason: Reason;
}

export interface ShownGroup {
  /** For good in this room: its letter, colour and shape. */
  readonly number: number;
  /** null: too few to be counted in public. */
  readonly people: number | null;
  readonly centre: readonly [x: number, y: number];
  readonly representative: readonly Shown[];
}

export interface ShownLists {
  readonly shared: readonly Shown[];
  readonly divisive: readonly Shown[];
  readonly withinReach: readonly Shown[];
  readonly split: readonly Shown[];
  readonly open: readonly Shown[];
  readonly majority: { readonly agree: readonly Shown[]; readonly disagree: readonly Shown[] };
}

export interface Figures {
  readonly part: PartName | { readonly role: string };
  readonly people: number;
  /** For, against, pass of each statement of `figured`; −1 three times where fewer than five voted. */
  readonly counts: readonly number[];
}

/** One person, or where there are very many, several of one mind. */
export interface Dot {
  /** In votes. */
  readonly x: number;
  readonly y: number;
  /** Place in `groups`; null for none. */
  readonly group: number | null;
  /** Between two groups: drawn without colour. */
  readonly between: boolean;
  /** Deviation of the place, in votes. */
  readonly unsure: number;
}

export interface RoomMap {
  readonly standing: Standing;
  readonly voters: number;
  readonly grouped: number;
  /** People that one dot stands for: 1 up to some hundreds. */
  readonly each: number;
  readonly dots: readonly Dot[];
  readonly groups: readonly ShownGroup[];
  /** The first number that no group was ever called by. */
  readonly free: number;
  /** Statements on the map, in order of id. */
  readonly statements: readonly string[];
  readonly lists: ShownLists;
  /** Statements of which there are figures: all, or of very many those on a list. */
  readonly figured: readonly number[];
  /** Of the room first, then of the parts in which statements are judged, then of roles. */
  readonly figures: readonly Figures[];
  /** What the room parts with; at the close only. */
  readonly closing: readonly { readonly statement: number; readonly covers: number }[];
  readonly placing: Placing;
}

const mostDots = 300;
const mostListed = 24;
const mostFigured = 150;

const hundredth = (value: number): number => Math.round(value * 100) / 100 + 0;

/** Old place of a statement → its place among those on the map, −1 for others. */
const placesOnMap = (active: readonly number[], length: number): Int32Array => {
  const places = new Int32Array(length).fill(-1);
  active.forEach((s, at) => (places[s] = at));
  return places;
};

const shownFrom =
  (places: Int32Array) =>
  ({ statement, direction, score, reason }: Listed): Shown => ({
    statement: places[statement]!,
    ...(direction === undefined ? {} : { direction }),
    score: hundredth(score),
    reason,
  });

const countsOf = (of: Tallies, part: number, statements: readonly number[]): number[] =>
  statements.flatMap((s) => {
    const one: Tally = tally(of, part, s);
    return votesOf(one) < fewestShown ? [-1, -1, -1] : [one.for, one.against, one.pass];
  });

/** Parts of fewer than five people are left out. */
const figuresOf = (of: Tallies, names: readonly Figures['part'][], statements: readonly number[]): readonly Figures[] =>
  names.flatMap((part, at) => {
    const people = of.sizes[at] ?? 0;
    return people < fewestShown ? [] : [{ part, people, counts: countsOf(of, at, statements) }];
  });

const listedIn = ({ lists, groups }: Result): ReadonlySet<number> => {
  const { majority, ...others } = lists;
  const all = [...Object.values(others), majority.agree, majority.disagree, ...groups.map((group) => group.representative)];
  return new Set(all.flat().map(({ statement }) => statement));
};

/** `state` is the one the result came from. */
export const roomMap = (result: Result, { model, status, free, votes }: State, roles: Roles = new Map()): RoomMap => {
  const active = result.statements.flatMap((id, s) => ((status.get(id) ?? 'active') === 'active' ? [s] : []));
  const places = placesOnMap(active, result.statements.length);
  const shown = shownFrom(places);
  const listed = listedIn(result);
  const figured = active.length <= mostFigured ? active : active.filter((s) => listed.has(s));
  const { of, names } = result.parts;
  const held = holdersIn(votes, roles);
  const whole =
    names[0] === 'room' ? [] : figuresOf(tallied(votes.rows, new Uint8Array(votes.rows.length), 1, of.statements), ['room'], figured);
  return {
    standing: result.standing,
    voters: result.voters,
    grouped: result.grouped,
    ...drawnDots(result, mostDots),
    groups: groupsShown(result, shown),
    free,
    statements: active.map((s) => result.statements[s]!),
    lists: listsShown(result.lists, shown),
    figured: figured.map((s) => places[s]!),
    figures: [
      ...whole,
      ...figuresOf(of, names, figured),
      ...figuresOf(
        held.of,
        held.names.map((role) => ({ role })),
        figured,
      ),
    ],
    closing: result.closing.map(({ statement, covers }) => ({ statement: places[statement]!, covers })),
    placing: placingTold(model!.fit, active),
  };
};

const groupsShown = ({ groups }: Result, shown: (listed: Listed) => Shown): readonly ShownGroup[] =>
  groups.map(({ number, members, centre: [x, y], representative }) => ({
    number,
    people: members.length < fewestShown ? null : members.length,
    centre: [hundredth(x), hundredth(y)],
    representative: representative.map(shown),
  }));

const listsShown = ({ majority, ...lists }: Result['lists'], shown: (listed: Listed) => Shown): ShownLists => {
  const short = (list: readonly Listed[]): readonly Shown[] => list.slice(0, mostListed).map(shown);
  return {
    shared: short(lists.shared),
    divisive: short(lists.divisive),
    withinReach: short(lists.withinReach),
    split: short(lists.split),
    open: short(lists.open),
    majority: { agree: short(majority.agree), disagree: short(majority.disagree) },
  };
};

const thousandth = (value: number): number => Math.round(value * 1_000) / 1_000 + 0;

/** Rounded: more would not be seen, and would only have to be sent. */
const placingTold = ({ w, c }: Fit, active: readonly number[]): Placing => {
  const [p, q, r] = stretchOf(w);
  return {
    fit: {
      w: Float64Array.from(active.flatMap((s) => [thousandth(w[2 * s]!), thousandth(w[2 * s + 1]!)])),
      c: Float64Array.from(active, (s) => thousandth(c[s]!)),
    },
    stretch: [thousandth(p), thousandth(q), thousandth(r)],
    noise,
  };
};

/** My own dot, from my own votes; null until one of them is on the map. */
export const ownPlace = (
  { statements, placing }: Pick<RoomMap, 'placing' | 'statements'>,
  votes: ReadonlyMap<string, Mark>,
): Place | null => {
  const row = statements.flatMap((id, s) => {
    const mark = votes.get(id);
    return mark === undefined ? [] : [s * 4 + mark + 1];
  });
  return row.length === 0 ? null : placeOf(Uint16Array.from(row), placing);
};

/** Nearest centre; null without groups, or where two are within a fifth of each other. */
export const groupAt = ({ groups }: Pick<RoomMap, 'groups'>, { x, y }: Pick<Place, 'x' | 'y'>): number | null => {
  const near = groups
    .map(({ centre: [a, b] }, at) => ({ at, distance: Math.hypot(x - a, y - b) }))
    .sort((one, other) => one.distance - other.distance);
  const [first, second] = near;
  return first && (!second || second.distance >= 1.2 * first.distance) ? first.at : null;
};

/** The figures of one part on one statement; null where there are none to show. */
export const figuresOn = (map: Pick<RoomMap, 'figured'>, { counts, people }: Figures, statement: number): PartCounts['counts'] => {
  const at = map.figured.indexOf(statement);
  const [yes, no, pass] = at < 0 ? [] : counts.slice(3 * at, 3 * at + 3);
  return yes === undefined || yes < 0 ? null : { for: yes, against: no!, pass: pass!, people };
};
