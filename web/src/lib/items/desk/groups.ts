/** The piles of a department's desk: which rows lie in each, and in which order. Pure; a row may lie in several. */
import type { DeskRow } from '#shared/items/read-model.ts';

export const groupNames = [
  'new',
  'overdue',
  'soon',
  'sign',
  'returns',
  'letters',
  'opinions',
  'mine',
  'working',
  'elsewhere',
  'all',
] as const;
export type GroupName = (typeof groupNames)[number];

/** Whose desk it is. */
export interface Holder {
  readonly department: string;
  readonly person: string;
}
export interface Line {
  readonly id: string;
  readonly row: DeskRow;
}

const leads = (row: DeskRow, { department }: Holder): boolean => row.lead === department;

const holds: Readonly<Record<GroupName, (row: DeskRow, holder: Holder) => boolean>> = {
  new: (row, holder) => leads(row, holder) && row.stage === 'issued' && !row.waitsFor.includes('adjudicate'),
  overdue: (row, holder) => leads(row, holder) && row.lamp === 'red',
  soon: (row, holder) => leads(row, holder) && row.lamp === 'yellow',
  /** Officers see them, too: their report is not out yet. */
  sign: (row, holder) => leads(row, holder) && row.draft === 'waits',
  returns: (row, holder) => leads(row, holder) && row.waitsFor.includes('adjudicate'),
  letters: (row, holder) => leads(row, holder) && row.letters > 0,
  opinions: (row, { department }) => row.openOpinions.includes(department),
  mine: (row, { person }) => row.officer === person,
  working: (row, holder) => leads(row, holder) && row.stage === 'inProgress',
  /** Whoever verifies, rates or looks back has it now. */
  elsewhere: (row, holder) => leads(row, holder) && ['suspended', 'reported', 'verified', 'closed'].includes(row.stage),
  all: () => true,
};

/** The instant that presses in this pile. */
const pressing = (name: GroupName, row: DeskRow): number => {
  if (name === 'new') return row.claimBy ?? row.redAt;
  return name === 'letters' ? (row.answerBy ?? row.redAt) : row.redAt;
};

const weight = ({ lamp, claimOverrun }: DeskRow): number => {
  if (lamp === 'red') return 0;
  if (claimOverrun) return 1;
  return { yellow: 2, green: 3, none: 4 }[lamp];
};

/** Red before yellow before the rest; then what presses first; then by number, so that nothing jumps. */
const before = (name: GroupName, a: DeskRow, b: DeskRow): number =>
  weight(a) - weight(b) || pressing(name, a) - pressing(name, b) || a.number.localeCompare(b.number, 'zh');

export const inGroup = (name: GroupName, lines: readonly Line[], holder: Holder): readonly Line[] =>
  lines.filter(({ row }) => holds[name](row, holder)).toSorted((a, b) => before(name, a.row, b.row));

/** How many lie in each pile. */
export const countsOf = (lines: readonly Line[], holder: Holder): Readonly<Record<GroupName, number>> =>
  Object.fromEntries(groupNames.map((name) => [name, lines.filter(({ row }) => holds[name](row, holder)).length])) as Record<
    GroupName,
    number
  >;

/** Where somebody begins: what is overdue, then what is near, then what is new. */
export const firstGroup = (counts: Readonly<Record<GroupName, number>>): GroupName =>
  (['overdue', 'soon', 'new', 'sign', 'letters', 'opinions', 'working'] as const).find((name) => counts[name] > 0) ?? 'all';
