/** What has to be there before an item is verified, and the two keys before it is closed: for people to see, `decide` has the last word. */
import type { Actor } from '#shared/core/actor.ts';
import { openOpinions } from '#shared/items/clock.ts';
import { isReporter } from '#shared/items/parties.ts';
import type { Reported, Verified } from '#shared/items/state.ts';

export const points = ['text', 'files', 'opinions', 'dissents', 'milestones', 'placed', 'other'] as const;
export type PointName = (typeof points)[number];

/** `yes`: it is there · `no`: it is missing · `look`: there is something to weigh. `n`: of what the sentence tells. */
export interface Point {
  readonly name: PointName;
  readonly state: 'yes' | 'no' | 'look';
  readonly n: number;
}

const point = (name: PointName, state: Point['state'], n = 0): Point => ({ name, state, n });

/** Of a report that waits to be verified. */
export const toVerify = (item: Reported, viewer: Actor): readonly Point[] => {
  const { report, opinions, matter } = item;
  const open = openOpinions(item).length;
  const dissents = Object.values(opinions).filter(({ kind }) => kind === 'dissented').length;
  const unreached = matter.milestones.filter(({ reachedAt }) => reachedAt === null).length;
  const placed = report.files.filter((file) => report.taken[file]?.place).length;
  const own = viewer.department === matter.lead || isReporter(item, viewer);
  return [
    point('text', report.text === '' ? 'no' : 'yes'),
    point('files', report.files.length === 0 ? 'no' : 'yes', report.files.length),
    ...(matter.cooperating.length > 0 ? [point('opinions', open > 0 ? 'no' : 'yes', open)] : []),
    ...(dissents > 0 ? [point('dissents', 'look', dissents)] : []),
    ...(matter.milestones.length > 0 ? [point('milestones', unreached > 0 ? 'look' : 'yes', unreached)] : []),
    point('placed', placed > 0 ? 'yes' : 'look', placed),
    point('other', own ? 'no' : 'yes'),
  ];
};

export const keys = ['first', 'verified', 'rated', 'second'] as const;
export type KeyName = (typeof keys)[number];

export interface Key {
  readonly name: KeyName;
  readonly turned: boolean;
  /** Since when it is turned; of the round that runs, until when. */
  readonly at: number | null;
}

/** Two keys, and what lies between them. */
export const keysOf = ({ report, verifiedAt, round }: Verified): readonly Key[] => [
  { name: 'first', turned: true, at: report.at },
  { name: 'verified', turned: true, at: verifiedAt },
  { name: 'rated', turned: round.endedAt !== null, at: round.endedAt ?? round.endsAt },
  { name: 'second', turned: false, at: null },
];
