/** Rows of the supervision board: what is overdue longest comes first, then what has not moved for longest. */
import { hasRole, type Actor } from '../core/actor.ts';
import type { Model, Row } from '../core/kind.ts';
import { waitsFor, type Wait } from './clock.ts';
import type { LadderStep, Side, SupervisionForm } from './handling-state.ts';
import { openLetters } from './letters.ts';
import { isPingPong, shownLamp, type ShownLamp } from './read-model.ts';
import type { Day } from '../core/calendar.ts';
import type { Live, Publicity, Stage, State } from './state.ts';

export interface BoardRow extends Row {
  readonly number: string;
  readonly title: string;
  readonly session: string;
  readonly lead: string;
  readonly cooperating: readonly string[];
  readonly area: string | null;
  readonly stage: Stage;
  readonly lamp: ShownLamp;
  readonly due: Day;
  /** Instant from which it is overdue. */
  readonly redAt: number;
  /** What stalled counts from. */
  readonly lastActAt: number;
  readonly waitsFor: readonly Wait[];
  readonly reminders: number;
  readonly reassignments: number;
  readonly pingPong: boolean;
  readonly extensions: number;
  readonly redos: number;
  /** How far the ladder was climbed. */
  readonly step: LadderStep | null;
  readonly letters: { readonly sent: number; readonly open: number; readonly overdue: number };
  /** Forms of supervision it has seen, each once; how often in all; when somebody said they would look again. */
  readonly forms: readonly SupervisionForm[];
  readonly supervisions: number;
  readonly followUp: Day | null;
  readonly pair: BoardPair | null;
  readonly hosts: readonly string[];
  readonly publicity: Publicity;
}

export interface BoardPair {
  readonly government: string;
  readonly cppcc: string;
  readonly endsAt: number;
  /** Who has not acted in the cycle that runs. */
  readonly waits: readonly Side[];
  /** Cycles of this pairing in which one or both did not act. */
  readonly missed: number;
}

const pairOf = ({ pair, cycles }: Live): BoardPair | null => {
  if (pair === null) return null;
  const { n, government, cppcc, endsAt, acted } = pair;
  const waits = (['government', 'cppcc'] as const).filter((side) => acted[side] === null);
  return { government, cppcc, endsAt, waits, missed: cycles.filter((one) => one.pair === n && one.missed.length > 0).length };
};

const supervisionOf = (item: Live) => {
  const { supervisions, letters } = item;
  const ahead = supervisions.filter(({ followUp, followed }) => followUp !== null && !followed).map(({ followUp }) => followUp as Day);
  return {
    forms: [...new Set(supervisions.map(({ form }) => form))],
    supervisions: supervisions.length,
    followUp: ahead.toSorted()[0] ?? null,
    letters: { sent: letters.length, open: openLetters(item).length, overdue: openLetters(item).filter(({ overdue }) => overdue).length },
  };
};

const boardRow = (state: State): BoardRow | null => {
  if (state.stage === 'unissued') return null;
  const { number, title, session, lead, cooperating, due, publicity } = state.matter;
  const { area, lastActAt, reminders, reassignments, extensions, redos, hosts } = state;
  return {
    ...{ number, title, session, lead, cooperating, due, publicity, area, lastActAt, reminders, reassignments, extensions, redos, hosts },
    stage: state.stage,
    lamp: shownLamp(state),
    redAt: state.clock.redAt,
    waitsFor: waitsFor(state),
    pingPong: isPingPong(state),
    step: state.escalation.step,
    ...supervisionOf(state),
    pair: pairOf(state),
  };
};

const onBoard = (row: Row): BoardRow => row as BoardRow;

/** Larger than any instant, so that the group always counts first. */
const group = 10_000_000_000_000;

/** Overdue by how long; then those the departments have, by how long nothing happened; then those others have; closed ones last. */
const urgency = ({ lamp, stage, redAt, lastActAt }: BoardRow): number => {
  if (lamp === 'red') return 3 * group - redAt;
  if (lamp !== 'none') return 2 * group - lastActAt;
  return (stage === 'closed' ? 0 : group) - lastActAt;
};

const mayLook = ({ hosts, pair, lead }: BoardRow, viewer: Actor): boolean =>
  hasRole(viewer, 'admin', 'supervisor', 'auditor') ||
  hosts.includes(viewer.id) ||
  (pair !== null && viewer.department !== lead && [pair.government, pair.cppcc].includes(viewer.id));

export const board: Model<State> = {
  row: boardRow,
  sort: (row) => urgency(onBoard(row)),
  indexes: {
    department: (row) => onBoard(row).lead,
    area: (row) => onBoard(row).area,
    lamp: (row) => onBoard(row).lamp,
    stage: (row) => onBoard(row).stage,
    form: (row) => onBoard(row).forms,
    step: (row) => onBoard(row).step,
    waitsFor: (row) => onBoard(row).waitsFor,
    session: (row) => onBoard(row).session || null,
    host: (row) => onBoard(row).hosts,
    /** The leads of 双督办. */
    paired: (row) => {
      const { pair } = onBoard(row);
      return pair && [pair.government, pair.cppcc];
    },
    pingPong: (row) => (onBoard(row).pingPong ? 'yes' : null),
  },
  text: (row) => `${onBoard(row).number} ${onBoard(row).title}`,
  sees: (row, viewer) => (mayLook(onBoard(row), viewer) ? row : null),
};
