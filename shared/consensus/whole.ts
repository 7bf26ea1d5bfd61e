/** Votes, map and groups put together into all that is known; the same whether they came about live or in one go. */
import { closingList } from './closing.ts';
import { fewestGrouped, fewestPeople, type Crowd } from './crowd.ts';
import { partsOf } from './parts.ts';
import { placeOf, placingOf } from './place.ts';
import { betweenGroups, groupsOf, listsOf } from './read.ts';
import type { Result, Standing } from './result.ts';
import type { State } from './state.ts';
import type { Asking } from './asking.ts';
import type { Grouping } from './groups.ts';

const unlabelled = 255;

const standingOf = (crowd: Crowd, grouping: Grouping | null, asking: Asking): Standing => {
  if (crowd.voters === 0) return 'nobody';
  if (crowd.voters < fewestPeople) return 'small';
  if (grouping !== null) return 'groups';
  return crowd.grouped.length < fewestGrouped || asking.answers === 0 ? 'early' : 'cloud';
};

export const readState = (state: State, crowd: Crowd, positions: Float64Array, closing: boolean): Result => {
  const { votes, grouping, asking, model } = state;
  const { rows, people, statements } = votes;
  const label = new Uint8Array(people.length).fill(unlabelled);
  if (grouping !== null) crowd.grouped.forEach((i, at) => (label[i] = grouping.labels[at]!));
  const onMap = statements.flatMap((_, s) => (crowd.active[s] === 1 ? [s] : []));
  const standing = standingOf(crowd, grouping, asking);
  const small = standing === 'small' || standing === 'nobody';
  const { grouped } = crowd;
  const parts = partsOf({ rows, statements: statements.length, positions, grouped, names: grouping?.names ?? [], label, small });
  const placing = placingOf(model!.fit);
  return {
    standing,
    voters: crowd.voters,
    grouped: grouped.length,
    people,
    statements,
    positions,
    unsure: Float32Array.from(rows, (row) => placeOf(row, placing).unsure),
    group: label,
    between: grouping === null ? new Uint8Array(people.length) : betweenGroups(positions, label, grouping),
    groups: grouping === null ? [] : groupsOf(parts, grouping, label, onMap),
    lists: listsOf(parts, onMap),
    parts,
    closing: closing ? closingList(rows, crowd.active) : [],
  };
};
