/**
 * A map as it travels and is kept: whole numbers in rows, and no figure twice, since a hall of phones is told one every second. Why a
 * statement is listed follows from the figures, so only which parts are meant is said.
 */
import { never } from '../core/kind.ts';
import { fewestShown, type Direction, type PartCounts, type PartName, type Reason } from './reason.ts';
import { figuresOn, type Dot, type Figures, type RoomMap, type Shown, type ShownLists } from './room-map.ts';
import type { Standing } from './result.ts';
import { turned, votesOf, type Tally } from './tallies.ts';

/** `direction`: 1 for, −1 against, 0 neither. `score` in hundredths. `first`, `second`: by the list, 0 where they say nothing. */
type Row = readonly [statement: number, direction: 1 | 0 | -1, score: number, first: number, second: number];

type ListName = Exclude<keyof ShownLists, 'majority'> | 'agree' | 'disagree';

export interface ToldMap {
  readonly standing: Standing;
  readonly voters: number;
  readonly grouped: number;
  readonly each: number;
  /** Four a dot: x and y in fiftieths of a vote; place of its group, −1 for none, 10 more when between two; how unsure in tenths. */
  readonly dots: readonly number[];
  readonly groups: readonly {
    readonly number: number;
    readonly people: number | null;
    readonly centre: readonly [number, number];
    readonly own: readonly Row[];
  }[];
  readonly free: number;
  /** The parts in which statements are judged, in order. */
  readonly parts: readonly PartName[];
  readonly statements: readonly string[];
  readonly lists: Readonly<Record<ListName, readonly Row[]>>;
  readonly figured: readonly number[];
  readonly figures: readonly Figures[];
  readonly closing: readonly (readonly [statement: number, covers: number])[];
  /** In thousandths: two of `w` and one of `c` a statement, three of the stretch; `noise` as it is. */
  readonly w: readonly number[];
  readonly c: readonly number[];
  readonly stretch: readonly [number, number, number];
  readonly noise: number;
}

const samePart = (one: Figures['part'], other: PartName): boolean => JSON.stringify(one) === JSON.stringify(other);

const placeIn = (parts: readonly PartName[], { part }: PartCounts): number => parts.findIndex((one) => samePart(part, one));

/** Firm or not; the two parts; the part that hesitates; whether the parts are groups. */
const detailsOf = (reason: Reason, parts: readonly PartName[]): readonly [number, number] => {
  switch (reason.code) {
    case 'shared':
      return [reason.firm ? 1 : 0, 0];
    case 'divisive':
      return [placeIn(parts, reason.for), placeIn(parts, reason.against)];
    case 'within-reach':
      return [placeIn(parts, reason.hesitates), 0];
    case 'split':
      return [reason.ofWhat === 'groups' ? 1 : 0, 0];
    case 'own':
      return [placeIn(parts, reason.part), 0];
    case 'open':
    case 'majority':
      return [0, 0];
    default:
      return never(reason);
  }
};

const rowFrom =
  (parts: readonly PartName[]) =>
  ({ statement, direction, score, reason }: Shown): Row => [
    statement,
    direction === undefined ? 0 : direction === 'agree' ? 1 : -1,
    Math.round(score * 100),
    ...detailsOf(reason, parts),
  ];

const partsIn = ({ groups, standing, figures }: RoomMap): readonly PartName[] => {
  if (standing === 'groups') return groups.map(({ number }) => ({ group: number }));
  return figures.some(({ part }) => part !== 'room' && 'end' in part) ? [{ end: 'one' }, { end: 'other' }] : ['room'];
};

const whole = (value: number, of: number): number => Math.round(value * of) + 0;

export const toldMap = (map: RoomMap): ToldMap => {
  const { majority, ...others } = map.lists;
  const parts = partsIn(map);
  const row = rowFrom(parts);
  const all = { ...others, ...majority };
  const [p, q, r] = map.placing.stretch;
  return {
    standing: map.standing,
    voters: map.voters,
    grouped: map.grouped,
    each: map.each,
    dots: map.dots.flatMap(({ x, y, group, between, unsure }) => [
      whole(x, 50),
      whole(y, 50),
      (group ?? -1) + (between ? 10 : 0),
      whole(unsure, 10),
    ]),
    groups: map.groups.map(({ number, people, centre, representative }) => ({ number, people, centre, own: representative.map(row) })),
    free: map.free,
    parts,
    statements: map.statements,
    lists: {
      shared: all.shared.map(row),
      divisive: all.divisive.map(row),
      withinReach: all.withinReach.map(row),
      split: all.split.map(row),
      open: all.open.map(row),
      agree: all.agree.map(row),
      disagree: all.disagree.map(row),
    },
    figured: map.figured,
    figures: map.figures,
    closing: map.closing.map(({ statement, covers }) => [statement, covers]),
    w: Array.from(map.placing.fit.w, (value) => whole(value, 1_000)),
    c: Array.from(map.placing.fit.c, (value) => whole(value, 1_000)),
    stretch: [whole(p, 1_000), whole(q, 1_000), whole(r, 1_000)],
    noise: map.placing.noise,
  };
};

const nothing: Tally = { for: 0, against: 0, pass: 0 };

/** Finds the counts a reason speaks of. */
class Figuring {
  readonly #told: ToldMap;

  constructor(told: ToldMap) {
    this.#told = told;
  }

  part(at: number, statement: number): PartCounts {
    const part = this.#told.parts[at] ?? 'room';
    const figures = this.#told.figures.find((one) => samePart(one.part, part));
    return { part, counts: figures ? figuresOn(this.#told, figures, statement) : null };
  }

  room(statement: number): Tally {
    const figures = this.#told.figures.find(({ part }) => part === 'room');
    const counts = figures ? figuresOn(this.#told, figures, statement) : null;
    return counts === null ? nothing : { for: counts.for, against: counts.against, pass: counts.pass };
  }

  /** What others than this part said, seen in the direction; null where they are too few. */
  rest(own: PartCounts, statement: number, direction: Direction): Tally | null {
    const { counts } = own;
    if (counts === null) return null;
    const all = this.room(statement);
    const rest = { for: all.for - counts.for, against: all.against - counts.against, pass: all.pass - counts.pass };
    if (votesOf(rest) < fewestShown) return null;
    return direction === 'agree' ? rest : turned(rest);
  }

  reason(list: ListName | 'own', [statement, lean, , first, second]: Row): Reason {
    const direction: Direction = lean < 0 ? 'disagree' : 'agree';
    const all = this.room(statement);
    switch (list) {
      case 'shared':
        return { code: 'shared', firm: first === 1, direction, parts: this.#told.parts.map((_, at) => this.part(at, statement)) };
      case 'divisive':
        return { code: 'divisive', for: this.part(first, statement), against: this.part(second, statement) };
      case 'withinReach':
        return { code: 'within-reach', direction, hesitates: this.part(first, statement) };
      case 'split':
        return { code: 'split', counts: all, ofWhat: first === 1 ? 'groups' : 'room' };
      case 'open':
        return { code: 'open', pass: all.pass, votes: votesOf(all) };
      case 'agree':
      case 'disagree':
        return { code: 'majority', direction, counts: all };
      case 'own': {
        const part = this.part(first, statement);
        return { code: 'own', direction, part, rest: this.rest(part, statement, direction) };
      }
      default:
        return never(list);
    }
  }
}

const shownFrom =
  (figuring: Figuring, list: ListName | 'own') =>
  (row: Row): Shown => ({
    statement: row[0],
    ...(row[1] === 0 ? {} : { direction: row[1] > 0 ? 'agree' : 'disagree' }),
    score: row[2] / 100,
    reason: figuring.reason(list, row),
  });

const dotAt = (dots: readonly number[], at: number): Dot => {
  const code = dots[at + 2]!;
  const group = code >= 9 ? code - 10 : code;
  return { x: dots[at]! / 50, y: dots[at + 1]! / 50, group: group < 0 ? null : group, between: code >= 9, unsure: dots[at + 3]! / 10 };
};

const thousandths = (values: readonly number[]): Float64Array => Float64Array.from(values, (value) => value / 1_000);

/** The map again, from what was told. */
export const heardMap = (told: ToldMap): RoomMap => {
  const figuring = new Figuring(told);
  const list = (name: ListName): readonly Shown[] => told.lists[name].map(shownFrom(figuring, name));
  const heard: ShownLists = {
    shared: list('shared'),
    divisive: list('divisive'),
    withinReach: list('withinReach'),
    split: list('split'),
    open: list('open'),
    majority: { agree: list('agree'), disagree: list('disagree') },
  };
  const [p, q, r] = told.stretch;
  return {
    standing: told.standing,
    voters: told.voters,
    grouped: told.grouped,
    each: told.each,
    dots: Array.from({ length: told.dots.length / 4 }, (_, dot) => dotAt(told.dots, 4 * dot)),
    groups: told.groups.map(({ own, ...group }) => ({ ...group, representative: own.map(shownFrom(figuring, 'own')) })),
    free: told.free,
    statements: told.statements,
    lists: heard,
    figured: told.figured,
    figures: told.figures,
    closing: told.closing.map(([statement, covers]) => ({ statement, covers })),
    placing: { fit: { w: thousandths(told.w), c: thousandths(told.c) }, stretch: [p / 1_000, q / 1_000, r / 1_000], noise: told.noise },
  };
};
