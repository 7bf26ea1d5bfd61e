/** From the map and the groups to what is said about them. */
import { divisiveIn } from './divisive.ts';
import type { Grouping } from './groups.ts';
import { clearestFirst, type Listed } from './listed.ts';
import { majorityIn } from './majority.ts';
import { openIn, splitIn, withinReachIn } from './other-verdicts.ts';
import type { Parts } from './parts.ts';
import { representativeOf } from './representative.ts';
import type { Group, Lists } from './result.ts';
import { sharedIn } from './shared.ts';

const each = (statements: readonly number[], verdict: (statement: number) => Listed | null): readonly Listed[] =>
  clearestFirst(statements.flatMap((statement) => verdict(statement) ?? []));

const without = (statements: readonly number[], ...lists: readonly (readonly Listed[])[]): readonly number[] => {
  const taken = new Set(lists.flat().map(({ statement }) => statement));
  return statements.filter((statement) => !taken.has(statement));
};

const firmOf = (list: readonly Listed[]): readonly Listed[] => list.filter(({ reason }) => reason.code === 'shared' && reason.firm);

/** A statement is on one of these lists at most; the majority's are beside them. */
export const listsOf = (parts: Parts, statements: readonly number[]): Lists => {
  const agreed = each(statements, (statement) => sharedIn(parts, statement));
  const divisive = divisiveIn(parts, without(statements, firmOf(agreed)));
  const parting = new Set(divisive.map(({ statement }) => statement));
  const shared = agreed.filter(({ statement }) => !parting.has(statement));
  const left = without(statements, shared, divisive);
  const open = each(left, (statement) => openIn(parts, statement));
  // What people do not know enough about may still be within reach of being reworded.
  const withinReach = each(left, (statement) => withinReachIn(parts, statement));
  const split = each(without(left, open, withinReach), (statement) => splitIn(parts, statement));
  return {
    shared,
    divisive,
    withinReach,
    split,
    open: open.filter(({ statement }) => !withinReach.some((one) => one.statement === statement)),
    majority: { agree: majorityIn(parts, statements, 'agree'), disagree: majorityIn(parts, statements, 'disagree') },
  };
};

/** The nearest two centres are within 20 % of each other. */
const near = 1.2;

export const betweenGroups = (positions: Float64Array, label: Uint8Array, { k, centres }: Grouping): Uint8Array =>
  Uint8Array.from(label, (own, i) => {
    if (own >= k) return 0;
    const distances = Array.from({ length: k }, (_, g) =>
      Math.hypot(positions[2 * i]! - centres[2 * g]!, positions[2 * i + 1]! - centres[2 * g + 1]!),
    ).sort((a, b) => a - b);
    return distances[1]! < near * distances[0]! ? 1 : 0;
  });

export const groupsOf = (parts: Parts, grouping: Grouping, label: Uint8Array, statements: readonly number[]): readonly Group[] => {
  const members = grouping.names.map((): number[] => []);
  label.forEach((g, i) => members[g]?.push(i));
  return grouping.names.map((number, g) => ({
    number,
    members: members[g]!,
    centre: [grouping.centres[2 * g]!, grouping.centres[2 * g + 1]!],
    representative: representativeOf(parts, g, statements),
  }));
};
